import type { DatabaseSync } from 'node:sqlite'
import type { Publish } from '../../electron/ipc/publish.ts'
import { createRunValueRepository } from '../../electron/storage/companion/run-values.ts'
import type { RunService } from '../../electron/supervisor/runs/run-service.ts'
import type { SettingsService } from '../../electron/supervisor/settings/settings-service.ts'
import { createValueService, type ValueService } from '../../electron/supervisor/value/value-service.ts'
import type { Clock } from '../../shared/model/clock.ts'

/** What runs were worth, of agents without a template; nothing is summed or searched, since that takes a process. */
export function valueHere(from: {
  db: DatabaseSync
  runs: Pick<RunService, 'read'>
  settings: SettingsService
  publish: Publish
  clock: Clock
}): ValueService {
  return createValueService({
    repository: createRunValueRepository(from.db),
    reader: { call: () => Promise.reject(new Error('no process is started here')) },
    companionPath: '',
    readRun: (runId) => from.runs.read(runId).run,
    templateOf: () => null,
    settings: from.settings,
    publish: from.publish,
    clock: from.clock,
  })
}
