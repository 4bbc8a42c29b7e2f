/** A proxy that speaks HTTP, as the system's network stack names it. */
export type ProxyPlace = { readonly host: string; readonly port: number }

/** How a proxy is told who asks (RFC 7617). */
export function basicAuthorization({ user, password }: { user: string; password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** What the network stack says of an address: `DIRECT`, or a list whose first entry counts. `place` is null for a proxy of another kind. */
export function proxyOf(said: string): { isDirect: boolean; place: ProxyPlace | null } {
  const first = said.trim()
  if (first === '' || first.startsWith('DIRECT')) return { isDirect: true, place: null }
  const [, host, port] = /^PROXY\s+(\[[^\]]+\]|[^:;\s]+):(\d{1,5})/.exec(first) ?? []
  if (host === undefined || port === undefined) return { isDirect: false, place: null }
  return { isDirect: false, place: { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } }
}
