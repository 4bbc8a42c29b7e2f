import { type Session, session, type WebContents } from 'electron'
import type { PageProxy } from '../runner/protocol.ts'

/** Nothing listens there: a session nobody uses has no way out. */
const nowhere = { mode: 'fixed_servers' as const, proxyRules: '127.0.0.1:1', proxyBypassRules: '<-loopback>' }
const arranged = new WeakSet<Session>()

/**
 * Gives a session its one way out, this computer's own addresses included, and shuts all others: permissions, devices, downloads,
 * other schemes.
 */
export async function openSession(partition: string, proxy: PageProxy): Promise<Session> {
  const own = session.fromPartition(partition)
  if (!arranged.has(own)) harden(own)
  arranged.add(own)
  await own.setProxy({ ...nowhere, proxyRules: `127.0.0.1:${proxy.port}` })
  await own.closeAllConnections()
  return own
}

/** Takes the way out away; what still runs there, such as a service worker, reaches nothing. */
export async function shutSession(own: Session): Promise<void> {
  await own.setProxy(nowhere)
  await own.closeAllConnections()
  await own.clearAuthCache()
}

/** Leaves nothing behind of whoever was visited. */
export async function emptySession(own: Session): Promise<void> {
  await own.clearStorageData()
  await own.clearCache()
  await own.clearHostResolverCache()
  await own.clearCodeCaches({})
  await shutSession(own)
}

/** Says the word that our proxy wants, and nothing to anybody else who asks for a name and password. */
export function answerProxy(contents: WebContents, proxy: PageProxy): void {
  contents.on('login', (event, _details, asked, answer) => {
    event.preventDefault()
    const isOurs = asked.isProxy && asked.host === '127.0.0.1' && asked.port === proxy.port
    if (isOurs) answer('page', proxy.secret)
    else answer()
  })
}

const schemes = /^(?:https?|wss?|data|blob|about):/i
/** Without `allow-modals` and `allow-downloads`: no dialogs, no printing, no files (HTML, 7.1.5). Windows are refused one by one. */
const cage = 'sandbox allow-scripts allow-same-origin allow-forms allow-popups'

function harden(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  own.setSpellCheckerEnabled(false)
  // Sites take a browser of an unknown name for a program; the languages are those the plain way asks in.
  own.setUserAgent(
    own.getUserAgent().replace(/ (?!Mozilla|AppleWebKit|Chrome|Safari)[\w.-]+\/\S+/g, ''),
    'zh-CN,zh;q=0.9,en;q=0.8',
  )
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !schemes.test(url) }))
  own.webRequest.onHeadersReceived(({ resourceType, responseHeaders = {} }, decide) => {
    if (resourceType !== 'mainFrame' && resourceType !== 'subFrame') return decide({})
    const rest = Object.entries(responseHeaders).filter(([name]) => name.toLowerCase() !== 'content-security-policy')
    const policies = Object.entries(responseHeaders)
      .filter(([name]) => name.toLowerCase() === 'content-security-policy')
      .flatMap(([, values]) => values)
    decide({ responseHeaders: { ...Object.fromEntries(rest), 'Content-Security-Policy': [...policies, cage] } })
  })
}
