import { app, session, type WebContents, type WebFrameMain } from 'electron'
import { pageOrigin } from './app-protocol.ts'

/**
 * Shuts every door a page could leave by: permissions, navigation, new windows, webviews, downloads.
 * Electron's security checklist, points 5, 12, 13, 14: https://www.electronjs.org/docs/latest/tutorial/security
 */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
}

/** Denies everything a page may ask the browser for. Called once the app is ready. */
export function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  session.defaultSession.on('will-download', (event) => event.preventDefault())
}

/** True for the main frame of the given page while it shows our own app. */
export function isOurFrame(frame: WebFrameMain | null, contents: WebContents | null): boolean {
  if (frame === null || contents === null || contents.isDestroyed()) return false
  return frame === contents.mainFrame && frame.parent === null && frame.origin === pageOrigin
}

function guardContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
