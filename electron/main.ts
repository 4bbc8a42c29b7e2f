import { app } from 'electron'
import { createTranslator } from '../shared/i18n/translate.ts'
import { declareAppScheme } from './desktop/app-protocol.ts'
import { hasSwitch, switchValue } from './desktop/command-line.ts'
import { guardPages } from './desktop/guard.ts'
import { runApp } from './desktop/run-app.ts'
import { sayFailure } from './desktop/say-failure.ts'
import { systemLanguage } from './desktop/system-language.ts'

// The boot list. Order matters: the data folder before the lock (the lock lies in it), the scheme and the guard before the app is ready.
const dataFolder = switchValue('data-dir', process.argv)
if (dataFolder !== null) app.setPath('userData', dataFolder)
const headless = hasSwitch('headless-job', process.argv)
const isFirst = app.requestSingleInstanceLock()
if (!isFirst) {
  if (headless) process.stdout.write(`${createTranslator('en').t('desktop.headless.alreadyRunning')}\n`)
  app.exit(headless ? 1 : 0)
} else {
  if (headless) {
    // Nothing is drawn, so there is no graphics process to complain about a missing display.
    app.disableHardwareAcceleration()
    app.commandLine.appendSwitch('log-level', '3')
  }
  declareAppScheme()
  guardPages()
  // A window that closes leaves the app in the tray; quitting is said explicitly.
  app.on('window-all-closed', () => undefined)
  app
    .whenReady()
    .then(() => runApp({ headless, hidden: hasSwitch('hidden', process.argv) }))
    .catch((thrown: unknown) => {
      sayFailure(thrown, systemLanguage(app.getPreferredSystemLanguages()), headless)
      app.exit(1)
    })
}
