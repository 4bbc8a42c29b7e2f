import { describe, expect, it } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createRunValueRepository, readValueRows } from '../../../electron/storage/companion/run-values.ts'
import { createValueService } from '../../../electron/supervisor/value/value-service.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { modelReferenceSchema, practiceModelName, practiceProviderId } from '../../../shared/model/provider.ts'
import type { Run } from '../../../shared/model/run.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent, makeRun } from '../../helpers/things.ts'

const complete = { name: 'succeeded', outcome: 'complete' } as const
const usd = currencySchema.parse('USD')
const model = modelReferenceSchema.parse({ providerId: 'provider-1', model: 'deepseek-chat' })

function setUp() {
  const db = openCompanionDatabase([]).db()
  const repository = createRunValueRepository(db)
  const clock = createFakeClock(at('2026-05-01T20:00:00Z'), 'Asia/Shanghai')
  const events: AppEvent[] = []
  const runs = new Map<string, Run>()
  const calls: unknown[] = []
  let settings = defaultSettings
  const service = createValueService({
    repository,
    reader: {
      call(name, args) {
        calls.push({ name, args })
        return Promise.reject(new Error('no process here'))
      },
    },
    companionPath: '/data/companion.db',
    readRun(runId) {
      const run = runs.get(runId)
      if (run === undefined) throw new Error('run.missing')
      return run
    },
    templateOf: (agentId) =>
      agentId === 'strange' ? null : { job: 'documents', estimatedMinutes: 20, newPossibility: agentId === 'new' },
    settings: {
      current: () => settings,
      save(changes) {
        settings = { ...settings, hourlyRates: changes.hourlyRates ?? settings.hourlyRates }
        return settings
      },
    },
    publish: (event) => events.push(event),
    clock,
  })
  const end = (id: string, changes: object = {}) => {
    const run = makeRun({
      id,
      model,
      state: complete,
      endedAt: clock.now(),
      ...changes,
    })
    runs.set(id, run)
    service.observe({ type: 'run.saved', run })
    return run
  }
  return { service, db, runs, clock, events, end, calls, rows: () => [...readValueRows(db, null, null)] }
}

const one = runIdSchema.parse('one')

describe('the value of a run', () => {
  it('is kept when it ends, on the day of the PC, with its agent’s estimate', () => {
    const { end, rows, events } = setUp()
    end('one')
    end('live', { state: { name: 'running' }, endedAt: null })
    expect(rows()).toMatchObject([
      { runId: 'one', day: '2026-05-02', estimatedMinutes: 20, job: 'documents', end: 'complete', spent: [] },
    ])
    expect(events).toMatchObject([{ type: 'result.marked', mark: { runId: 'one', readAt: null } }])
  })

  it('takes its final cost when that is known, and nothing else', () => {
    const { end, rows, events, clock } = setUp()
    const run = end('one')
    clock.advance(86_400_000)
    const spent = [{ currency: usd, micros: 12, estimatedMicros: 0 }]
    end('one', { endedAt: run.endedAt, usage: { ...noUsage, spent } })
    end('one', { endedAt: run.endedAt, usage: { ...noUsage, spent } })
    expect(rows()).toMatchObject([{ day: '2026-05-02', spent }])
    expect(events).toHaveLength(2)
  })

  it('has no estimate where the practice model wrote, or nobody knows', () => {
    const { end, rows } = setUp()
    end('practice', { model: { providerId: practiceProviderId, model: practiceModelName } })
    end('strange', { agentId: 'strange' })
    end('new', { agentId: 'new' })
    expect(rows().map(({ estimatedMinutes, job, isNew }) => [estimatedMinutes, job, isNew])).toEqual([
      [null, 'documents', false],
      [null, 'other', false],
      [20, 'documents', true],
    ])
  })

  it('is what the owner says, and what they said is the estimate of the agent’s next runs', () => {
    const { service, end, rows } = setUp()
    end('one')
    expect(service.mark(one, { confirmedMinutes: 15 })).toMatchObject({ confirmedMinutes: 15, estimatedMinutes: 20 })
    end('two')
    expect(rows().map(({ estimatedMinutes, confirmedMinutes }) => [estimatedMinutes, confirmedMinutes])).toEqual([
      [20, 15],
      [15, null],
    ])
    expect(service.mark(runIdSchema.parse('strange'), { verdict: 'useless' })).toBeNull()
  })

  it('tells the page how many results wait to be looked at', () => {
    const { service, end, events } = setUp()
    const deliverables = [
      {
        id: 'd',
        runId: 'one',
        stepId: 'write',
        title: 'Report',
        path: '/r.md',
        format: 'md',
        bytes: 1,
        sha256: 'a'.repeat(64),
        createdAt: at('2026-05-01T00:00:00Z'),
      },
    ]
    end('one', { deliverables })
    expect(events.at(-1)).toMatchObject({ unread: 1 })
    service.mark(one, { read: true })
    expect(events.at(-1)).toMatchObject({ unread: 0, mark: { readAt: at('2026-05-01T20:00:00Z') } })
  })

  it('keeps what was missed when the app went away', () => {
    const { service, rows, db, runs } = setUp()
    const run = makeRun({ id: 'one', model, endedAt: at('2026-05-01T12:00:00Z'), state: complete })
    createAgentRepository(db).save(makeAgent({ id: run.agentId }))
    db.prepare('INSERT INTO runs VALUES (?, ?, ?, ?, NULL, 1)').run(run.id, run.agentId, run.createdAt, '{}')
    runs.set(run.id, run)
    service.start()
    expect(rows()).toMatchObject([{ runId: 'one', day: '2026-05-01', estimatedMinutes: 20 }])
  })
})

describe('the hourly rate', () => {
  it('is dated: a new one leaves the days before as they were', () => {
    const { service, clock } = setUp()
    expect(service.setRate({ currency: usd, micros: 10 }).hourlyRates).toEqual([
      { currency: 'USD', micros: 10, from: null },
    ])
    clock.advance(86_400_000)
    expect(service.setRate({ currency: usd, micros: 20 }).hourlyRates).toEqual([
      { currency: 'USD', micros: 10, from: null },
      { currency: 'USD', micros: 20, from: '2026-05-03' },
    ])
  })
})

describe('a search', () => {
  it('asks for nothing without words, and for all of them otherwise', async () => {
    const { service, calls } = setUp()
    expect(await service.search('  ')).toEqual([])
    await expect(service.search(' two  words ')).rejects.toThrow('no process here')
    expect(calls).toEqual([
      { name: 'search', args: { path: '/data/companion.db', words: ['two', 'words'], limit: 50 } },
    ])
  })
})
