import type { NetworkFinding, ProxyDraft } from '../../../shared/contract/commands/network.ts'
import { type AppError, CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import type { Proxy } from '../../../shared/model/proxy.ts'
import { isPrivateHost } from '../../../shared/rules/base-url.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { NetworkEdge, ProxyLogin } from './network-edge.ts'
import { proxyOf } from './proxy-of.ts'

export type NetworkService = {
  /** Throws `keyring.*`; then nothing has changed. */
  save(draft: ProxyDraft): Promise<void>
  /** Throws `gateway.unavailable`. */
  try(): Promise<NetworkFinding[]>
  /** Settings may have come from elsewhere, or the key store may be open by now. */
  observe(event: AppEvent): void
}

type Knock = (addresses: string[]) => Promise<{ address: string; error: AppError | null }[]>

/** The way out of this computer, as the owner wants it. The password of a proxy goes to that very proxy and nowhere else. */
export function createNetworkService(dependencies: {
  edge: NetworkEdge
  resolveProxy: (url: string) => Promise<string>
  settings: Pick<SettingsService, 'current' | 'save'>
  keeper: SecretKeeper
  providers: () => readonly Provider[]
  /** Knocks at addresses from the process that talks to services. */
  knock: Knock
}): NetworkService {
  const { edge, resolveProxy, settings, keeper, providers, knock } = dependencies
  let inUse = ''
  let login: ProxyLogin | null = null

  const follow = async (): Promise<void> => {
    const { proxy } = settings.current()
    // Without a password the proxy may still let through what it lets through; it says so itself.
    const found = await loginOf(proxy).catch(() => null)
    const wanted = JSON.stringify([proxy, found])
    if (wanted === inUse) return
    inUse = wanted
    login = found
    await edge.use(proxy, login)
  }
  const loginOf = async (proxy: Proxy): Promise<ProxyLogin | null> => {
    if (proxy.mode !== 'manual' || proxy.user === null) return null
    const password = await keeper.reveal(secretOf(proxy))
    return password === null ? null : { host: proxy.host, port: proxy.port, user: proxy.user, password }
  }

  // Before the first request goes out; a key store that is closed or slow must not keep the way itself waiting.
  void edge.use(settings.current().proxy, null)
  void follow()

  return {
    async save({ proxy, password, keyStorage }) {
      if (proxy.mode === 'manual' && proxy.user !== null) {
        if (password !== undefined && password !== '') await keeper.keep(secretOf(proxy), password, keyStorage)
        else if ((await keeper.reveal(secretOf(proxy))) === null) throw new CodedError('network.passwordMissing')
      }
      const before = settings.current().proxy
      const isOther = secretOf(before) !== secretOf(proxy)
      settings.save({ proxy })
      if (isOther) keeper.forget(secretOf(before))
      await follow()
    },
    async try() {
      const asked = addressesOf(providers())
      const heard = await knock(asked.map(({ address }) => address))
      return Promise.all(
        asked.map(async ({ name, address }) => {
          const { isDirect, place } = proxyOf(await resolveProxy(address).catch(() => 'DIRECT'))
          const unnamed = isDirect ? null : '?'
          return {
            name,
            host: new URL(address).host,
            proxy: place === null ? unnamed : `${place.host}:${place.port}`,
            error: heard.find((each) => each.address === address)?.error ?? null,
          }
        }),
      )
    },
    observe(event) {
      const mayHaveChanged =
        event.type === 'settings.saved' || (event.type === 'system.changed' && event.system.keyring === 'available')
      if (mayHaveChanged) void follow()
    },
  }
}

/** The owner's services first, then the known ones; each computer once, and none of this house. */
function addressesOf(providers: readonly Provider[]): { name: string; address: string }[] {
  const known = Object.values(dialectFacts).flatMap(({ label, regions: [region] }) =>
    region === undefined ? [] : [{ name: label, address: region.baseUrl }],
  )
  const own = providers.flatMap(({ name, baseUrl }) => (baseUrl === null ? [] : [{ name, address: baseUrl }]))
  const hosts = new Set<string>()
  return [...own, ...known].filter(({ address }) => {
    const url = URL.parse(address)
    if (url === null || isPrivateHost(url.hostname) || hosts.has(url.host)) return false
    hosts.add(url.host)
    return true
  })
}

/** A password belongs to the very proxy and name it was entered for. */
function secretOf(proxy: Proxy): string {
  return proxy.mode === 'manual' ? `proxy:${JSON.stringify([proxy.host, proxy.port, proxy.user])}` : 'proxy:'
}
