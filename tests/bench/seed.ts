import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '../../electron/clock.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { createRunRepository } from '../../electron/storage/companion/runs.ts'
import { inTransaction, openDatabase } from '../../electron/storage/open-database.ts'
import { instantSchema, zoneSchema } from '../../shared/model/brand.ts'
import { practiceModelName, practiceProviderId } from '../../shared/model/provider.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { makeAgent, makeRun, makeTrigger } from '../helpers/things.ts'

const day = 24 * 60 * 60 * 1000

/** A data folder as after a year of use, or so many days: so many agents, each with a run a day. */
export function seedYear(folder: string, agentCount: number, days = 365): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'preferences.json'),
    JSON.stringify({
      settings: { ...defaultSettings, language: 'en', theme: 'light', toldAboutTray: true, welcomed: true },
    }),
  )
  const now = systemClock.now()
  const db = openDatabase({
    path: join(folder, 'companion.db'),
    migrations: companionMigrations,
    backupFolder: join(folder, 'backups'),
    now: systemClock.now,
  })
  const agents = createAgentRepository(db)
  const runs = createRunRepository(db)
  const reference = { providerId: practiceProviderId, model: practiceModelName }
  const model = { reference, label: 'Practice', contextTokens: 16_000, practice: true, fallbacks: [], choice: null }
  inTransaction(db, () => {
    for (let index = 0; index < agentCount; index++) {
      const id = `agent-${index}`
      const trigger = makeTrigger({ id: `trigger-${index}`, time: '23:59' })
      agents.save(makeAgent({ id, name: `Agent ${index}`, triggers: [trigger] }))
    }
  })
  for (let index = 0; index < agentCount; index++) {
    const agent = agents.list()[index]
    if (agent === undefined) continue
    for (let ago = days; ago >= 1; ago--) {
      const createdAt = instantSchema.parse(now - ago * day + index * 60_000)
      const run = makeRun({ id: `run-${index}-${ago}`, agentId: agent.id, agentName: agent.name, createdAt })
      runs.add(run, { agent, model, language: 'en', zone: zoneSchema.parse('UTC') }, 'startedByHand')
      runs.change(
        { ...run, state: { name: 'running' }, startedAt: createdAt },
        { at: createdAt, cause: 'placeFree', settled: false },
      )
      const endedAt = instantSchema.parse(createdAt + 60_000)
      runs.change(
        { ...run, startedAt: createdAt, endedAt, state: { name: 'succeeded', outcome: 'complete' } },
        { at: endedAt, cause: 'finished', settled: true },
      )
    }
  }
  db.close()
}
