import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import type { ElectronApplication, Page } from '@playwright/test'
import { readSnapshot, send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { openWindow } from './launch.ts'
import { allGone, programs } from './processes.ts'
import { pressAway } from './press-away.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService } from './service-form.ts'
import { watchTray } from './stand-ins.ts'
import { goTo, say } from './words.ts'

test('the first close says where the app goes, the second lets the page go and the app lives on', async ({ start }) => {
  const { app, page, pid } = await start({ toldAboutTray: false })
  await goTo(page, 'models')
  const question = page.getByRole('dialog', { name: say('nav.tray.title') })
  await pressClose(page)
  await expect(question).toContainText(say('nav.tray.meaning'))
  await question.getByRole('button', { name: say('nav.tray.stay') }).click()
  await expect(question).toBeHidden()
  const renderer = await rendererOf(app)

  await closeWindow(page)
  await allGone([renderer])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0)
  expect(await app.evaluate(() => process.pid)).toBe(pid)

  // It comes back where it was.
  const again = await openWindow(app)
  await expect(again.getByRole('button', { name: say('models.add') })).toBeVisible()
})

test('the question at the first close can close the window itself', async ({ start }) => {
  const { app, page } = await start({ toldAboutTray: false })
  await pressClose(page)
  const question = page.getByRole('dialog', { name: say('nav.tray.title') })
  await pressAway(question.getByRole('button', { name: say('nav.tray.close') }), page)
  const again = await openWindow(app)
  await closeWindow(again)
})

test('an agent works on in the tray, and the window comes back with everything it did', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 3)
  const companion = await start()
  const { app, page } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, {}, { holdAfterPieces: 8 })
  await pressRun(page)
  await vendor.waitFor((records) => records.some(({ state, pieces }) => state === 'held' && pieces === 8))
  await closeWindow(page)

  const again = await openWindow(app)
  // The same run, with the text that came before and while nobody looked.
  await expect(again.locator('.segment').first()).toContainText('Summary of paper 01.txt')
  await expect(again.locator('.segment').nth(1)).toContainText('Summary of paper')
  vendor.release()
  await expectEnd(again, 'done')
})

test('a second start brings the window of the first back and ends by itself', async ({ start }) => {
  const { app, page, dataDir, home } = await start()
  await goTo(page, 'settings')
  await closeWindow(page)
  const opening = app.waitForEvent('window')
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const second = spawn(
    process.env.KAIHE_ELECTRON ?? '',
    [process.env.KAIHE_APP ?? '', `--data-dir=${dataDir}`, '--log-level=3'],
    { env: { ...environment, HOME: home }, stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => second.once('exit', resolve))
  const again = await opening
  await expect(again.getByRole('heading', { name: say('settings.title') })).toBeVisible()
  expect(await ended).toBe(0)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test("the tray's menu shows what runs and what today cost, opens the window, pauses and quits", async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const companion = await start()
  const { app, page } = companion
  const tray = await watchTray(app)
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, {}, { holdAfterPieces: 8 })
  await pressRun(page)
  await vendor.waitFor((records) => records.some(({ state, pieces }) => state === 'held' && pieces === 8))
  await expect.poll(() => tray.labels()).toContain(say('desktop.tray.runningNow'))
  const running = `Summarize my documents  ${say('units.money.unknown')}`
  await expect.poll(() => tray.labels()).toContain(running)
  await expect.poll(async () => (await tray.labels())[0]).toMatch(/^Today: [\d,]+ tokens, price unknown$/)

  await tray.press(say('desktop.tray.pauseAll'))
  await expect(page.getByRole('button', { name: say('nav.goOn') })).toBeVisible()
  await expect.poll(() => tray.labels()).toContain(say('desktop.tray.goOn'))
  await tray.press(say('desktop.tray.goOn'))
  await expect(page.getByRole('button', { name: say('nav.pauseAll') })).toBeVisible()

  await closeWindow(page)
  const opening = app.waitForEvent('window')
  await tray.press(running)
  const again = await opening
  await expect(again.locator('.livehead')).toContainText('Summarize my documents')

  // Quitting would interrupt the run: it asks first, and does so only when told.
  await tray.press(say('desktop.tray.quit'))
  const question = again.getByRole('dialog', { name: say('nav.quit.title', { count: 1 }) })
  await expect(question).toContainText(say('nav.quit.meaning'))
  await question.getByRole('button', { name: say('nav.quit.stay') }).click()
  await expect(question).toBeHidden()
  expect(await programs(app, 'kaihe-runner')).toHaveLength(1)
  await tray.press(say('desktop.tray.quit'))
  await pressAway(question.getByRole('button', { name: say('nav.quit.quit') }), app)
  expect(vendor.records().at(-1)?.state).toBe('aborted')
  expect(await readdir(folders.write)).toEqual([])
})

test('without a window, quitting asks in a dialog of the system', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { app, page } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, { holdBeforeAnswer: true })
  await pressRun(page)
  await vendor.waitFor((records) => records.some(({ state }) => state === 'held'))
  await closeWindow(page)
  const asked = await app.evaluateHandle(({ dialog }) => {
    const seen: string[] = []
    const answers = [0, 1]
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.push(String(Object(args.at(-1)).message))
      return { response: answers.shift() ?? 0, checkboxChecked: false }
    }
    return seen
  })
  const quit = () => app.evaluate(({ app }) => void setImmediate(() => app.quit()))
  await quit()
  await expect.poll(() => asked.jsonValue()).toEqual([say('desktop.quit.title', { count: 1 })])
  expect(await programs(app, 'kaihe-runner')).toHaveLength(1)
  const gone = app.waitForEvent('close')
  await quit()
  await gone
})

test('when the system ends the session nobody is asked, and the next start goes on', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 3)
  const first = await start()
  await addService(first.page, vendor.baseUrl, 'vendor-small')
  await goTo(first.page, 'today')
  await chooseFolders(first, folders)
  vendor.script({}, {}, { holdBeforeAnswer: true })
  await pressRun(first.page)
  await vendor.waitFor((records) => records.some(({ state }) => state === 'held'))
  const main = first.app.process()
  const gone = first.app.waitForEvent('close')
  process.kill(first.pid, 'SIGTERM')
  await gone
  expect([main.exitCode, main.signalCode]).toEqual([0, null])

  const second = await start()
  await goTo(second.page, 'results')
  await second.page.getByRole('button', { name: say('runs.seeRun') }).click()
  await expectEnd(second.page, 'done')
})

test('Pause all holds the schedules and nothing else', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { page } = companion
  await page.getByRole('button', { name: say('nav.pauseAll') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(say('today.title.paused'))
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'done')
  expect((await readSnapshot(page)).settings.paused).toBe(true)
  await send(page, 'app.pauseAll', { paused: false })
  await expect(page.getByRole('button', { name: say('nav.pauseAll') })).toBeVisible()
})

async function pressClose(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('nav.window.close') }).click()
}

async function closeWindow(page: Page): Promise<void> {
  await pressAway(page.getByRole('button', { name: say('nav.window.close') }), page)
}

async function rendererOf(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0)
}

test('the little window with the meters stays above others, has no bridge, and goes when it is closed', async ({
  start,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 3)
  const companion = await start()
  const { app, page } = companion
  const appeared = app.waitForEvent('window')
  await send(page, 'settings.save', { meterWindow: true })
  const meter = await appeared
  await expect(meter.locator('#state')).toHaveText(say('desktop.tray.quiet'))
  await expect(meter.locator('#today')).toHaveText(say('nav.today'))
  expect(await meter.evaluate(() => 'kaihe' in window)).toBe(false)
  expect(
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .map((each) => each.isAlwaysOnTop())
        .toSorted(),
    ),
  ).toEqual([false, true])

  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'done')
  await expect(meter.locator('#ink')).toHaveText(say('units.money.free'))

  await send(page, 'settings.save', { language: 'zh-CN' })
  await expect(meter.locator('html')).toHaveAttribute('lang', 'zh-CN')
  const closed = meter.waitForEvent('close')
  await meter.locator('#close').click({ noWaitAfter: true })
  await closed
  expect((await readSnapshot(page)).settings.meterWindow).toBe(false)
})
