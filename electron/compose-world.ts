import { join } from 'node:path'
import type { CompanionEdge } from './companion.ts'
import { openJsonFile } from './storage/json-file.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import type { MoneyService } from './supervisor/money/money-service.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { ProviderService } from './supervisor/providers/provider-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import { publicAddresses } from './supervisor/world/fetch-ranking.ts'
import { createWorldService, type WorldService } from './supervisor/world/world-service.ts'

/** What the world asks models, beside what the owner asks. The ranking is one small file beside the databases. */
export function composeWorld(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock' | 'outgoing' | 'rankingAddress'>
  processes: ProcessHost
  money: Pick<MoneyService, 'read'>
  providers: Pick<ProviderService, 'list'>
  settings: Pick<SettingsService, 'language'>
}): WorldService {
  const { edge, processes, money, providers, settings } = from
  const { rankingAddress = null } = edge
  const reader = createKeeperHost(processes)
  const service = createWorldService({
    addresses: rankingAddress === null ? publicAddresses : [rankingAddress],
    fetch: edge.outgoing,
    openStore: () => openJsonFile(join(edge.dataFolder, 'usage-ranking.json')),
    money,
    reader,
    providers: () => providers.list(),
    language: settings.language,
    clock: edge.clock,
  })
  return {
    ...service,
    close() {
      service.close()
      reader.close()
    },
  }
}
