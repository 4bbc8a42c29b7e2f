import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { type Companion, launchCompanion } from './launch.ts'

const forbidden = ['--no', 'sandbox'].join('-')
let companion: Companion | undefined

test.beforeAll(async () => {
  companion = await launchCompanion()
})

test.afterAll(async () => {
  await companion?.close()
})

test("the page's process is held by Chromium's sandbox", async () => {
  test.skip(process.platform !== 'linux', 'Only Linux tells the state of a process in a file.')
  const pid = await running().app.evaluate(({ BrowserWindow }) => {
    return BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId())
  })
  expect(pid).toHaveLength(1)
  const status = await readFile(`/proc/${pid[0]}/status`, 'utf8')
  expect(status).toMatch(/^Seccomp:\t2$/m)
})

test('no process of the app was told to go without the sandbox', async () => {
  test.skip(process.platform !== 'linux', 'Only Linux tells the command line of a process in a file.')
  const main = await running().app.evaluate(() => ({ pid: process.pid, argv: process.argv, uid: process.getuid?.() }))
  const commandLine = await readFile(`/proc/${main.pid}/cmdline`, 'utf8')
  expect(commandLine).toContain('electron')
  expect(commandLine).not.toContain(forbidden)
  expect(main.argv.join(' ')).not.toContain(forbidden)
  expect(main.uid).not.toBe(0)
})

test('the page has neither Node nor Electron', async () => {
  const found = await running().page.evaluate(() => {
    return ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis)
  })
  expect(found).toEqual([])
})

function running(): Companion {
  if (companion === undefined) throw new Error('The app did not start.')
  return companion
}
