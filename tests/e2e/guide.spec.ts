import { expect, test } from './fixtures.ts'
import { watchShell } from './stand-ins.ts'
import { goTo, say, wordsOf } from './words.ts'

for (const language of ['en', 'zh-CN'] as const) {
  const words = wordsOf(language)
  const title = { en: 'Limits that hold', 'zh-CN': '守得住的上限' }[language]
  const searched = { en: 'tray', 'zh-CN': '托盘' }[language]

  test(`F1 opens the guide where one is, and its search, links and pictures work (${language})`, async ({ start }) => {
    const { page } = await start({ language })
    const reader = page.getByRole('region', { name: words('guide.title'), exact: true })
    await goTo(page, 'settings', words)
    await page.keyboard.press('F1')
    await expect(reader.getByRole('heading', { level: 2 })).toHaveText(title)

    await page.getByRole('searchbox', { name: words('guide.search') }).fill(searched)
    const hits = page.getByRole('navigation', { name: words('guide.contents') }).getByRole('button')
    await expect(hits.first()).toContainText(searched)
    await hits.filter({ hasText: title }).first().click()
    await expect(reader.getByRole('heading', { level: 2 })).toHaveText(title)
    await page.getByRole('searchbox').fill('zzzz')
    await expect(page.getByRole('status').filter({ hasText: words('guide.nothing') })).toBeVisible()
    await page.getByRole('searchbox').fill('')

    // The first chapter has a picture and a link to another chapter; the way back is where one came from.
    await hits.first().click()
    const picture = reader.getByRole('img').first()
    await picture.scrollIntoViewIfNeeded()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(300)
    await reader.getByRole('link').first().click()
    await expect(hits.nth(3)).toHaveAttribute('aria-current', 'page')
    await page
      .getByRole('banner')
      .getByRole('button', { name: words('nav.settings') })
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('settings.title'))
  })
}

test('what the app is made of is listed with its licences, the browser’s own among them', async ({ start }) => {
  const { app, page } = await start()
  const opened = await watchShell(app)
  await goTo(page, 'settings')
  await page.getByRole('button', { name: say('guide.licences.open') }).click()
  const rows = page.locator('.licences li')
  for (const name of ['electron', 'react', 'openai', 'zod', '@parcel/watcher', '@fontsource-variable/inter']) {
    await expect(rows.filter({ has: page.getByText(name, { exact: true }) })).toHaveCount(1)
  }
  // What only builds or tests the app is not part of it.
  for (const name of ['vite', 'vitest', 'typescript', 'electron-builder', '@playwright/test']) {
    await expect(rows.filter({ has: page.getByText(name, { exact: true }) })).toHaveCount(0)
  }
  await page.getByRole('searchbox').fill('zustand')
  await expect(rows).toHaveCount(1)
  await rows.locator('summary').click()
  await expect(rows.locator('pre')).toContainText('Permission is hereby granted')
  await page.getByRole('button', { name: say('guide.licences.chromium') }).click()
  await expect.poll(async () => (await opened()).paths).toEqual([expect.stringMatching(/LICENSES\.chromium\.html$/)])
})
