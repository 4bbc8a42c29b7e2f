import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../../shared/model/settings.ts'
import { resize } from './appearance.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { startService, useForAWhile, writeDocuments } from './guide-scene.ts'
import { openServices } from './service-form.ts'
import { goTo, type Words, wordsOf } from './words.ts'

/**
 * The pictures of the guide. With KAIHE_GUIDE_PICTURES=folder they are written there, for `assets/guide`; without it they are
 * taken all the same, so that what the guide shows can still be reached.
 */
const folderForPictures = process.env['KAIHE_GUIDE_PICTURES']
const mostBytes = 60_000

for (const language of ['en', 'zh-CN'] as const) {
  test(`the pictures of the guide (${language})`, async ({ start, folder }) => {
    test.setTimeout(180_000)
    const words = wordsOf(language)
    const service = await startService(language)
    const companion = await start({ language })
    const { page } = companion
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await resize(companion, 1060, 660)
    const take = (name: string) => keep(page, language, name)

    await page.getByRole('button', { name: words('today.first.samples') }).waitFor()
    await take('first-job')
    await goTo(page, 'agents', words)
    await page
      .getByRole('main')
      .getByRole('button', { name: words('agents.new') })
      .first()
      .click()
    await expect(page.locator('.template').first()).toBeVisible()
    await take('gallery')
    await openServices(page, words)
    await take('services')

    const folders = await writeDocuments(folder, language)
    const agents = await useForAWhile(companion, service, folders, language)
    await goTo(page, 'money', words)
    await expect(page.getByRole('table').first()).toBeVisible()
    await take('money')
    await openAgent(page, words, agents.scheduled)
    await expect(page.getByText(words('forecast.oneRun'), { exact: true })).toBeVisible()
    await take('agent')
    await page.getByRole('button', { name: words('sources.add') }).click()
    await take('starts')
    await page.keyboard.press('Escape')
    await goTo(page, 'settings', words)
    const title = page.getByRole('heading', { name: words('limits.titleOfComputer'), exact: true })
    await title.evaluate((heading) => heading.scrollIntoView({ block: 'start' }))
    await take('limits')
    await goTo(page, 'results', words)
    await page.locator('.item').first().click()
    await expect(page.locator('.saved')).toBeVisible()
    await take('results')

    await send(page, 'agents.run', { agentId: agents.asking })
    await expect.poll(async () => (await readSnapshot(page)).approvals.length, { timeout: 60_000 }).toBe(1)
    await goTo(page, 'today', words)
    await page.getByRole('button', { name: words('approvals.look') }).click()
    await expect(page.getByRole('button', { name: words('approvals.approve') })).toBeVisible()
    await take('question')
    await page.locator('.machine').click()
    await expect(page.locator('.week button')).toHaveCount(7)
    await take('computer')
    await service.close()
  })
}

async function openAgent(page: Page, words: Words, name: string): Promise<void> {
  await goTo(page, 'agents', words)
  await page.getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('textbox', { name: words('agents.name') })).toBeVisible()
}

/** A picture small enough to be shipped: its quality is lowered until it is. */
async function keep(page: Page, language: Exclude<Settings['language'], 'system'>, name: string): Promise<void> {
  for (const quality of [80, 70, 60, 50, 40, 30]) {
    const picture = await page.screenshot({ type: 'jpeg', quality, animations: 'disabled', scale: 'css' })
    if (picture.length >= mostBytes) continue
    if (folderForPictures === undefined) return
    await mkdir(join(folderForPictures, language), { recursive: true })
    await writeFile(join(folderForPictures, language, `${name}.jpg`), picture)
    return
  }
  throw new Error(`${name} is too large at every quality`)
}
