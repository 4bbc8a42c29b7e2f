import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'
import type { i18n } from 'i18next'
import type { AgentId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { maySignInAt } from '../../shared/rules/sign-in-sites.ts'
import type { PageWindows } from '../supervisor/pages/page-windows.ts'
import { letVisit } from './guard.ts'
import { answerProxy, emptySession, openSession, shutSession } from './page-session.ts'
import { showPage, strangerPreferences } from './show-page.ts'

/** Windows for pages of the web, each in a session that shares nothing with the app's own page. */
export function createPageWindows(dependencies: { clock: Clock; translator: () => i18n; icon: string }): PageWindows {
  const { clock, translator, icon } = dependencies
  /** Kept in memory alone. Electron holds every session until it quits, so that emptied ones are used again. */
  const free: string[] = []
  let made = 0

  return {
    async render({ address, proxy, visitor }, signal) {
      const partition = visitor === null ? (free.pop() ?? `page-${(made += 1)}`) : partitionOf(visitor)
      const own = await openSession(partition, proxy)
      try {
        return await showPage({ address, proxy, session: own }, { clock, signal })
      } finally {
        if (visitor !== null) await shutSession(own)
        else await emptySession(own).then(() => free.push(partition))
      }
    },
    async signIn({ address, proxy, visitor, agentName }, signal) {
      const own = await openSession(partitionOf(visitor), proxy)
      const window = new BrowserWindow({
        width: 1000,
        height: 760,
        icon,
        autoHideMenuBar: true,
        webPreferences: { ...strangerPreferences, session: own, devTools: false },
      })
      const contents = window.webContents
      const closed = new Promise<void>((resolve) => void window.once('closed', resolve))
      const close = () => void (window.isDestroyed() || window.destroy())
      signal.addEventListener('abort', close)
      window.removeMenu()
      // The window says who it is for and where it is, whatever the page would like to be called.
      window.on('page-title-updated', (event) => event.preventDefault())
      const name = (url: string) => {
        const site = URL.parse(url)?.host ?? ''
        window.setTitle(translator().t('desktop.signIn.title', { agent: agentName, site }))
      }
      name(address)
      contents.on('did-navigate', (_event, url) => name(url))
      contents.setAudioMuted(true)
      contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
      answerProxy(contents, proxy)
      const mayGo = (url: string) => maySignInAt(address, url)
      letVisit(contents, ({ url, isMainFrame }) => (isMainFrame ? mayGo(url) : /^(?:https?|about|blob):/i.test(url)))
      contents.setWindowOpenHandler(({ url }) => {
        if (mayGo(url)) void contents.loadURL(url).catch(() => undefined)
        return { action: 'deny' }
      })
      // What cannot be loaded is said by the window itself; the owner closes it.
      contents.loadURL(address).catch(() => undefined)
      await closed
      signal.removeEventListener('abort', close)
      await own.cookies.flushStore()
      await shutSession(own)
    },
    async forget(visitor) {
      const partition = partitionOf(visitor)
      // Most agents never were anybody's visitor: asking for their session would make one.
      const folder = join(app.getPath('userData'), 'Partitions', partition.replace('persist:', ''))
      if ((await stat(folder).catch(() => null)) === null) return
      await emptySession(session.fromPartition(partition))
    },
  }
}

/** Kept on disk, encrypted by Chromium where the system can; a name of its own for every agent. */
function partitionOf(agentId: AgentId): string {
  return `persist:visitor-${Buffer.from(agentId).toString('hex')}`
}
