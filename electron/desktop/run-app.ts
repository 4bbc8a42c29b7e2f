import { app, BrowserWindow, ipcMain, nativeTheme, powerMonitor } from 'electron'
import type { i18n } from 'i18next'
import { channels } from '../../shared/contract/channels.ts'
import { createTranslator } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/model/settings.ts'
import { systemClock } from '../clock.ts'
import { type Companion, compose } from '../compose.ts'
import { createHandlers } from '../ipc/handlers/handlers.ts'
import { createRouter, type Router } from '../ipc/router.ts'
import { changeSettings } from '../supervisor/settings/change-settings.ts'
import { readSettings } from '../supervisor/settings/settings-service.ts'
import { serveApp } from './app-protocol.ts'
import { createDesktop } from './desktop.ts'
import { denyPermissions, isOurFrame } from './guard.ts'
import { runHeadlessJob } from './headless-job.ts'
import { openPreferences } from './preferences.ts'
import { confirmQuit } from './quit.ts'
import { samplePlaces } from './sample-places.ts'
import { createSecrets } from './secrets.ts'
import { createSpawn } from './spawn.ts'
import { systemLanguage } from './system-language.ts'
import { followWithTray } from './tray-follows.ts'
import { createWindows } from './windows.ts'

/** Everything from the moment Electron is ready: services, window, tray, and a quit that waits for the processes. */
export async function runApp({ headless, hidden }: { headless: boolean; hidden: boolean }): Promise<void> {
  const appFolder = app.getAppPath()
  const language = systemLanguage(app.getPreferredSystemLanguages())
  const preferences = openPreferences(app.getPath('userData'))
  const translator = createTranslators()
  const nowTranslator = () => translator(companion.services.settings.language())
  let quitting = false

  /** Null while the window is already opening and the services are not there yet. */
  let built: Companion | null = null
  const router = Promise.withResolvers<Router<Electron.IpcMainInvokeEvent>>()

  denyPermissions()
  nativeTheme.themeSource = readSettings(preferences.read('settings')).theme
  const page = serveApp(`${appFolder}/dist/page`)
  ipcMain.handle(channels.request, async (event, name: unknown, args: unknown) =>
    (await router.promise)(event, name, args),
  )
  const windows = createWindows({
    appFolder,
    preferences,
    mayClose: () => quitting || built === null || explainTrayOnce(built),
    onClosed: () => built?.services.publisher.silence(),
  })
  if (!headless && !hidden) {
    windows.open()
    // The services are built while the page's process compiles its code.
    await page.codeServed
  }
  const desktop = createDesktop({
    window: () => BrowserWindow.getAllWindows()[0] ?? null,
    translator: nowTranslator,
    control: windows.control,
    quit: (confirmed) => void requestQuit(confirmed),
  })
  const companion = compose({
    dataFolder: app.getPath('userData'),
    clock: systemClock,
    spawn: createSpawn(`${appFolder}/dist/main`),
    secrets: createSecrets(),
    desktop,
    settingsStore: {
      read: () => preferences.read('settings'),
      write: (settings) => preferences.write('settings', settings),
    },
    samplePlaces: samplePlaces(appFolder, app.getPath('documents')),
    system: {
      version: app.getVersion(),
      platform: platformName(),
      systemLanguage: language,
      ownWindowButtons: process.platform !== 'darwin',
    },
    practiceName: (of) => translator(of).t('desktop.practiceName'),
    send: (batch) => windows.contents()?.send(channels.events, batch),
  })
  built = companion

  const leave = async (code: number) => {
    if (quitting) return
    quitting = true
    windows.close()
    try {
      await companion.close()
    } finally {
      app.exit(code)
    }
  }
  async function requestQuit(confirmed: boolean): Promise<void> {
    const liveRuns = companion.services.runs.live().length
    if (!confirmed && liveRuns > 0) {
      if (windows.contents() !== null) {
        companion.services.publisher.publish({ type: 'quit.asked', liveRuns })
        return
      }
      if (!(await confirmQuit(liveRuns, nowTranslator()))) return
    }
    await leave(0)
  }
  app.on('before-quit', (event) => {
    if (quitting) return
    event.preventDefault()
    void requestQuit(false)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // The preferences file's package listens from its import on, and Chromium put its own handler over that since: it would
    // ask about live runs, and nobody is there to answer. Only the first listener of a signal is put over Chromium's.
    process.removeAllListeners(signal)
    process.on(signal, () => void leave(0))
  }
  powerMonitor.on('resume', () => companion.wake())
  powerMonitor.on('unlock-screen', () => companion.wake())

  if (headless) {
    await companion.start()
    await leave(await headlessJob(companion, nowTranslator()))
    return
  }
  router.resolve(createPageRouter(companion, windows.contents))
  followTheme(companion)
  app.on('second-instance', () => windows.open())
  app.on('activate', () => windows.open())
  await companion.start()
  // Without a display there is no tray, and asking the system's toolkit for one ends the process.
  if (app.commandLine.getSwitchValue('ozone-platform') === 'headless') return
  followWithTray(companion, {
    translator: nowTranslator,
    clock: systemClock,
    actions: {
      open: windows.open,
      openRun(runId) {
        windows.open()
        companion.services.publisher.publish({ type: 'show', place: { name: 'run', runId } })
      },
      pauseAll: (paused) => void changeSettings(companion.services, { paused }),
      quit: () => void requestQuit(false),
    },
  })
}

/** The one gate every request of the page goes through. */
function createPageRouter(companion: Companion, contents: () => Electron.WebContents | null) {
  return createRouter<Electron.IpcMainInvokeEvent>({
    handlers: createHandlers(companion.services),
    isTrustedSender: (event) => isOurFrame(event.senderFrame, contents()),
    log: ({ command, error }) => process.stderr.write(`${command}: ${error.code} ${error.detail}\n`),
    checkReplies: !app.isPackaged,
  })
}

/** The window's own colours follow the owner's choice, as the page does. */
function followTheme(companion: Companion): void {
  companion.observe((event) => {
    if (event.type === 'settings.saved') nativeTheme.themeSource = event.settings.theme
  })
}

/** The first time the window is closed the page says where it goes; from then on it just closes. */
function explainTrayOnce(companion: Companion): boolean {
  const { settings, publisher } = companion.services
  if (settings.current().toldAboutTray) return true
  settings.save({ toldAboutTray: true })
  publisher.publish({ type: 'tray.explained' })
  return false
}

function headlessJob(companion: Companion, translator: i18n): Promise<number> {
  const { runs, samples } = companion.services
  return runHeadlessJob({
    start: () => samples.run(null),
    observe: companion.observe,
    read: (runId) => runs.read(runId).run,
    translator,
    output: {
      write: (text) => void process.stdout.write(text),
      isTTY: process.stdout.isTTY,
      columns: process.stdout.columns ?? 80,
    },
  })
}

/** One translator a language, made when it is first needed. */
function createTranslators(): (language: Language) => i18n {
  const made = new Map<Language, i18n>()
  return (language) => {
    const known = made.get(language) ?? createTranslator(language)
    made.set(language, known)
    return known
  }
}

function platformName(): 'linux' | 'darwin' | 'win32' {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux'
}
