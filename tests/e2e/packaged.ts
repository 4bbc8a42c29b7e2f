import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, chromium, expect, type Page } from '@playwright/test'

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
  const output = process.env.KAIHE_PACKAGED
  if (output === undefined)
    throw new Error('KAIHE_PACKAGED is not set: run the end-to-end tests with "npm test -- e2e".')
  const unpacked = (await readdir(output)).find((name) => name.endsWith('-unpacked'))
  if (unpacked === undefined) throw new Error(`There is no packed app in ${output}.`)
  const folder = join(output, unpacked)
  return { folder, program: join(folder, 'kaihe-companion') }
}

/**
 * Starts it in the tray and opens its window with a second start, since a page that appears while Playwright is still attaching itself
 * makes one launch in seven hang.
 */
export async function startPackaged(home: string, args: readonly string[] = []): Promise<PackagedApp> {
  const { program } = await packagedProgram()
  const own = [`--data-dir=${join(home, 'data')}`, '--log-level=3']
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: undefined, HOME: home }
  const child = spawn(program, ['--remote-debugging-port=0', '--hidden', ...own, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()))
  const browser = await chromium.connectOverCDP(await doorOf(child, () => said))
  const second = spawnSync(program, own, { env, timeout: 20_000 })
  expect(second.status).toBe(0)
  const page = await pageOf(browser)
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
