import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { defaultSettings, type Settings } from '../../shared/model/settings.ts'

/** A running Kaihe Companion with its window. */
export type Companion = {
  app: ElectronApplication
  page: Page
  /** Where this app keeps everything it remembers. */
  dataDir: string
  /** Ends the app; a data folder made for it is removed. */
  close(): Promise<void>
}

export type LaunchOptions = {
  /** Keeps its content when the app closes, so a second launch finds it again. */
  dataDir?: string
  language?: Settings['language']
  theme?: Settings['theme']
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
  const home = await mkdtemp(join(tmpdir(), 'kaihe-home-'))
  const dataDir = options.dataDir ?? join(home, 'data')
  await writePreferences(dataDir, options)
  const app = await _electron.launch({
    executablePath: named('KAIHE_ELECTRON'),
    args: [named('KAIHE_APP'), `--data-dir=${dataDir}`, '--log-level=3', ...(options.args ?? [])],
    env: { ...environment(), HOME: home, ...options.env },
    // Left to itself Playwright switches the sandbox off on Linux.
    chromiumSandbox: true,
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  return {
    app,
    page,
    dataDir,
    async close() {
      await app.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function writePreferences(dataDir: string, { language, theme, width, height }: LaunchOptions): Promise<void> {
  await mkdir(dataDir, { recursive: true })
  const settings = { ...defaultSettings, language: language ?? 'en', theme: theme ?? 'light', toldAboutTray: true }
  const window = { width: width ?? 1280, height: height ?? 800, maximized: false }
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
