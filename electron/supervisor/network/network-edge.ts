import type { Proxy } from '../../../shared/model/proxy.ts'

/** What a proxy wants to hear of who asks. It is for that proxy alone. */
export type ProxyLogin = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
}

/** The way out of this computer as the system's network stack takes it: for main and for all its processes. */
export type NetworkEdge = {
  /** Requests from now on go this way. */
  use(proxy: Proxy, login: ProxyLogin | null): Promise<void>
  /** What the proxy at a place wants to hear, where it is known. */
  loginAt(place: { readonly host: string; readonly port: number }): ProxyLogin | null
}
