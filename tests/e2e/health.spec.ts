import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say, wordsOf } from './words.ts'

test('the settings say how the app is, and the diagnostics file is what was read on the screen', async ({
  start,
  folder,
}, testInfo) => {
  const { app, page } = await start()
  // Something goes wrong: a file that is no backup, in a place that is nobody's business.
  const letter = join(folder, 'a letter.txt')
  await writeFile(letter, 'Dear Li Wei')
  await answerFolderDialogs(app, [letter])
  await expect(send(page, 'moving.choose', {})).rejects.toThrow()
  // And a process of its own crashes, as Chromium's for the network may.
  const crashed = await app.evaluate(({ app: electron }) => {
    const found = electron.getAppMetrics().find(({ serviceName }) => /network/i.test(serviceName ?? ''))
    return found !== undefined && process.kill(found.pid, 'SIGSEGV')
  })
  expect(crashed).toBe(true)
  await expect
    .poll(async () => (await send(page, 'health.read', {})).troubles.map(({ where, code }) => `${where} ${code}`))
    .toContain('network app.partEnded')
  await goTo(page, 'settings')
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: say('health.title') }) })
  await expect(section.getByText(say('errors.backup.notOne.what'))).toBeVisible()
  const ended = say('errors.app.partEnded.what')
  await expect(
    section.getByText(say('common.about', { who: say('health.process.network'), what: ended })),
  ).toBeVisible()
  await section.getByText(say('health.all'), { exact: true }).click()
  await expect(section.getByText(say('health.process.main'))).toBeVisible()
  await section.scrollIntoViewIfNeeded()
  await page.screenshot({ path: testInfo.outputPath('health.png') })

  const target = join(folder, 'told.txt')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)
  await section.getByRole('button', { name: say('health.file.act') }).click()
  const dialog = page.getByRole('dialog')
  const text = await dialog.getByRole('textbox').inputValue()
  expect(text).toContain('backup.notOne')
  expect(text).not.toContain(folder)
  await dialog.getByRole('button', { name: say('health.file.save') }).click()
  await expect(dialog.getByText(say('health.file.saved', { name: 'told.txt' }))).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('diagnostics.png') })
  expect(await readFile(target, 'utf8')).toBe(text)
  await page.keyboard.press('Escape')

  await send(page, 'settings.save', { language: 'zh-CN', theme: 'dark' })
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(900, 600))
  const title = wordsOf('zh-CN')('health.title')
  await page.getByRole('heading', { name: title }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: testInfo.outputPath('health-zh.png') })
  await page.getByRole('heading', { name: wordsOf('zh-CN')('moving.title') }).scrollIntoViewIfNeeded()
  await page.screenshot({ path: testInfo.outputPath('moving-zh.png') })
})
