import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CompanionEdge } from './companion.ts'
import type { Publish } from './ipc/publish.ts'
import { openJsonFile } from './storage/json-file.ts'
import type { IsMetered } from './supervisor/network/metered-network.ts'
import type { RunService } from './supervisor/runs/run-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import { createUpdateService, type UpdateService } from './supervisor/updates/update-service.ts'

/** Newer versions of the app. What is fetched lies beside the app; what is known of it lies with the data. */
export function composeUpdates(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock' | 'system' | 'updates'>
  settings: SettingsService
  runs: Pick<RunService, 'live'>
  isMetered: IsMetered
  publish: Publish
}): UpdateService {
  const { edge, settings, runs, isMetered, publish } = from
  const folder = join(edge.dataFolder, 'updates')
  const { installer, feed } = edge.updates
  return createUpdateService({
    version: edge.system.version,
    feed,
    installer,
    settings,
    store: openJsonFile(join(folder, 'state.json')),
    outcome: {
      take() {
        try {
          const said = readFileSync(join(folder, 'outcome'), 'utf8')
          rmSync(join(folder, 'outcome'))
          return said
        } catch {
          return null
        }
      },
      reportGoodStart(version) {
        try {
          mkdirSync(folder, { recursive: true, mode: 0o700 })
          writeFileSync(join(folder, 'good-start'), version)
        } catch {
          // Whoever waits for it lets the old version come back, which is right where nothing can be written.
        }
      },
    },
    liveRuns: () => runs.live().length,
    isMetered,
    clock: edge.clock,
    random: Math.random,
    publish,
  })
}
