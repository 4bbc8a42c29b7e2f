import { app } from 'electron'
import { declareAppScheme } from './desktop/app-protocol.ts'
import { hasSwitch, switchValue } from './desktop/command-line.ts'
import { openFirstWindow } from './desktop/first-window.ts'
import { guardPages } from './desktop/guard.ts'
import { type Exchanged, settleExchange } from './storage/moving/exchange.ts'

// The boot list. Order matters: the data folder before the lock (the lock lies in it), what was ordered to take its place before anything opens it, the scheme and the guard before the app is ready.
const dataFolder = switchValue('data-dir', process.argv)
if (dataFolder !== null) app.setPath('userData', dataFolder)
const headless = hasSwitch('headless-job', process.argv)
if (!app.requestSingleInstanceLock()) {
  if (headless) void sayAlreadyRunning().then(() => app.exit(1))
  else app.exit(0)
} else {
  if (headless) {
    // Nothing is drawn, so there is no graphics process to complain about a missing display.
    app.disableHardwareAcceleration()
    app.commandLine.appendSwitch('log-level', '3')
  }
  // Pages of the web must take the way out they are given; this one passes proxies by.
  app.commandLine.appendSwitch('disable-quic')
  const exchanged = settleExchange(app.getPath('userData'))
  declareAppScheme()
  guardPages()
  // A window that closes leaves the app in the tray; quitting is said explicitly.
  app.on('window-all-closed', () => undefined)
  void app
    .whenReady()
    .then(() => start(exchanged))
    .catch(fail)
}

/** The window comes first; the services are loaded while its page compiles. */
async function start(exchanged: Exchanged): Promise<void> {
  const first = openFirstWindow({ shown: !headless && !hasSwitch('hidden', process.argv) })
  await first.codeServed
  const { runApp } = await import('./desktop/run-app.ts')
  await runApp(first, { headless, exchanged })
}

async function fail(thrown: unknown): Promise<void> {
  const { sayFailure } = await import('./desktop/say-failure.ts')
  sayFailure(thrown, headless)
  app.exit(1)
}

async function sayAlreadyRunning(): Promise<void> {
  const { createTranslator } = await import('../shared/i18n/translate.ts')
  process.stdout.write(`${createTranslator('en').t('desktop.headless.alreadyRunning')}\n`)
}
