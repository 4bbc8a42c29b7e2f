import { app, session } from 'electron'
import type { Proxy } from '../../shared/model/proxy.ts'
import type { NetworkEdge, ProxyLogin } from '../supervisor/network/network-edge.ts'

/** The way out of main and of its processes: both have network contexts of their own, which are told the same. */
export function createNetwork(): NetworkEdge {
  let known: ProxyLogin | null = null
  const loginAt = (place: { host: string; port: number }) =>
    known !== null && known.host === place.host && known.port === place.port ? known : null
  app.on('login', (event, contents, details, asked, answer) => {
    // Pages of the web are answered by whoever shows them.
    if (contents) return
    // A proxy that asks again did not like the answer; saying it again and again may lock the owner out there.
    const login = asked.isProxy && details.firstAuthAttempt ? loginAt(asked) : null
    if (login === null) return
    event.preventDefault()
    answer(login.user, login.password)
  })
  return {
    async use(proxy, login) {
      const isOther = JSON.stringify(known) !== JSON.stringify(login)
      known = login
      const config = configOf(proxy)
      await Promise.all([app.setProxy(config), session.defaultSession.setProxy(config)])
      await session.defaultSession.closeAllConnections()
      if (isOther) await session.defaultSession.clearAuthCache()
    },
    loginAt,
  }
}

function configOf(proxy: Proxy): Electron.ProxyConfig {
  switch (proxy.mode) {
    case 'system':
      return { mode: 'system' }
    case 'none':
      return { mode: 'direct' }
    case 'script':
      return { mode: 'pac_script', pacScript: proxy.address }
    case 'manual':
      return {
        mode: 'fixed_servers',
        proxyRules: `${proxy.host}:${proxy.port}`,
        proxyBypassRules: ['<local>', ...proxy.except].join(','),
      }
  }
}
