import { isPrivateHost } from '../../../shared/rules/base-url.ts'
import type { NetworkEdge } from '../network/network-edge.ts'
import { proxyOf } from '../network/proxy-of.ts'

/**
 * The proxy the way to a mail server leads through, as the mail libraries take it; null: none. Servers in this house are reached
 * directly, and so are all where the proxy speaks another language than HTTP.
 */
export async function mailProxy(
  host: string,
  port: number,
  { resolveProxy, loginAt }: { resolveProxy: (url: string) => Promise<string>; loginAt: NetworkEdge['loginAt'] },
): Promise<string | null> {
  if (isPrivateHost(host)) return null
  const { place } = proxyOf(await resolveProxy(`https://${host}:${port}/`).catch(() => 'DIRECT'))
  if (place === null) return null
  const login = loginAt(place)
  const who = login === null ? '' : `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@`
  const name = place.host.includes(':') ? `[${place.host}]` : place.host
  return `http://${who}${name}:${place.port}`
}
