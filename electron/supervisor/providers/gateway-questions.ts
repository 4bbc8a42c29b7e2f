import type { FoundServer, ListedPrice, PriceQuestion, ProviderTest } from '../../../shared/contract/commands.ts'
import type { ProviderId } from '../../../shared/model/brand.ts'
import type { GatewayContract } from '../../gateway/protocol.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { ExactBalance } from './provider-service.ts'

/** What only the gateway can answer about providers; each wakes it, and throws `gateway.unavailable` where it does not come. */
export function questionsFor(gateway: Pick<GatewayHost, 'whenReady'>) {
  const call: Awaited<ReturnType<GatewayHost['whenReady']>>['call'] = async (name, args) =>
    (await gateway.whenReady()).call(name, args)
  return {
    askGateway: (request: GatewayContract['provider.test']['request']): Promise<ProviderTest> =>
      call('provider.test', request),
    lookUpPrices: async (question: PriceQuestion): Promise<ListedPrice[]> =>
      (await call('prices.lookup', question)).prices,
    findServers: async (): Promise<FoundServer[]> => (await call('providers.discover', {})).servers,
    readBalances: async (providerId: ProviderId): Promise<ExactBalance[] | null> =>
      (await call('provider.balance', { providerId })).balances,
  }
}
