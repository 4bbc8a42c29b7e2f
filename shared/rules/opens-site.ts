import type { SitePermission } from '../model/permission.ts'

/**
 * Whether an address is of the permitted site, by what it says. Where its name leads is judged where it is connected to; see
 * `electron/runner/tools/web/check-way.ts`.
 */
export function opensSite({ host, subdomains, ports }: SitePermission, address: string): boolean {
  const url = URL.parse(address.trim())
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return false
  if (url.port !== '' && !['80', '443'].includes(url.port) && !ports.includes(Number(url.port))) return false
  const permitted = nameOf(host)
  const asked = url.hostname.replace(/\.$/, '')
  if (permitted === '*' || permitted === asked) return true
  return subdomains && permitted !== '' && asked.endsWith(`.${permitted}`)
}

/** In the one spelling addresses are read in. */
function nameOf(host: string): string {
  if (host === '*') return host
  const bare = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return URL.parse(`http://${bare}/`)?.hostname.replace(/\.$/, '') ?? ''
}
