import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { CompanionEdge } from './companion.ts'
import type { Publish } from './ipc/publish.ts'
import { createAgentRepository } from './storage/companion/agents.ts'
import { createRunValueRepository } from './storage/companion/run-values.ts'
import { createKeeperHost } from './supervisor/books/keeper-host.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import type { ModelChooser } from './supervisor/providers/model-choice.ts'
import type { RunService } from './supervisor/runs/run-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'
import { templates } from './supervisor/templates/templates.ts'
import { type AdviceService, createAdviceService } from './supervisor/value/advice-service.ts'
import { createValueService, type ValueService } from './supervisor/value/value-service.ts'

/** What runs were worth and what their owner thinks of them, read in a process of its own where that takes long. */
export function composeValue(from: {
  edge: Pick<CompanionEdge, 'dataFolder' | 'clock'>
  db: DatabaseSync
  settings: SettingsService
  processes: ProcessHost
  publish: Publish
  runs: Pick<RunService, 'read'>
  models: Pick<ModelChooser, 'resolve'>
}): { value: ValueService; advice: AdviceService } {
  const { edge, db, settings, processes, publish, runs, models } = from
  const reader = createKeeperHost(processes)
  const companionPath = join(edge.dataFolder, 'companion.db')
  const agents = createAgentRepository(db)
  const value = createValueService({
    repository: createRunValueRepository(db),
    reader,
    companionPath,
    readRun: (runId) => runs.read(runId).run,
    templateOf(agentId) {
      const agent = agents.find(agentId) ?? agents.findRemoved(agentId)
      return templates.find(({ id }) => id === agent?.templateId) ?? null
    },
    settings,
    publish,
    clock: edge.clock,
  })
  const resolveModel = models.resolve
  const history: Parameters<typeof createAdviceService>[0]['history'] = async (since, perAgent) =>
    (await reader.call('history', { path: companionPath, since, perAgent })).histories
  const decisions: Parameters<typeof createAdviceService>[0]['decisions'] = async (steps) =>
    (await reader.call('decisions', { path: companionPath, steps })).told
  const advice = createAdviceService({ history, decisions, agents, resolveModel, clock: edge.clock })
  return { value, advice }
}
