import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import { packagedFolder } from '../helpers/packaged-folder.ts'
import { isAlive, listeningPorts, processesUnder } from './processes.ts'

/** The packed app, started as a person starts it; its debugging door is open for the test alone. */
export type PackagedApp = {
  page: Page
  /** The system's numbers of the processes that run its pages. */
  renderers(): Promise<number[]>
  /** What it wrote to its error output. */
  said(): string
  close(): Promise<void>
}

/** The folder of the packed app, and its program. */
export async function packagedProgram(): Promise<{ folder: string; program: string }> {
  const output = packagedFolder()
  const unpacked = (await readdir(output)).find((name) => name.endsWith('-unpacked'))
  if (unpacked === undefined) throw new Error(`There is no packed app in ${output}.`)
  const folder = join(output, unpacked)
  return { folder, program: join(folder, 'kaihe-companion') }
}

/**
 * Starts it in the tray and opens its window with a second start, since a page that appears while Playwright is still attaching itself
 * makes one launch in seven hang.
 */
export async function startPackaged(
  home: string,
  args: readonly string[] = [],
  program?: string,
): Promise<PackagedApp> {
  const path = program ?? (await packagedProgram()).program
  const child = spawn(path, ['--remote-debugging-port=0', '--hidden', ...ownSwitches(home), ...args], {
    env: environment(home),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const { browser, page } = await openWindowAt(await doorOf(child, () => said), path, home)
  const session = await browser.newBrowserCDPSession()
  return {
    page,
    async renderers() {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id)
    },
    said: () => said,
    async close() {
      const gone = new Promise((resolve) => child.once('close', resolve))
      if (child.exitCode === null) child.kill('SIGTERM')
      await browser.close().catch(() => undefined)
      if (child.exitCode === null) await gone
    },
  }
}

/** Opens the window of the app when something else has started it, with a debugging door somewhere. */
export async function findPackaged(home: string, program: string): Promise<{ page: Page; close(): Promise<void> }> {
  let door = ''
  await expect.poll(async () => (door = await openDoor(home)), { timeout: 30_000 }).not.toBe('')
  const { browser, page } = await openWindowAt(door, program, home)
  return { page, close: () => browser.close() }
}

/** The main process of the packed app of this home, which is the one without a kind. */
export async function mainProcesses(home: string): Promise<number[]> {
  const found: number[] = []
  for (const pid of await processesUnder(home)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command.includes('kaihe-companion\0') && !command.includes('--type=') && (await isAlive(pid))) found.push(pid)
  }
  return found
}

/** A door of its that answers: it may also hold that of the version before, which nobody stands behind any more. */
async function openDoor(home: string): Promise<string> {
  for (const pid of await mainProcesses(home)) {
    for (const port of await listeningPorts(pid)) {
      const door = `http://127.0.0.1:${port}`
      const answers = await fetch(`${door}/json/version`, { signal: AbortSignal.timeout(1_000) }).then(
        (answer) => answer.ok,
        () => false,
      )
      if (answers) return door
    }
  }
  return ''
}

/** Runs it without a window to its end. */
export function runHeadless(program: string, home: string): { status: number | null; said: string } {
  const args = ['--headless-job', '--ozone-platform=headless', '--disable-gpu', ...ownSwitches(home)]
  const { status, stdout, stderr } = spawnSync(program, args, {
    env: environment(home),
    timeout: 30_000,
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}

const ownSwitches = (home: string) => [`--data-dir=${join(home, 'data')}`, '--log-level=3']

function environment(home: string): NodeJS.ProcessEnv {
  return { ...process.env, ELECTRON_RUN_AS_NODE: undefined, HOME: home }
}

async function openWindowAt(door: string, program: string, home: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.connectOverCDP(door)
  const second = spawnSync(program, ownSwitches(home), { env: environment(home), timeout: 20_000 })
  expect(second.status).toBe(0)
  return { browser, page: await pageOf(browser) }
}

/** Chromium says where its debugging door is. */
async function doorOf(child: ChildProcess, said: () => string): Promise<string> {
  const find = () => /DevTools listening on (ws:\S+)/.exec(said())?.[1] ?? ''
  await expect
    .poll(() => (child.exitCode === null ? find() : `ended with ${child.exitCode}`), { timeout: 30_000 })
    .not.toBe('')
  return find()
}

async function pageOf(browser: Browser): Promise<Page> {
  const pages = () => browser.contexts().flatMap((context) => context.pages())
  await expect.poll(() => pages().length, { timeout: 30_000 }).toBe(1)
  const [page] = pages()
  if (page === undefined) throw new Error('The app has no window.')
  await page.waitForLoadState('domcontentloaded')
  return page
}
