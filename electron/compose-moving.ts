import type { DatabaseSync } from 'node:sqlite'
import type { CompanionEdge } from './companion.ts'
import { readStoredKeys } from './storage/moving/stored-keys.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import { createScheduledBackups } from './supervisor/moving/scheduled-backups.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import type { Publish } from './ipc/publish.ts'
import { createMovingService, type MovingService } from './supervisor/moving/moving-service.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { RunService } from './supervisor/runs/run-service.ts'

/** Backups, and what takes the place of what. Its keeper is its own: a long backup holds no other order up. */
export function composeMoving(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'system' | 'desktop' | 'secrets' | 'clock'>
  db: DatabaseSync
  processes: ProcessHost
  runs: Pick<RunService, 'live'>
  settings: SettingsService
  publish: Publish
}): { moving: MovingService; start: () => void; close: () => void } {
  const { edge, db, processes, runs, settings, publish } = from
  const keeper = createKeeperHost(processes)
  const moving = createMovingService({
    dataFolder: edge.dataFolder,
    version: edge.system.version,
    keeper,
    desktop: edge.desktop,
    secrets: edge.secrets,
    storedKeys: () => readStoredKeys(db),
    liveRuns: () => runs.live().length,
    settings,
    clock: edge.clock,
  })
  const scheduled = createScheduledBackups({
    dataFolder: edge.dataFolder,
    version: edge.system.version,
    pack: ({ keys, ...order }) => keeper.call('pack', { ...order, keys: [...keys] }),
    plan: () => settings.current().backups,
    publish,
    clock: edge.clock,
  })
  return {
    moving,
    start: scheduled.start,
    close() {
      scheduled.close()
      keeper.close()
    },
  }
}
