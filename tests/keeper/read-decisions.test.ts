import { describe, expect, it } from 'vitest'
import { readDecisions } from '../../electron/keeper/read-decisions.ts'
import { createDeliverableRepository } from '../../electron/storage/companion/deliverables.ts'
import { createRunRepository } from '../../electron/storage/companion/runs.ts'
import { createShownResultRepository } from '../../electron/storage/companion/shown-results.ts'
import { agentIdSchema, instantSchema, runIdSchema, stepIdSchema, zoneSchema } from '../../shared/model/brand.ts'
import { modelReferenceSchema } from '../../shared/model/provider.ts'
import type { LeftOut, Run } from '../../shared/model/run.ts'
import { shownResultSchema } from '../../shared/model/shown-result.ts'
import { openCompanionDatabase } from '../helpers/companion-database.ts'
import { birthday, makeAgent, makeRun } from '../helpers/things.ts'

const agentId = agentIdSchema.parse('agent-1')
const [rowsId, bigId] = ['rows', 'big'].map((id) => stepIdSchema.parse(id))
const model = modelReferenceSchema.parse({ providerId: 'provider-1', model: 'small' })
const doneSteps = (['readTable', 'decide'] as const).map((kind) => ({
  ...{ stepId: kind === 'decide' ? 'big' : 'rows', kind, state: 'done' as const, done: 1, total: 1 },
  ...{ item: null, part: null, startedAt: birthday, endedAt: birthday },
}))
const plan = { reference: model, label: 'small', contextTokens: 8_000, practice: false, fallbacks: [], choice: null }
const zone = zoneSchema.parse('UTC')

/** Runs that read a table and asked a model which rows are big; each amount is one row. */
function setUp() {
  const db = openCompanionDatabase([makeAgent()]).db()
  const [runs, results] = [createRunRepository(db), createShownResultRepository(db)]
  const row = (amount: number) => ({ name: `row ${amount}`, text: null, values: { amount }, doubtful: [], source: '' })
  const shown = (stepId: string, amounts: readonly number[]) =>
    shownResultSchema.parse({
      ...{ stepId, columns: [{ name: 'amount', type: 'number' }] },
      ...{ rows: amounts.slice(0, 20).map(row), count: amounts.length },
    })
  return {
    add(id: string, amounts: readonly number[], passed: readonly number[], changes: Partial<Run> = {}) {
      const run = makeRun({
        id,
        state: { name: 'succeeded', outcome: 'complete' },
        steps: doneSteps,
        model,
        ...changes,
      })
      runs.add(run, { agent: makeAgent(), model: plan, language: 'en', zone }, 'startedByHand')
      results.keep(runIdSchema.parse(id), agentId, shown('rows', amounts), birthday)
      if (passed.length > 0) results.keep(runIdSchema.parse(id), agentId, shown('big', passed), birthday)
    },
    leaveOut: (id: string, what: LeftOut) => createDeliverableRepository(db).leaveOut(runIdSchema.parse(id), what),
    read: (since: number = birthday) =>
      readDecisions(db, {
        steps: [{ agentId, stepId: bigId ?? raise(), from: rowsId ?? raise(), since: instantSchema.parse(since) }],
      }).told,
  }
}

function raise(): never {
  throw new Error('no step')
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1)

describe('decisions a model made', () => {
  it('that a comparison tells are found over several runs, also where nothing passed, and where only the first rows were kept', () => {
    const { add, read } = setUp()
    add('run-1', [3, 40, 7, 55, 9, 61], [40, 55, 61])
    add('run-2', [2, 4, 8], [])
    expect(read()).toEqual([])
    add(
      'run-3',
      upTo(60),
      upTo(60).filter((amount) => amount >= 15),
    )
    expect(read()).toEqual([
      {
        ...{ agentId, stepId: 'big', things: 29 },
        comparison: { kind: 'compare', column: 'amount', operator: 'atLeast', value: '15' },
      },
    ])
  })

  it('count since the agent was changed, and from runs that left nothing out and did that step', () => {
    const passed = upTo(20).filter((amount) => amount >= 15)
    const { add, read } = setUp()
    add('run-1', upTo(20), passed)
    expect(read()).toHaveLength(1)
    expect(read(birthday + 1)).toEqual([])
    const left = setUp()
    const error = { code: 'model.badAnswer', params: {}, detail: '' } as const
    left.add('run-1', upTo(20), passed)
    left.leaveOut('run-1', { item: 'row 3', error })
    left.add('run-2', upTo(20), passed, { steps: makeRun({ steps: doneSteps.slice(0, 1) }).steps })
    expect(left.read()).toEqual([])
  })

  it('say nothing of rows that look the same and went different ways', () => {
    const { add, read } = setUp()
    add('run-1', [...upTo(19), 15], [15, 16, 17, 18, 19])
    add('run-2', upTo(20), [15, 16, 17, 18, 19, 20])
    expect(read()).toMatchObject([{ things: 38, comparison: { operator: 'atLeast', value: '15' } }])
  })
})
