import type { DatabaseSync } from 'node:sqlite'
import type { CompanionEdge } from './companion.ts'
import { createKeptSecretRepository } from './storage/companion/kept-secrets.ts'
import type { GatewayHost } from './supervisor/gateway-host/gateway-host.ts'
import { createNetworkService, type NetworkService } from './supervisor/network/network-service.ts'
import type { ProviderService } from './supervisor/providers/provider-service.ts'
import { createSecretKeeper } from './supervisor/providers/secret-keeper.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'

/** The way out of this computer, and how each service is found on it. */
export function composeNetwork(from: {
  edge: Pick<CompanionEdge, 'network' | 'resolveProxy' | 'secrets'>
  db: DatabaseSync
  settings: SettingsService
  gateway: Pick<GatewayHost, 'whenReady'>
  providers: Pick<ProviderService, 'list'>
}): NetworkService {
  const { edge, db, settings, gateway, providers } = from
  return createNetworkService({
    edge: edge.network,
    resolveProxy: edge.resolveProxy,
    settings,
    keeper: createSecretKeeper({ rows: createKeptSecretRepository(db), secrets: edge.secrets }),
    providers: () => providers.list(),
    knock: async (addresses) => (await (await gateway.whenReady()).call('network.knock', { addresses })).heard,
  })
}
