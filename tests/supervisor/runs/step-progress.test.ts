import { describe, expect, it } from 'vitest'
import { endOfFinished, stateOf } from '../../../electron/supervisor/runs/run-outcome.ts'
import { endedSteps, plannedSteps, withReport } from '../../../electron/supervisor/runs/step-progress.ts'
import { runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import { instantSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import type { StepProgress } from '../../../shared/model/run.ts'
import { birthday, makeAgent, makeRun } from '../../helpers/things.ts'
import { model } from '../../helpers/run-world.ts'

const at = (milliseconds: number) => instantSchema.parse(birthday + milliseconds)
const read = stepIdSchema.parse('read')
const report = (state: 'running' | 'done' | 'failed', done: number) =>
  ({ type: 'step', stepId: read, state, done, total: 5, item: 'a.txt', part: { index: 1, of: 2 } }) as const
const stepOf = (steps: readonly StepProgress[]) => steps.find(({ stepId }) => stepId === read)

describe('the steps of a run', () => {
  const planned = plannedSteps(makeAgent())

  it('are planned in order, with nothing known yet', () => {
    expect(planned.map(({ stepId, kind, state, total }) => [stepId, kind, state, total])).toEqual([
      ['read', 'readFolder', 'planned', null],
      ['summarize', 'summarize', 'planned', null],
      ['write', 'writeDocument', 'planned', null],
    ])
  })

  it('take over what is reported of them, with the times it began and ended', () => {
    const begun = withReport(planned, report('running', 1), at(10))
    expect(stepOf(begun)).toMatchObject({ state: 'running', done: 1, total: 5, startedAt: at(10), endedAt: null })
    const done = withReport(begun, report('done', 5), at(20))
    expect(stepOf(done)).toMatchObject({ state: 'done', done: 5, startedAt: at(10), endedAt: at(20) })
    expect(done.slice(1)).toEqual(planned.slice(1))
  })

  it('keep their times when a resumed run reports them again', () => {
    const done = withReport(withReport(planned, report('running', 1), at(10)), report('done', 5), at(20))
    expect(stepOf(withReport(done, report('done', 5), at(90)))).toMatchObject({ startedAt: at(10), endedAt: at(20) })
    const failed = withReport(withReport(planned, report('running', 1), at(10)), report('failed', 1), at(20))
    expect(stepOf(withReport(failed, report('running', 1), at(90)))).toMatchObject({
      startedAt: at(10),
      endedAt: null,
    })
  })

  it('are no longer at work when the run has ended', () => {
    const begun = withReport(planned, report('running', 2), at(10))
    expect(stepOf(endedSteps(begun, 'failed', at(30)))).toMatchObject({
      state: 'failed',
      done: 2,
      item: null,
      part: null,
      endedAt: at(30),
    })
    expect(stepOf(endedSteps(begun, 'stopped', at(30)))).toMatchObject({ state: 'planned', done: 2, item: null })
    expect(endedSteps(planned, 'failed', at(30))).toEqual(planned)
  })

  it('are unmoved by a report of a step there is not', () => {
    expect(withReport(planned, { ...report('running', 1), stepId: stepIdSchema.parse('x') }, at(1))).toEqual(planned)
  })
})

describe('the word of a runner that it has finished', () => {
  const plan = runPlanSchema.parse({ agent: makeAgent(), model, language: 'en', zone: 'UTC' })
  const deliverable = {
    id: 'd',
    runId: 'run-1',
    stepId: 'write',
    title: 'T',
    path: '/r',
    format: 'md' as const,
    bytes: 1,
    sha256: 'a'.repeat(64),
    createdAt: birthday,
  }

  it('counts when every step that writes has left something', () => {
    const run = makeRun({ deliverables: [deliverable] })
    expect(endOfFinished('partial', plan, run, () => [])).toEqual({ kind: 'succeeded', outcome: 'partial' })
  })

  it('does not count when one has not', () => {
    for (const run of [makeRun(), makeRun({ deliverables: [{ ...deliverable, stepId: 'read' }] })]) {
      expect(endOfFinished('complete', plan, run, () => [])).toMatchObject({
        kind: 'failed',
        error: { code: 'file.notWritten', detail: 'the step write finished without a file' },
      })
    }
  })

  it('counts when that step has kept as its result that there was nothing to write', () => {
    const kept = (value: object | string) => () => [
      { stepId: stepIdSchema.parse('write'), item: '', value: JSON.parse(JSON.stringify(value)) },
    ]
    expect(endOfFinished('nothingToDo', plan, makeRun(), kept({ kind: 'nothing' })).kind).toBe('succeeded')
    expect(endOfFinished('nothingToDo', plan, makeRun(), kept({ kind: 'written' })).kind).toBe('failed')
    expect(endOfFinished('nothingToDo', plan, makeRun(), kept('nothing')).kind).toBe('failed')
  })

  it('becomes the state of the run', () => {
    const error = { code: 'unexpected', params: {}, detail: 'x' } as const
    expect(stateOf({ kind: 'succeeded', outcome: 'partial' })).toEqual({ name: 'succeeded', outcome: 'partial' })
    expect(stateOf({ kind: 'failed', error, cause: 'stepFailed' })).toEqual({ name: 'failed', reason: 'error', error })
    expect(stateOf({ kind: 'stopped', cause: 'stoppedByOwner' })).toEqual({ name: 'stopped' })
  })
})
