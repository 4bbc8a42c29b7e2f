import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Settings } from '../../shared/model/settings.ts'
import { faultsOf, resize } from './appearance.ts'
import { send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { makeFolders } from './ready-agent.ts'
import { emptyScreens, fill, fullScreens } from './screens.ts'
import { goTo, wordsOf } from './words.ts'

const sizes = [
  [1280, 800],
  [900, 600],
  [800, 560],
] as const
const themes = ['light', 'dark'] as const

for (const language of ['en', 'zh-CN'] as const) {
  const words = wordsOf(language)
  for (const [state, screens] of [
    ['empty', emptyScreens],
    ['full', fullScreens],
  ] as const) {
    test(`every screen is sound in every size and theme (${language}, ${state})`, async ({
      start,
      folder,
      vendor,
    }, info) => {
      test.setTimeout(600_000)
      const companion = await start({ language })
      const { page } = companion
      await page.emulateMedia({ reducedMotion: 'reduce' })
      if (state === 'full') {
        const folders = await makeFolders(folder)
        await writePapers(folders.read, 2)
        await writeFile(join(folders.read, 'broken.docx'), 'this is no Word document')
        await fill(companion, vendor, folders)
      }
      const faults: Record<string, string[]> = {}
      for (const [place, [width, height]] of sizes.entries()) {
        await resize(companion, width, height)
        for (const screen of screens) {
          await screen.show(page, words)
          // A place that is shown for the first time is read first.
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
          for (const theme of themes) {
            await showTheme(page, theme)
            const name = `${language} ${state} ${screen.name} ${width}x${height} ${theme}`
            await page.screenshot({ path: info.outputPath(`${name}.png`) })
            // A theme changes colours alone, and those are the same in every size.
            const found = await faultsOf(page, theme === 'light' ? 'whole' : place === 0 ? 'theme' : 'place')
            if (found.length > 0) faults[name] = found
          }
          await screen.leave?.(page, words)
        }
      }
      expect(faults).toEqual({})
    })
  }
}

/** Larger text is page zoom: 200 % of 1280 x 800, and a screen of 3840 x 2400. */
for (const [name, zoom] of [
  ['200 % text', 2],
  ['4K', 1 / 3],
] as const) {
  test(`every screen holds with ${name}`, async ({ start, folder, vendor }, info) => {
    test.setTimeout(240_000)
    const companion = await start()
    const { app, page } = companion
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const folders = await makeFolders(folder)
    await writePapers(folders.read, 2)
    await writeFile(join(folders.read, 'broken.docx'), 'this is no Word document')
    await fill(companion, vendor, folders)
    await app.evaluate(({ BrowserWindow }, factor) => {
      for (const window of BrowserWindow.getAllWindows()) window.webContents.setZoomFactor(factor)
    }, zoom)
    const faults: Record<string, string[]> = {}
    for (const screen of [...fullScreens, ...emptyScreens.slice(-2)]) {
      await screen.show(page, wordsOf('en'))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.screenshot({ path: info.outputPath(`${screen.name}.png`) })
      const found = await faultsOf(page)
      if (found.length > 0) faults[screen.name] = found
      await screen.leave?.(page, wordsOf('en'))
    }
    expect(faults).toEqual({})
  })
}

test('the checks of this file find what is wrong', async ({ start }) => {
  const { page } = await start()
  expect(await faultsOf(page)).toEqual([])
  await page.evaluate(() => {
    const spoilt = document.createElement('section')
    spoilt.innerHTML =
      '<img src="mark.png"><p>models.test.button</p><div class="wide">wide</div><button>too many words</button>'
    const style = new CSSStyleSheet()
    style.replaceSync('.wide { width: 3000px } section > button { width: 20px; white-space: nowrap; overflow: hidden }')
    document.adoptedStyleSheets.push(style)
    document.querySelector('main')?.append(spoilt)
  })
  const found = (await faultsOf(page)).join('\n')
  expect(found).toContain('axe image-alt')
  expect(found).toContain('not a text for people: models.test.button')
  expect(found).toContain('scrolls sideways: main')
  expect(found).toContain('words leave their control: button "too many words"')
})

test('language and theme change at once and are still there after a restart', async ({ start }) => {
  const [en, zh] = [wordsOf('en'), wordsOf('zh-CN')]
  const first = await start()
  const { app, page } = first
  await goTo(page, 'settings')
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await page.getByRole('radio', { name: en('settings.dark') }).click()
  await expect.poll(ground).not.toBe(light)
  expect(await app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await page.getByRole('radio', { name: '中文' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('settings.title'))
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  // The ready agent speaks the language too, as long as nobody has changed its words.
  await goTo(page, 'agents', zh)
  await expect(page.getByRole('button', { name: '总结我的文档', exact: true })).toBeVisible()
  await first.close()

  const second = await start()
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText(zh('today.title.first'))
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await goTo(second.page, 'settings', zh)
  await second.page.getByRole('radio', { name: 'English' }).click()
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText(en('settings.title'))
})

async function showTheme(page: Page, theme: Settings['theme']): Promise<void> {
  await send(page, 'settings.save', { theme })
  await page.waitForFunction((shown) => document.documentElement.dataset.theme === shown, theme)
}
