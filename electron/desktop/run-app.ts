import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { BrowserWindow, app, clipboard, nativeTheme, session } from 'electron'
import { noteCrashes } from './note-crashes.ts'
import { printPdf } from './print-pdf.ts'
import { createOutgoingFetch } from '../outgoing-fetch.ts'
import type { i18n } from 'i18next'
import { channels } from '../../shared/contract/channels.ts'
import { agentFileAmong, offerAgentFile } from '../supervisor/agents/agent-files.ts'
import { CodedError, toAppError } from '../../shared/contract/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import { createTranslator } from '../../shared/i18n/translate.ts'
import type { Language } from '../../shared/model/settings.ts'
import { systemClock } from '../clock.ts'
import type { Companion } from '../companion.ts'
import { compose } from '../compose.ts'
import { createHandlers } from '../ipc/handlers/handlers.ts'
import { createRouter } from '../ipc/router.ts'
import { changeSettings } from '../supervisor/settings/change-settings.ts'
import { refuseNewerData } from '../storage/newer-data.ts'
import { confirmExchange, type Exchanged } from '../storage/moving/exchange.ts'
import { openJsonFile } from '../storage/json-file.ts'
import { recordStart } from '../supervisor/power/crash-record.ts'
import { createSystemMetered } from '../supervisor/network/system-metered.ts'
import { askProgram } from './ask-program.ts'
import { mendLaunchAtLogin } from './autostart.ts'
import { hasSwitch, switchValue } from './command-line.ts'
import { createDesktop } from './desktop.ts'
import type { FirstWindow } from './first-window.ts'
import { findInstallation } from './installation.ts'
import { followPower, keepSystemAwake, systemBattery } from './follow-power.ts'
import { isOurFrame } from './guard.ts'
import { runHeadlessJob } from './headless-job.ts'
import { followWithMeter } from './meter-window.ts'
import { notifyOwner } from './notifications.ts'
import { confirmQuit } from './quit.ts'
import { createNetwork } from './network.ts'
import { createSessionFetch } from './session-fetch.ts'
import { createPageWindows } from './page-windows.ts'
import { createReadMemory } from './read-memory.ts'
import { samplePlaces } from './sample-places.ts'
import { createSecrets } from './secrets.ts'
import { createSpawn } from './spawn.ts'
import { systemLanguage } from './system-language.ts'
import { readVitals } from './vitals.ts'
import { followWithTray } from './tray-follows.ts'

const leavingMilliseconds = 4_500

/** Everything but the first window: services, the page's gate, tray, and a quit that waits for the processes. */
export async function runApp(
  first: FirstWindow,
  { headless, exchanged }: { headless: boolean; exchanged: Exchanged },
): Promise<void> {
  const { windows, preferences } = first
  const appFolder = app.getAppPath()
  const language = systemLanguage(app.getPreferredSystemLanguages())
  const translator = createTranslators()
  const nowTranslator = () => translator(companion.services.settings.language())
  let quitting = false

  const desktop = createDesktop({
    window: () => {
      const contents = windows.contents()
      return contents === null ? null : BrowserWindow.fromWebContents(contents)
    },
    translator: nowTranslator,
    control: windows.control,
    quit: (confirmed) => void requestQuit(confirmed),
  })
  refuseNewerData(app.getPath('userData'))
  const starts = recordStart({ store: openJsonFile(join(app.getPath('userData'), 'starts.json')), clock: systemClock })
  const network = createNetwork()
  const outgoing = createOutgoingFetch({ viaSystem: createSessionFetch(network.loginAt), direct: fetch })
  const companion = compose({
    dataFolder: app.getPath('userData'),
    clock: systemClock,
    spawn: createSpawn(`${appFolder}/dist/main`),
    readMemory: createReadMemory(systemClock.now),
    vitals: readVitals,
    cores: availableParallelism(),
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
    pageWindows: createPageWindows({
      clock: systemClock,
      translator: nowTranslator,
      icon: join(appFolder, 'assets', 'icons', 'icon-256.png'),
    }),
    network,
    resolveProxy: (url) => session.defaultSession.resolveProxy(url),
    printPdf,
    readClipboard: () => clipboard.readText(),
    outgoing,
    rankingAddress: switchValue('ranking-address', process.argv),
    updates: findInstallation({ fetch: outgoing, leave: (beforeTheEnd) => void leave(0, beforeTheEnd) }),
    keepAwake: keepSystemAwake,
    battery: systemBattery,
    systemMetered: createSystemMetered(process.platform, askProgram),
    heldAfterCrashes: starts.tooMany && !hasSwitch('trust-starts', process.argv),
    send: (batch) => windows.contents()?.send(channels.events, batch),
  })

  const leave = async (code: number, beforeTheEnd: (() => Promise<void>) | null = null) => {
    if (quitting) return
    quitting = true
    windows.close()
    try {
      const closed = companion.close().then(() => true)
      const isClosed = await Promise.race([closed, patience(beforeTheEnd === null ? 1 : 8).then(() => false)])
      starts.ended()
      // Only data that is closed can be copied. Without the copy this version goes on.
      if (beforeTheEnd !== null) await (isClosed ? beforeTheEnd() : Promise.reject(new Error('still open')))
    } catch (thrown) {
      if (beforeTheEnd === null) throw thrown
      app.relaunch()
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
    // Chromium's own handler would ask about live runs, and nobody is there to answer.
    process.on(signal, () => void leave(0))
  }
  followPower(companion, () => void leave(0))
  noteCrashes(companion)
  const { publish } = companion.services.publisher
  /** Everything has come up: what was restored stays. */
  const settle = () => {
    if (exchanged === 'putBack') publish({ type: 'notice', error: toAppError(new CodedError('backup.putBack')) })
    confirmExchange(app.getPath('userData'), systemClock.now())
  }

  if (headless) {
    await companion.start()
    settle()
    await leave(await headlessJob(companion, nowTranslator()))
    return
  }
  first.connect({
    route: createPageRouter(companion, windows.contents),
    mayClose: () => quitting || explainTrayOnce(companion),
    onClosed: () => companion.services.publisher.silence(),
  })
  followTheme(companion)
  const offerAmong = (args: readonly string[], folder: string) => {
    const path = agentFileAmong(args, folder)
    if (path === null) return
    offerAgentFile(path, publish).catch((thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) }))
  }
  const openWith = (args: readonly string[], folder: string) => {
    windows.open()
    offerAmong(args, folder)
  }
  app.on('second-instance', (_event, args, folder) => openWith(args.slice(1), folder))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openWith([path], '')
  })
  app.on('activate', () => windows.open())
  await mendLaunchAtLogin().catch(() => undefined)
  await companion.start()
  settle()
  offerAmong(process.argv.slice(1), process.cwd())
  // Without a display there is no tray, and asking the system's toolkit for one ends the process.
  if (app.commandLine.getSwitchValue('ozone-platform') === 'headless') return
  const openPlace = (place: Extract<AppEvent, { type: 'show' }>['place']) => {
    windows.open()
    companion.services.publisher.publish({ type: 'show', place })
  }
  notifyOwner(companion, nowTranslator, {
    openRun: (runId) => openPlace({ name: 'run', runId }),
    openAgent: (agentId) => openPlace({ name: 'agent', agentId }),
    openToday: () => openPlace({ name: 'today' }),
    openSettings: () => openPlace({ name: 'settings' }),
    openWeek: (from) => openPlace({ name: 'week', from }),
    isLooking: () => BrowserWindow.getFocusedWindow() !== null,
    refuse({ id }) {
      try {
        companion.services.approvals.answer(id, { kind: 'refuse', seen: null, reason: '', edited: null })
      } catch (thrown) {
        // It was answered meanwhile, or cannot be stored: the page shows how it stands.
        companion.services.publisher.publish({ type: 'notice', error: toAppError(thrown) })
      }
    },
  })
  followWithTray(companion, {
    translator: nowTranslator,
    clock: systemClock,
    actions: {
      open: windows.open,
      openRun: (runId) => openPlace({ name: 'run', runId }),
      pauseAll: (paused, until) => void changeSettings(companion.services, { paused, pausedUntil: until }),
      stopAll: () => void companion.services.power.stopAll(),
      runOnClipboard: (agentId) => companion.services.runOn.onKeys(agentId, publish),
      showMeter: (meterWindow) => void changeSettings(companion.services, { meterWindow }),
      quit: () => void requestQuit(false),
    },
  })
  followWithMeter(companion, {
    ...{ appFolder, preferences, translator: nowTranslator, clock: systemClock },
    openMain: windows.open,
    isLeaving: () => quitting,
  })
}

/** A system that shuts down waits a few seconds at most; what is not closed by then goes on from its records. */
function patience(times: number): Promise<void> {
  return new Promise((resolve) => void systemClock.after(leavingMilliseconds * times, resolve))
}

/** The one gate every request of the page goes through. */
function createPageRouter(companion: Companion, contents: () => Electron.WebContents | null) {
  return createRouter<Electron.IpcMainInvokeEvent>({
    handlers: createHandlers(companion.services),
    isTrustedSender: (event) => isOurFrame(event.senderFrame, contents()),
    log({ command, error }) {
      process.stderr.write(`${command}: ${error.code} ${error.detail}\n`)
      companion.services.health.note(command, error)
    },
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
