import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import { defaultSettings, type Settings } from '../../shared/model/settings.ts'

/** A running Kaihe Companion with its window. */
export type Companion = {
  app: ElectronApplication
  page: Page
  /** The system's number of the main process. */
  pid: number
  /** Where this app keeps everything it remembers. */
  dataDir: string
  /** The home folder of the person who uses it. */
  home: string
  /** Ends the app, also while agents work; a home made for it is removed. */
  close(): Promise<void>
}

export type LaunchOptions = {
  /** Keeps its content when the app closes, so a second launch finds it again. */
  home?: string
  /** Lies in the home folder unless it is said where. */
  dataDir?: string
  /** Nothing was ever chosen: no preferences are written. */
  firstStart?: boolean
  language?: Settings['language']
  theme?: Settings['theme']
  toldAboutTray?: boolean
  /** Size of the window in pixels. */
  width?: number
  height?: number
  env?: Readonly<Record<string, string>>
  args?: readonly string[]
}

/**
 * Starts the built app with Chromium's sandbox on, as the user who runs the tests. Language, theme and size are what
 * a person would have chosen before; they are written only where the data folder has no choice yet.
 */
export async function launchCompanion(options: LaunchOptions = {}): Promise<Companion> {
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'kaihe-home-')))
  const dataDir = options.dataDir ?? join(home, 'data')
  if (options.firstStart !== true) await writePreferences(dataDir, options)
  const app = await _electron.launch({
    executablePath: named('KAIHE_ELECTRON'),
    args: [named('KAIHE_APP'), `--data-dir=${dataDir}`, '--log-level=3', '--hidden', ...(options.args ?? [])],
    env: { ...environment(), HOME: home, ...options.env },
    // Left to itself Playwright switches the sandbox off on Linux.
    chromiumSandbox: true,
  })
  const page = await openWindow(app)
  let isGone = false
  const gone = new Promise<void>((resolve) => {
    app.on('close', () => {
      isGone = true
      resolve()
    })
  })
  const pid = app.process().pid
  if (pid === undefined) throw new Error('The app has no process.')
  return {
    app,
    page,
    pid,
    dataDir,
    home,
    async close() {
      // Asked to quit, the app would first ask whether agents may be interrupted; the system's own way to end it does not ask.
      if (!isGone) process.kill(pid, 'SIGTERM')
      await gone
      if (options.home === undefined) await rm(home, { recursive: true, force: true })
    },
  }
}

/**
 * Opens the window as a click on the app's icon does. It is not open from the start, since a page that appears while
 * Playwright is still attaching itself makes one launch in seven hang.
 */
export async function openWindow(app: ElectronApplication): Promise<Page> {
  const opening = app.waitForEvent('window')
  // In a turn of its own: what a test evaluates may interrupt the app in the middle of closing the window before.
  const click = () =>
    app.evaluate(({ app }) => new Promise((resolve) => setImmediate(() => resolve(app.emit('activate')))))
  await expect.poll(click, { intervals: [20] }).toBe(true)
  const page = await opening
  await page.waitForLoadState('domcontentloaded')
  return page
}

async function writePreferences(dataDir: string, options: LaunchOptions): Promise<void> {
  const { language = 'en', theme = 'light', toldAboutTray = true, width = 1280, height = 800 } = options
  await mkdir(dataDir, { recursive: true })
  const settings = { ...defaultSettings, language, theme, toldAboutTray, welcomed: true }
  const window = { width, height, maximized: false }
  const file = join(dataDir, 'preferences.json')
  await writeFile(file, JSON.stringify({ settings, window }), { flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  })
}

/** The environment without what would turn Electron into Node or lead the app to another person's folders. */
function environment(): Record<string, string> {
  const dropped = new Set(['ELECTRON_RUN_AS_NODE', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME'])
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || dropped.has(name) ? [] : [[name, value]],
    ),
  )
}

function named(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run the end-to-end tests with "npm test -- e2e".`)
  return value
}
