import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../electron/clock.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { createProviderRepository } from '../../electron/storage/companion/providers.ts'
import { createRunRepository } from '../../electron/storage/companion/runs.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { plannedSteps } from '../../electron/supervisor/runs/step-progress.ts'
import { modelReferenceSchema } from '../../shared/model/provider.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { makeAgent, makeProvider, makeRun } from '../helpers/things.ts'

const model = { providerId: 'provider-1', model: 'small' }
const price = {
  kind: 'rates' as const,
  currency: 'USD',
  rates: { input: 150_000, output: 600_000, cachedRead: null, cacheWrite: null, reasoning: null },
  validFrom: 0,
  source: 'bench',
}

/** A data folder, `data` in `folder`, with so many agents in the middle of a run each, as a restart finds them. */
export function seedLiveRuns(
  folder: string,
  { count, documents, baseUrl }: { count: number; documents: string; baseUrl: string },
): void {
  const data = join(folder, 'data')
  mkdirSync(data)
  const settings = {
    ...defaultSettings,
    language: 'en',
    theme: 'light',
    toldAboutTray: true,
    welcomed: true,
    concurrentRuns: count,
  }
  writeFileSync(join(data, 'preferences.json'), JSON.stringify({ settings }))
  const now = systemClock.now
  const db = openDatabase({
    path: join(data, 'companion.db'),
    migrations: companionMigrations,
    backupFolder: join(data, 'backups'),
    now,
  })
  const provider = makeProvider({ baseUrl, models: [{ ...model, name: model.model, contextTokens: 8_000, price }] })
  createProviderRepository(db).save(provider, null)
  const reference = modelReferenceSchema.parse(model)
  const agents = createAgentRepository(db)
  const runs = createRunRepository(db)
  for (let index = 0; index < count; index++) {
    const reports = join(folder, `reports-${index}`)
    mkdirSync(reports)
    const agent = makeAgent({
      id: `agent-${index}`,
      name: `Agent ${index}`,
      grants: [
        { path: documents, access: 'read' },
        { path: reports, access: 'write' },
      ],
      steps: [
        { id: 'read', kind: 'readFolder', folder: documents, recursive: false },
        { id: 'summarize', kind: 'summarize', from: 'read', length: 'short', focus: '' },
        { id: 'write', kind: 'writeDocument', from: 'summarize', folder: reports, title: 'Report', format: 'md' },
      ],
    })
    agents.save(agent)
    const { id: agentId, name: agentName } = agent
    const steps = plannedSteps(agent)
    const run = makeRun({ id: `run-${index}`, agentId, agentName, createdAt: now(), model, modelLabel: 'small', steps })
    const plan = { reference, label: 'small', contextTokens: 8_000, practice: false, fallbacks: [], choice: null }
    runs.add(run, { agent, model: plan, language: 'en', zone: systemClock.zone() }, 'startedByHand')
    runs.change(
      { ...run, state: { name: 'running' }, startedAt: now() },
      { at: now(), cause: 'placeFree', settled: false },
    )
  }
  db.close()
}

/** Small texts, so many that no run comes to its end while it is watched. Returns their folder. */
export function manyNotes(folder: string): string {
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  for (let index = 0; index < 40; index++) {
    writeFileSync(join(documents, `note ${index}.txt`), `Note ${index}: the meeting was moved to Thursday at ten.\n`)
  }
  return documents
}
