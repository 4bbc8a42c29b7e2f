import type { DatabaseSync } from 'node:sqlite'
import type { CompanionEdge } from './companion.ts'
import { createAgentRepository } from './storage/companion/agents.ts'
import { createKeptSecretRepository } from './storage/companion/kept-secrets.ts'
import { revealKeys } from './supervisor/moving/reveal-keys.ts'
import { createSecretKeeper } from './supervisor/providers/secret-keeper.ts'
import { readStoredKeys } from './storage/moving/stored-keys.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import { createScheduledBackups } from './supervisor/moving/scheduled-backups.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import type { Publish } from './ipc/publish.ts'
import { createExportService, type ExportService } from './supervisor/moving/export-service.ts'
import { createMovingService, type MovingService, passphraseName } from './supervisor/moving/moving-service.ts'
import type { ProviderService } from './supervisor/providers/provider-service.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { RunService } from './supervisor/runs/run-service.ts'

/** Backups, and what takes the place of what. Its keeper is its own: a long backup holds no other order up. */
export function composeMoving(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'system' | 'desktop' | 'secrets' | 'clock'>
  db: DatabaseSync
  processes: ProcessHost
  runs: Pick<RunService, 'live'>
  settings: SettingsService
  providers: Pick<ProviderService, 'list'>
  publish: Publish
}): { moving: MovingService; exporting: ExportService; start: () => void; close: () => Promise<void> } {
  const { edge, db, processes, runs, settings, providers, publish } = from
  const keeper = createKeeperHost(processes)
  const sealer = createSecretKeeper({ rows: createKeptSecretRepository(db), secrets: edge.secrets })
  const scheduled = createScheduledBackups({
    dataFolder: edge.dataFolder,
    version: edge.system.version,
    pack: ({ keys, ...order }) => keeper.call('pack', { ...order, keys: [...keys] }),
    plan: () => settings.current().backups,
    passphrase: () => sealer.reveal(passphraseName),
    keys: async () => (await revealKeys(readStoredKeys(db), edge.secrets)).keys,
    publish,
    clock: edge.clock,
  })
  const moving = createMovingService({
    dataFolder: edge.dataFolder,
    version: edge.system.version,
    keeper,
    desktop: edge.desktop,
    secrets: edge.secrets,
    storedKeys: () => readStoredKeys(db),
    liveRuns: () => runs.live().length,
    settings,
    sealer,
    scheduled,
    clock: edge.clock,
  })
  const agents = createAgentRepository(db)
  const exporting = createExportService({
    dataFolder: edge.dataFolder,
    version: edge.system.version,
    openKeeper: (onProgress) => createKeeperHost(processes, onProgress),
    desktop: edge.desktop,
    settings,
    services: () => providers.list(),
    names: () => Object.fromEntries([...agents.list(), ...providers.list()].map(({ id, name }) => [id, name])),
    publish,
    clock: edge.clock,
  })
  return {
    moving,
    exporting,
    start: scheduled.start,
    async close() {
      scheduled.close()
      keeper.close()
      await exporting.close()
    },
  }
}
