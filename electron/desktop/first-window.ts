import { app, ipcMain, nativeTheme } from 'electron'
import { channels } from '../../shared/contract/channels.ts'
import type { Router } from '../ipc/router.ts'
import { readSettings } from '../supervisor/settings/settings-service.ts'
import { systemClock } from '../clock.ts'
import { serveApp } from './app-protocol.ts'
import { denyPermissions } from './guard.ts'
import { openPreferences, type Preferences } from './preferences.ts'
import { createWindows, type Windows } from './windows.ts'

/** What the services do for the window once they are there. */
export type PageSide = {
  route: Router<Electron.IpcMainInvokeEvent>
  /** False keeps the window open. */
  mayClose: () => boolean
  onClosed: () => void
}

export type FirstWindow = {
  windows: Windows
  preferences: Preferences
  /** Resolves when the page has its code and compiles it; at once when no window is shown. */
  codeServed: Promise<void>
  /** From here on requests of the page are answered; those it made before are waiting. */
  connect(side: PageSide): void
}

const patienceMilliseconds = 2_000

/**
 * Opens the window before the services are loaded: the page's process starts and compiles its code meanwhile. Nothing that
 * takes long to load may be imported from here.
 */
export function openFirstWindow({ shown }: { shown: boolean }): FirstWindow {
  const appFolder = app.getAppPath()
  const preferences = openPreferences(app.getPath('userData'))
  const connected = Promise.withResolvers<PageSide>()
  let side: PageSide | null = null
  denyPermissions()
  nativeTheme.themeSource = readSettings(preferences.read('settings')).theme
  const page = serveApp(`${appFolder}/dist/page`)
  ipcMain.handle(channels.request, async (event, name: unknown, args: unknown) => {
    return (await connected.promise).route(event, name, args)
  })
  const windows = createWindows({
    appFolder,
    preferences,
    mayClose: () => side?.mayClose() ?? true,
    onClosed: () => side?.onClosed(),
  })
  // A window that is closed at once, or shows nothing, must not keep the agents waiting.
  const patience = new Promise<void>((resolve) => void systemClock.after(patienceMilliseconds, resolve))
  if (shown) windows.open()
  return {
    windows,
    preferences,
    codeServed: shown ? Promise.race([page.codeServed, patience]) : Promise.resolve(),
    connect(given) {
      side = given
      connected.resolve(given)
    },
  }
}
