import { describe, expect, it } from 'vitest'
import { createCheckpointRepository } from '../../../electron/storage/companion/checkpoints.ts'
import { createDeliverableRepository } from '../../../electron/storage/companion/deliverables.ts'
import { createRunRepository, type RunPlan, runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import {
  agentIdSchema,
  deliverableIdSchema,
  instantSchema,
  runIdSchema,
  stepIdSchema,
} from '../../../shared/model/brand.ts'
import { type Deliverable, deliverableSchema, type LeftOut } from '../../../shared/model/run.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { birthday, makeAgent, makeRun } from '../../helpers/things.ts'

const agent = makeAgent()
const other = makeAgent({ id: 'agent-2' })
const plan: RunPlan = runPlanSchema.parse({
  agent,
  model: {
    reference: { providerId: 'practice', model: 'practice' },
    label: 'Practice',
    contextTokens: 8_000,
    practice: true,
  },
  language: 'zh-CN',
  zone: 'Asia/Shanghai',
})
const later = (milliseconds: number) => instantSchema.parse(birthday + milliseconds)
const runId = runIdSchema.parse('run-1')

function setUp() {
  const database = openCompanionDatabase([agent, other])
  return { database, runs: createRunRepository(database.db()) }
}

function makeDeliverable(changes: Partial<Deliverable> = {}): Deliverable {
  const sha256 = 'a'.repeat(64)
  const fields = {
    id: 'd1',
    runId: 'run-1',
    stepId: 'write',
    title: 'T',
    path: '/r/T.md',
    format: 'md',
    bytes: 3,
    sha256,
  }
  return deliverableSchema.parse({ ...fields, createdAt: birthday, ...changes })
}

describe('runs as rows', () => {
  it('come back as they were after a restart, with the plan they were created with', () => {
    const { database, runs } = setUp()
    const run = makeRun({ steps: [], usage: { ...noUsage, calls: 2 } })
    runs.add(run, plan, 'startedByHand')
    const again = createRunRepository(database.reopen())
    expect(again.find(run.id)).toEqual(run)
    expect(again.planOf(run.id)).toEqual(plan)
    expect(again.live()).toEqual([run])
    expect(again.find(runIdSchema.parse('nobody'))).toBeNull()
  })

  it('are added once and for an agent that exists', () => {
    const { runs } = setUp()
    runs.add(makeRun(), plan, 'startedByHand')
    expect(() => runs.add(makeRun(), plan, 'startedByHand')).toThrow(/UNIQUE/)
    expect(() => runs.add(makeRun({ id: 'run-2', agentId: 'nobody' }), plan, 'startedByHand')).toThrow(/FOREIGN KEY/)
    expect(runs.live()).toHaveLength(1)
  })

  it('keep every change of state with its time, in order', () => {
    const { runs } = setUp()
    const run = makeRun()
    runs.add(run, plan, 'startedByHand')
    runs.change({ ...run, state: { name: 'running' } }, { at: later(5), cause: 'placeFree', settled: false })
    runs.change(
      { ...run, state: { name: 'waiting', for: 'network' } },
      { at: later(6), cause: 'noNetwork', settled: false },
    )
    // The clock was turned back meanwhile: the order is that of what happened.
    runs.change({ ...run, state: { name: 'running' } }, { at: later(1), cause: 'waitOver', settled: false })
    expect(runs.changesOf(run.id)).toEqual([
      { at: birthday, state: { name: 'queued' }, cause: 'startedByHand' },
      { at: later(5), state: { name: 'running' }, cause: 'placeFree' },
      { at: later(6), state: { name: 'waiting', for: 'network' }, cause: 'noNetwork' },
      { at: later(1), state: { name: 'running' }, cause: 'waitOver' },
    ])
  })

  it('are live until they end; then their plan and checkpoints go', () => {
    const { database, runs } = setUp()
    const checkpoints = createCheckpointRepository(database.db())
    const run = makeRun()
    runs.add(run, plan, 'startedByHand')
    checkpoints.keep(run.id, { stepId: stepIdSchema.parse('read'), item: 'a', value: 1 })
    runs.change({ ...run, state: { name: 'running' } }, { at: later(1), cause: 'finished', settled: false })
    expect(runs.live()).toHaveLength(1)
    runs.change(
      { ...run, state: { name: 'succeeded', outcome: 'complete' } },
      { at: later(2), cause: 'finished', settled: true },
    )
    expect(runs.live()).toEqual([])
    expect(runs.planOf(run.id)).toBeNull()
    expect(checkpoints.of(run.id, stepIdSchema.parse('read'))).toEqual([])
    expect(runs.unsettled()).toEqual([])
  })

  it('owe their final usage until it is stored', () => {
    const { runs } = setUp()
    const run = makeRun()
    runs.add(run, plan, 'startedByHand')
    expect(runs.unsettled()).toEqual([])
    runs.change({ ...run, state: { name: 'stopped' } }, { at: later(1), cause: 'finished', settled: false })
    expect(runs.unsettled()).toEqual([runId])
    runs.settle(run.id, { ...noUsage, calls: 4 })
    expect(runs.unsettled()).toEqual([])
    expect(runs.find(run.id)?.usage.calls).toBe(4)
    expect(runs.find(run.id)?.state).toEqual({ name: 'stopped' })
  })

  it('change all or nothing', () => {
    const { database, runs } = setUp()
    const run = makeRun()
    runs.add(run, plan, 'startedByHand')
    database.db().exec(`CREATE TRIGGER refuse BEFORE INSERT ON run_changes BEGIN SELECT RAISE(ABORT, 'refused'); END`)
    expect(() =>
      runs.change({ ...run, state: { name: 'stopped' } }, { at: later(1), cause: 'finished', settled: true }),
    ).toThrow('refused')
    expect(runs.find(run.id)?.state).toEqual({ name: 'queued' })
    expect(runs.planOf(run.id)).not.toBeNull()
    expect(() => runs.add(makeRun({ id: 'run-2' }), plan, 'startedByHand')).toThrow('refused')
    expect(runs.find(runIdSchema.parse('run-2'))).toBeNull()
  })

  it('that hold something unreadable are said to be damaged, not guessed', () => {
    const { database, runs } = setUp()
    runs.add(makeRun(), plan, 'startedByHand')
    database.db().exec(`UPDATE runs SET body = '{"id":"run-1"}'`)
    expect(() => runs.find(runId)).toThrow('storage.damaged')
  })
})

describe('a list of runs', () => {
  function fill() {
    const { runs } = setUp()
    // Three in one millisecond, as when a wake starts several.
    const times = [1, 2, 3, 3, 3, 4, 5]
    times.forEach((time, index) => {
      runs.add(
        makeRun({ id: `run-${index}`, createdAt: later(time), agentId: index === 0 ? 'agent-2' : 'agent-1' }),
        plan,
        'startedByHand',
      )
    })
    return runs
  }
  const idsOf = ({ runs }: { runs: readonly { id: string }[] }) => runs.map(({ id }) => id)

  it('begins with the newest and says whether there is more', () => {
    const page = fill().list({ before: null, agentId: null, limit: 2 })
    expect(idsOf(page)).toEqual(['run-6', 'run-5'])
    expect(page.more).toBe(true)
  })

  it('never loses a run between two pages', () => {
    const runs = fill()
    for (const limit of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const seen: string[] = []
      let page = runs.list({ before: null, agentId: null, limit })
      for (;;) {
        seen.push(...idsOf(page))
        const last = page.runs.at(-1)
        if (!page.more || last === undefined) break
        page = runs.list({ before: last.createdAt, agentId: null, limit })
      }
      expect(seen, `pages of ${limit}`).toEqual(['run-6', 'run-5', 'run-4', 'run-3', 'run-2', 'run-1', 'run-0'])
    }
  })

  it('may be of one agent', () => {
    const runs = fill()
    expect(idsOf(runs.list({ before: null, agentId: agentIdSchema.parse('agent-2'), limit: 3 }))).toEqual(['run-0'])
    expect(runs.list({ before: null, agentId: agentIdSchema.parse('nobody'), limit: 3 })).toEqual({
      runs: [],
      more: false,
    })
  })
})

describe('what a run leaves behind', () => {
  const leftOut = (item: string, code: LeftOut['error']['code'] = 'document.empty'): LeftOut => ({
    item,
    error: { code, params: {}, detail: '' },
  })

  it('is part of its record', () => {
    const { database, runs } = setUp()
    const deliverables = createDeliverableRepository(database.db())
    runs.add(makeRun(), plan, 'startedByHand')
    expect(deliverables.add(makeDeliverable(), '# T')).toBe(true)
    expect(deliverables.leaveOut(runId, leftOut('a.txt'))).toBe(true)
    const run = runs.find(runId)
    expect(run?.deliverables).toEqual([makeDeliverable()])
    expect(run?.leftOut).toEqual([leftOut('a.txt')])
    expect(deliverables.find(makeDeliverable().id)).toEqual(makeDeliverable())
    expect(deliverables.previewOf(makeDeliverable().id)).toBe('# T')
  })

  it('is kept once, however often it is named, and the newest word counts', () => {
    const { database, runs } = setUp()
    const deliverables = createDeliverableRepository(database.db())
    runs.add(makeRun(), plan, 'startedByHand')
    deliverables.add(makeDeliverable(), null)
    deliverables.add(makeDeliverable({ path: '/r/T (2).md' }), null)
    expect(runs.find(runId)?.deliverables.map(({ path }) => path)).toEqual(['/r/T (2).md'])
    expect(deliverables.leaveOut(runId, leftOut('a.txt'))).toBe(true)
    expect(deliverables.leaveOut(runId, leftOut('a.txt'))).toBe(false)
    expect(deliverables.leaveOut(runId, leftOut('a.txt', 'document.broken'))).toBe(true)
    expect(runs.find(runId)?.leftOut).toHaveLength(2)
  })

  it('cannot take the place of what another run made', () => {
    const { database, runs } = setUp()
    const deliverables = createDeliverableRepository(database.db())
    runs.add(makeRun(), plan, 'startedByHand')
    runs.add(makeRun({ id: 'run-2' }), plan, 'startedByHand')
    deliverables.add(makeDeliverable(), null)
    expect(deliverables.add(makeDeliverable({ runId: runIdSchema.parse('run-2'), path: '/x' }), null)).toBe(false)
    expect(deliverables.find(makeDeliverable().id)?.path).toBe('/r/T.md')
    expect(deliverables.find(deliverableIdSchema.parse('nothing'))).toBeNull()
    expect(deliverables.previewOf(deliverableIdSchema.parse('nothing'))).toBeNull()
  })

  it('is listed up to 500 things left out; the others are counted', () => {
    const { database, runs } = setUp()
    const deliverables = createDeliverableRepository(database.db())
    runs.add(makeRun(), plan, 'startedByHand')
    for (let index = 0; index < 503; index += 1) deliverables.leaveOut(runId, leftOut(`${index}.txt`))
    const run = runs.find(runId)
    expect(run?.leftOut).toHaveLength(500)
    expect(run?.leftOut[0]?.item).toBe('0.txt')
    expect(run?.leftOutMore).toBe(3)
  })
})
