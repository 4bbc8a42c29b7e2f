import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { RunId } from '../shared/model/brand.ts'
import type { Run } from '../shared/model/run.ts'
import type { CompanionEdge } from './companion.ts'
import type { Publish } from './ipc/publish.ts'
import { createAgentRepository } from './storage/companion/agents.ts'
import { createRunValueRepository } from './storage/companion/run-values.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import { templates } from './supervisor/templates/templates.ts'
import { createValueService, type ValueService } from './supervisor/value/value-service.ts'

/** What runs were worth and what their owner thinks of them, read in a process of its own where that takes long. */
export function composeValue(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock'>
  db: DatabaseSync
  settings: SettingsService
  processes: ProcessHost
  publish: Publish
  readRun: (runId: RunId) => Run
}): ValueService {
  const { edge, db, settings, processes, publish, readRun } = from
  const agents = createAgentRepository(db)
  return createValueService({
    repository: createRunValueRepository(db),
    reader: createKeeperHost(processes),
    companionPath: join(edge.dataFolder, 'companion.db'),
    readRun,
    templateOf(agentId) {
      const agent = agents.find(agentId) ?? agents.findRemoved(agentId)
      return templates.find(({ id }) => id === agent?.templateId) ?? null
    },
    settings,
    publish,
    clock: edge.clock,
  })
}
