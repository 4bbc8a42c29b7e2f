import { describe, expect, it } from 'vitest'
import { createActRepository } from '../../../electron/storage/companion/acts.ts'
import { createCheckpointRepository } from '../../../electron/storage/companion/checkpoints.ts'
import { createRunRepository, runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import { instantSchema, runIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { birthday, makeAgent, makeRun } from '../../helpers/things.ts'

const agent = makeAgent()
const read = stepIdSchema.parse('read')
const write = stepIdSchema.parse('write')
const first = runIdSchema.parse('run-1')
const second = runIdSchema.parse('run-2')
const model = {
  reference: { providerId: 'practice', model: 'practice' },
  label: 'P',
  contextTokens: 8_000,
  practice: true,
}

function setUp() {
  const database = openCompanionDatabase([agent])
  const runs = createRunRepository(database.db())
  const plan = runPlanSchema.parse({ agent, model, language: 'en', zone: 'UTC' })
  for (const id of [first, second]) {
    runs.add(makeRun({ id, createdAt: instantSchema.parse(birthday + (id === second ? 1 : 0)) }), plan, 'startedByHand')
  }
  return { database, checkpoints: createCheckpointRepository(database.db()), acts: createActRepository(database.db()) }
}

describe('checkpoints', () => {
  it('are kept by run, step and name, in the order they were first kept', () => {
    const { database, checkpoints } = setUp()
    expect(checkpoints.keep(first, { stepId: read, item: 'b', value: { pages: [1, null] } })).toBe(true)
    expect(checkpoints.keep(first, { stepId: read, item: 'a', value: 'text' })).toBe(true)
    checkpoints.keep(first, { stepId: write, item: 'b', value: 1 })
    checkpoints.keep(second, { stepId: read, item: 'b', value: 2 })
    const again = createCheckpointRepository(database.reopen())
    expect(again.of(first, read)).toEqual([
      { stepId: read, item: 'b', value: { pages: [1, null] } },
      { stepId: read, item: 'a', value: 'text' },
    ])
    expect(again.of(second, read)).toEqual([{ stepId: read, item: 'b', value: 2 }])
    expect(again.of(second, write)).toEqual([])
  })

  it('of one name are one: the value kept last', () => {
    const { checkpoints } = setUp()
    expect(checkpoints.keep(first, { stepId: read, item: 'a', value: 1 })).toBe(true)
    expect(checkpoints.keep(first, { stepId: read, item: 'a', value: 2 })).toBe(false)
    expect(checkpoints.of(first, read)).toEqual([{ stepId: read, item: 'a', value: 2 }])
  })

  it('belong to a run', () => {
    const { checkpoints } = setUp()
    const nobody = runIdSchema.parse('nobody')
    expect(() => checkpoints.keep(nobody, { stepId: read, item: 'a', value: 1 })).toThrow(/FOREIGN KEY/)
  })
})

describe('the journal of acts', () => {
  const act = (changes: Partial<{ path: string; sha256: string }> = {}) => ({
    stepId: write,
    item: 'report',
    path: '/reports/Summary.md',
    sha256: 'one',
    bytes: 10,
    ...changes,
  })

  it('keeps the place of the first try, so that a resumed run writes the same file', () => {
    const { acts } = setUp()
    expect(acts.begin(first, act(), birthday)).toEqual({ path: '/reports/Summary.md', done: false })
    const again = acts.begin(first, act({ path: '/reports/Summary (2).md', sha256: 'two' }), birthday)
    expect(again).toEqual({ path: '/reports/Summary.md', done: false })
    expect(acts.of(first)).toMatchObject([{ ...act({ sha256: 'two' }), done: false, change: 'create', undone: null }])
  })

  it('says that an act is done once its end was stored', () => {
    const { database, acts } = setUp()
    acts.begin(first, act(), birthday)
    expect(acts.end(first, { stepId: write, item: 'report' }, birthday)).toBe(true)
    const again = createActRepository(database.reopen())
    expect(again.begin(first, act({ path: '/elsewhere', sha256: 'two' }), birthday)).toEqual({
      path: '/reports/Summary.md',
      done: true,
    })
    expect(again.of(first)).toMatchObject([{ ...act(), done: true }])
    expect(again.end(first, { stepId: write, item: 'report' }, birthday)).toBe(true)
  })

  it('knows no end without a beginning', () => {
    const { acts } = setUp()
    expect(acts.end(first, { stepId: write, item: 'report' }, birthday)).toBe(false)
    expect(acts.of(first)).toEqual([])
  })

  it('keeps runs apart and remembers the places of an agent, the newest first', () => {
    const { acts } = setUp()
    acts.begin(first, act({ path: '/reports/old.md' }), birthday)
    expect(acts.begin(second, act({ path: '/reports/new.md' }), birthday)).toEqual({
      path: '/reports/new.md',
      done: false,
    })
    expect(acts.placesOf(agent.id)).toEqual(['/reports/new.md', '/reports/old.md'])
    expect(acts.placesOf(makeAgent({ id: 'other' }).id)).toEqual([])
  })
})
