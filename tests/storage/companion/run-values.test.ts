import { describe, expect, it } from 'vitest'
import { readHistory } from '../../../electron/keeper/read-history.ts'
import { readValue } from '../../../electron/keeper/read-value.ts'
import { createDeliverableRepository } from '../../../electron/storage/companion/deliverables.ts'
import { findRuns } from '../../../electron/storage/companion/find-runs.ts'
import { companionMigrations } from '../../../electron/storage/companion/migrations.ts'
import { createRunValueRepository, readValueRows } from '../../../electron/storage/companion/run-values.ts'
import { createRunRepository, runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import { agentIdSchema, deliverableIdSchema, runIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { hourlyRateSchema } from '../../../shared/model/hourly-rate.ts'
import { noTokens, noUsage, spentSchema } from '../../../shared/model/usage.ts'
import type { Deliverable, Run } from '../../../shared/model/run.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { at, birthday, makeAgent, makeRun } from '../../helpers/things.ts'

const agentId = agentIdSchema.parse('agent-1')
const spentOf = (micros: number) => [spentSchema.parse({ currency: 'USD', micros, estimatedMicros: 0 })]
const facts = (run: string, changes: object = {}) => ({
  runId: runIdSchema.parse(run),
  agentId,
  agentName: 'Invoices',
  job: 'documents' as const,
  endedAt: at('2026-11-02T08:00:00Z'),
  day: '2026-11-02',
  end: 'complete' as const,
  estimatedMinutes: 20,
  isNew: false,
  deliverables: 1,
  spent: spentOf(50),
  unpricedCalls: 0,
  ...changes,
})
const first = runIdSchema.parse('first')

describe('what runs were worth', () => {
  it('is kept as it was when the run ended; only what it did and cost is told anew', () => {
    const db = openCompanionDatabase([]).db()
    const values = createRunValueRepository(db)
    expect(values.keep(facts('first'))).toBe(true)
    expect(values.keep(facts('first'))).toBe(false)
    const later = { estimatedMinutes: 99, day: '2026-12-01', agentName: 'Other', spent: spentOf(70) }
    expect(values.keep(facts('first', later))).toBe(true)
    expect([...readValueRows(db, null, null)]).toMatchObject([
      { runId: 'first', estimatedMinutes: 20, day: '2026-11-02', agentName: 'Invoices', spent: spentOf(70) },
    ])
  })

  it('keeps what the owner says of it beside, and the first time it was looked at and opened', () => {
    const values = createRunValueRepository(openCompanionDatabase([]).db())
    values.keep(facts('first'))
    values.keep(facts('empty', { deliverables: 0 }))
    expect(values.unread()).toBe(1)
    expect(values.mark(runIdSchema.parse('strange'), { at: birthday, read: true })).toBeNull()
    values.mark(first, { at: at('2026-11-03T00:00:00Z'), read: true, opened: true })
    values.mark(first, { at: at('2026-11-04T00:00:00Z'), read: true, opened: true, confirmedMinutes: 0 })
    values.mark(first, { at: at('2026-11-04T00:00:00Z'), verdict: 'accepted', undone: true })
    values.keep(facts('first', { spent: spentOf(1) }))
    expect(values.unread()).toBe(0)
    expect(values.marksOf([first])).toEqual([
      {
        runId: first,
        verdict: 'accepted',
        estimatedMinutes: 20,
        confirmedMinutes: 0,
        isNew: false,
        undone: true,
        readAt: at('2026-11-03T00:00:00Z'),
        openedAt: at('2026-11-03T00:00:00Z'),
      },
    ])
    values.mark(first, { at: birthday, read: false, verdict: null, confirmedMinutes: null })
    expect(values.marksOf([first])).toMatchObject([{ verdict: null, confirmedMinutes: null, readAt: null }])
    expect(values.unread()).toBe(1)
  })

  it('is summed by days, months, agents and jobs', () => {
    const db = openCompanionDatabase([]).db()
    const values = createRunValueRepository(db)
    values.keep(facts('first'))
    values.keep(facts('second', { day: '2026-12-01', job: 'other', unpricedCalls: 2 }))
    values.keep(facts('old', { day: '2025-01-01' }))
    values.mark(first, { at: birthday, confirmedMinutes: 30 })
    const terms = {
      hourlyRates: [hourlyRateSchema.parse({ currency: 'USD', micros: 18_000_000, from: null })],
      exchangeRates: [],
    }
    const report = readValue(db, { from: '2026-11-01', to: null, ...terms })
    expect(report.total).toMatchObject({
      runs: 2,
      unpricedRuns: 1,
      value: { confirmed: 9_000_000 - 50, estimated: 6_000_000 - 50 },
    })
    expect(report.months.map(({ month }) => month)).toEqual(['2026-11', '2026-12'])
    expect(report.agents).toMatchObject([{ agentId, agentName: 'Invoices', value: { runs: 2 } }])
    expect(report.jobs.map(({ job }) => job)).toEqual(['documents', 'other'])
    expect(readValue(db, { from: null, to: '2025-12-31', ...terms }).total.runs).toBe(1)
  })

  it('knows what the owner said last that an agent saves', () => {
    const values = createRunValueRepository(openCompanionDatabase([]).db())
    expect(values.minutesOf(agentId)).toBeNull()
    values.setMinutes(agentId, 15)
    values.setMinutes(agentId, 25)
    expect(values.minutesOf(agentId)).toBe(25)
  })
})

const plan = runPlanSchema.parse({
  agent: makeAgent(),
  model: { reference: makeRun().model, label: 'm', contextTokens: 1_000, practice: false },
  language: 'en',
  zone: 'UTC',
})
const succeeded = { name: 'succeeded', outcome: 'complete' } as const

function addRun(db: ReturnType<ReturnType<typeof openCompanionDatabase>['db']>, changes: object): Run {
  const runs = createRunRepository(db)
  const run = makeRun(changes)
  runs.add({ ...run, state: { name: 'queued' } }, plan, 'startedByHand')
  if (run.endedAt !== null) runs.change(run, { at: birthday, cause: 'finished', settled: true })
  return run
}

function made(runId: string, format: Deliverable['format']): Deliverable {
  return {
    id: deliverableIdSchema.parse(`made-${runId}`),
    runId: runIdSchema.parse(runId),
    stepId: stepIdSchema.parse('write'),
    title: 'Twelve rows',
    path: `/reports/twelve.${format}`,
    format,
    bytes: 1,
    sha256: 'a'.repeat(64),
    createdAt: birthday,
  }
}

describe('runs from before', () => {
  it('are taken over without an estimate and as looked at, and live ones are not', () => {
    const db = openCompanionDatabase([makeAgent()]).db()
    addRun(db, { id: 'done', state: succeeded, endedAt: at('2026-05-01T12:00:00Z') })
    const error = { code: 'approval.refused', params: {}, detail: '' } as const
    addRun(db, { id: 'no', state: { name: 'failed', reason: 'refused', error }, endedAt: birthday })
    addRun(db, { id: 'skipped', state: { name: 'skipped', error }, endedAt: birthday })
    addRun(db, { id: 'live', endedAt: null })
    db.exec('DROP TABLE run_values; DROP TABLE agent_minutes')
    db.exec(companionMigrations.find(({ version }) => version === 15)?.sql ?? '')
    expect([...readValueRows(db, null, null)].map(({ runId, end }) => [runId, end]).sort()).toEqual([
      ['done', 'complete'],
      ['no', 'refused'],
    ])
    const values = createRunValueRepository(db)
    expect(values.unread()).toBe(0)
    expect(values.missing()).toEqual(['skipped'])
  })
})

describe('how runs went', () => {
  it('is read for each agent, the newest first, with what they failed with and used', () => {
    const db = openCompanionDatabase([makeAgent()]).db()
    const values = createRunValueRepository(db)
    const error = { code: 'folder.missing', params: {}, detail: '' } as const
    const usage = { ...noUsage, calls: 2, tokens: { ...noTokens, input: 7 } }
    addRun(db, { id: 'bad', state: { name: 'failed', reason: 'error', error }, endedAt: birthday, usage })
    addRun(db, { id: 'sent', state: succeeded, endedAt: birthday })
    createDeliverableRepository(db).add(made('sent', 'mail'), null)
    addRun(db, { id: 'file', state: succeeded, endedAt: birthday })
    createDeliverableRepository(db).add(made('file', 'pdf'), null)
    const on = (endedAt: string) => ({ endedAt: at(endedAt), day: endedAt.slice(0, 10) })
    values.keep(facts('old', on('2026-08-01T00:00:00Z')))
    values.keep(facts('gone', on('2026-11-01T00:00:00Z')))
    values.keep(facts('bad', { ...on('2026-11-05T00:00:00Z'), end: 'failed' }))
    values.keep(facts('sent', on('2026-11-03T00:00:00Z')))
    values.keep(facts('file', on('2026-11-04T00:00:00Z')))
    values.keep(facts('other', { agentId: agentIdSchema.parse('agent-2') }))
    values.mark(runIdSchema.parse('file'), { at: birthday, read: true })
    const { histories } = readHistory(db, { since: '2026-09-01', perAgent: 100 })
    expect(histories.map((each) => each.agentId)).toEqual(['agent-1', 'agent-2'])
    expect(histories[0]?.runs).toMatchObject([
      { runId: 'bad', code: 'folder.missing', calls: 2, tokens: { input: 7 }, hasFile: false, isSeen: false },
      { runId: 'file', code: null, hasFile: true, isSeen: true },
      { runId: 'sent', hasFile: false },
      { runId: 'gone', calls: 0, tokens: noTokens, spent: spentOf(50) },
    ])
    expect(readHistory(db, { since: '2026-09-01', perAgent: 1 }).histories[0]?.runs).toHaveLength(1)
  })
})

describe('a search', () => {
  it('finds runs by all words, wherever they stand, the newest first', () => {
    const db = openCompanionDatabase([makeAgent()]).db()
    const ids = ['a', 'b', 'c'].map((id, index) => {
      const run = addRun(db, {
        id,
        agentName: index === 0 ? 'Invoices to table' : '报价 50%',
        createdAt: birthday + index,
        state: succeeded,
        endedAt: birthday + 10,
      })
      return run.id
    })
    createDeliverableRepository(db).add(made('a', 'xlsx'), 'Nordhaus GmbH 1,284.50')
    expect(ids).toHaveLength(3)
    expect(findRuns(db, ['nordhaus', 'INVOICES'], 10)).toEqual(['a'])
    expect(findRuns(db, ['报价'], 10)).toEqual(['c', 'b'])
    expect(findRuns(db, ['报价'], 1)).toEqual(['c'])
    expect(findRuns(db, ['50%'], 10)).toEqual(['c', 'b'])
    expect(findRuns(db, ['5_%'], 10)).toEqual([])
    expect(findRuns(db, ["'"], 10)).toEqual([])
  })
})
