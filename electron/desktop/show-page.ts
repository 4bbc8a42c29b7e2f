import { app, BrowserWindow, type Session, type WebContents } from 'electron'
import { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { mostShownCharacters, type PageProxy } from '../runner/protocol.ts'
import type { ShownPage } from '../supervisor/pages/page-windows.ts'
import { letVisit } from './guard.ts'
import { answerProxy } from './page-session.ts'

/** Sizes and rights of a window that shows a page of the web; nothing of ours is in it. */
export const strangerPreferences: Electron.WebPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  webSecurity: true,
  plugins: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  autoplayPolicy: 'document-user-activation-required',
}

const mostMilliseconds = 40_000
/** A page that is still loading then, as one does that listens for news, is read as far as it is. */
const longestLoading = 20_000
const lookEvery = 400
/** A page that has said the same for so many looks is done. */
const enoughLooks = 4
const longestFilling = 12_000
const mostMegabytes = 1500
/** A world of its own beside the page's: nothing the page changed about itself can answer for it. */
const ownWorld = 999

/** Shows a page in a hidden window until it says no more, and tells what it holds. The window is gone after. */
export async function showPage(
  page: { address: string; proxy: PageProxy; session: Session },
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<ShownPage> {
  const site = URL.parse(page.address)?.host ?? ''
  signal.throwIfAborted()
  const window = new BrowserWindow({
    show: false,
    width: 1280,
    height: 1600,
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      ...strangerPreferences,
      session: page.session,
      images: false,
      devTools: false,
      backgroundThrottling: false,
    },
  })
  const contents = window.webContents
  const ended = Promise.withResolvers<never>()
  const end = (thrown: unknown) => ended.reject(thrown)
  const onAbort = () => end(signal.reason)
  signal.addEventListener('abort', onAbort)
  ended.promise.catch(() => undefined)
  let status = 200
  contents.on('did-navigate', (_event, _url, code) => {
    status = code
  })
  contents.on('render-process-gone', (_event, { reason }) => end(notShown(site, `the page's process ended: ${reason}`)))
  const cancelEnd = clock.after(mostMilliseconds, () => end(new CodedError('web.timedOut', { site })))
  const stopWatching = watchMemory(contents, clock, () => end(notShown(site, 'the page takes too much memory')))
  contents.setAudioMuted(true)
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  answerProxy(contents, page.proxy)
  letVisit(contents, ({ url, isMainFrame }) => (isMainFrame ? /^https?:/i : /^(?:https?|about|blob|data):/i).test(url))
  try {
    await Promise.race([load(contents, page.address, site), wait(longestLoading, clock), ended.promise])
    await Promise.race([filled(contents, clock), ended.promise])
    const html = await Promise.race([read(contents, holdsCode), ended.promise])
    return { url: contents.getURL(), status, html: z.string().parse(html) }
  } finally {
    cancelEnd()
    stopWatching()
    signal.removeEventListener('abort', onAbort)
    if (!window.isDestroyed()) window.destroy()
  }
}

async function load(contents: WebContents, address: string, site: string): Promise<void> {
  try {
    await contents.loadURL(address)
  } catch (thrown) {
    const said = String(thrown)
    // A page that at once leads on to another is not one that failed.
    if (said.includes('ERR_ABORTED')) return
    if (/ERR_CERT|ERR_SSL/.test(said)) throw new CodedError('web.insecure', { site }, said.slice(0, 500))
    if (/TIMED_OUT/.test(said)) throw new CodedError('web.timedOut', { site }, said.slice(0, 500))
    throw new CodedError('web.unreachable', { site }, said.slice(0, 500))
  }
}

const saysCode = 'document.body ? document.body.innerText.length : 0'
const holdsCode = `document.documentElement.outerHTML.slice(0, ${mostShownCharacters})`

/** Waits until what a reader sees stays as it is. */
async function filled(contents: WebContents, clock: Clock): Promise<void> {
  let last: unknown = null
  let same = 0
  for (let waited = 0; waited < longestFilling && same < enoughLooks; waited += lookEvery) {
    await wait(lookEvery, clock)
    const now = contents.isLoadingMainFrame() ? null : await read(contents, saysCode)
    same = now !== null && now !== 0 && now === last ? same + 1 : 0
    last = now
  }
}

function wait(milliseconds: number, clock: Clock): Promise<void> {
  return new Promise((resolve) => void clock.after(milliseconds, resolve))
}

function read(contents: WebContents, code: string): Promise<unknown> {
  return contents.executeJavaScriptInIsolatedWorld(ownWorld, [{ code }])
}

function watchMemory(contents: WebContents, clock: Clock, onTooMuch: () => void): () => void {
  let cancel: () => void = () => undefined
  const look = () => {
    if (contents.isDestroyed()) return
    const own = new Set(contents.mainFrame.framesInSubtree.map(({ osProcessId }) => osProcessId))
    const kilobytes = app
      .getAppMetrics()
      .filter(({ pid }) => own.has(pid))
      .reduce((sum, { memory }) => sum + memory.workingSetSize, 0)
    if (kilobytes > mostMegabytes * 1024) onTooMuch()
    else cancel = clock.after(1000, look)
  }
  cancel = clock.after(1000, look)
  return () => cancel()
}

function notShown(site: string, detail: string): CodedError {
  return new CodedError('page.notShown', { site }, detail)
}
