import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../../electron/storage/companion/migrations.ts'
import { createRunRepository } from '../../../electron/storage/companion/runs.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { agentIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { birthday, makeAgent, makeRun } from '../../helpers/things.ts'

const model = { providerId: 'provider-1', model: 'a "quoted" 名字' }

it('keeps the model agents named, in the plans of unfinished runs and for removed agents too', () => {
  const folder = temporaryFolder()
  const open = (versions: number) =>
    openDatabase({
      path: join(folder, 'companion.db'),
      migrations: companionMigrations.slice(0, versions),
      backupFolder: join(folder, 'backups'),
      now: () => birthday,
    })
  const before = open(1)
  const { modelPolicy: _policy, fallbacks: _fallbacks, dataPlace: _place, ...old } = makeAgent()
  const add = before.prepare('INSERT INTO agents (id, body, removed_at) VALUES (?, ?, ?)')
  add.run('agent-1', JSON.stringify({ ...old, model }), null)
  add.run('agent-2', JSON.stringify({ ...old, id: 'agent-2', model: null }), null)
  add.run('agent-3', JSON.stringify({ ...old, id: 'agent-3', model }), birthday)
  const { standIns: _none, choice: _choice, ...run } = makeRun()
  const plan = {
    agent: { ...old, model },
    model: { reference: model, label: 'Label', contextTokens: 9_000, practice: false },
    language: 'en',
    zone: 'UTC',
  }
  const addRun = before.prepare(
    'INSERT INTO runs (id, agent_id, created_at, body, plan, settled) VALUES (?, ?, 0, ?, ?, 0)',
  )
  addRun.run('run-1', 'agent-1', JSON.stringify(run), JSON.stringify(plan))
  addRun.run('run-2', 'agent-1', JSON.stringify({ ...run, id: 'run-2' }), null)
  before.close()

  const db = open(companionMigrations.length)
  onTestFinished(() => db.close())
  const agents = createAgentRepository(db)
  const named = { kind: 'named', model }
  expect(agents.find(agentIdSchema.parse('agent-1'))).toEqual(makeAgent({ modelPolicy: { kind: 'named', model } }))
  expect(agents.find(agentIdSchema.parse('agent-2'))?.modelPolicy).toEqual({ kind: 'usual' })
  expect(agents.findRemoved(agentIdSchema.parse('agent-3'))?.modelPolicy).toEqual(named)
  const runs = createRunRepository(db)
  expect(runs.planOf(runIdSchema.parse('run-1'))).toMatchObject({
    agent: { modelPolicy: named, name: old.name },
    model: { reference: model, contextTokens: 9_000, fallbacks: [], choice: null },
  })
  expect(runs.planOf(runIdSchema.parse('run-2'))).toBeNull()
  expect(runs.find(runIdSchema.parse('run-2'))).toMatchObject({ standIns: [], choice: null })
  const body = db.prepare("SELECT body FROM agents WHERE id = 'agent-1'").get()
  expect(body?.['body']).not.toContain('"model":{"providerId":"provider-1"},"missed')
  expect(JSON.parse(String(body?.['body']))).not.toHaveProperty('model')
})
