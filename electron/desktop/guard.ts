import { app, session, type WebContents, type WebFrameMain } from 'electron'
import { pageOrigin } from './app-protocol.ts'

/**
 * Shuts every door a page could leave by: permissions, navigation, new windows, webviews, downloads.
 * Electron's security checklist, points 5, 12, 13, 14: https://www.electronjs.org/docs/latest/tutorial/security
 */
export function guardPages(): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents))
  // Left alone, Electron shows a site the first certificate of the owner's it can find, unasked.
  app.on('select-client-certificate', (event, _contents, _site, _certificates, answer) => {
    event.preventDefault()
    answer()
  })
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

export type MayGo = (place: { url: string; isMainFrame: boolean }) => boolean
const visitors = new WeakMap<WebContents, MayGo>()

/** Lets one page of the web, in a window and a session of its own, go where this says; every other page stays where it is. */
export function letVisit(contents: WebContents, mayGo: MayGo): void {
  visitors.set(contents, mayGo)
}

function guardContents(contents: WebContents): void {
  const stay = (event: Electron.Event<{ url: string; isMainFrame: boolean }>) => {
    if (visitors.get(contents)?.(event) !== true) event.preventDefault()
  }
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
