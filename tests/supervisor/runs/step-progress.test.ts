import { describe, expect, it } from 'vitest'
import { endOfFinished, stateOf } from '../../../electron/supervisor/runs/run-outcome.ts'
import { endedSteps, plannedSteps, withReport } from '../../../electron/supervisor/runs/step-progress.ts'
import { runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import type { Approval } from '../../../shared/model/approval.ts'
import { instantSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import type { StepProgress } from '../../../shared/model/run.ts'
import { birthday, makeAgent, makeApproval, makeRun } from '../../helpers/things.ts'
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

  const facts = (kept: Record<string, object | string>, approvals: Approval[] = []) => ({
    checkpoints: {
      of: (_: unknown, stepId: string) =>
        kept[stepId] === undefined
          ? []
          : [{ stepId: stepIdSchema.parse(stepId), item: '', value: JSON.parse(JSON.stringify(kept[stepId])) }],
    },
    approvals: { ofStep: () => approvals },
  })
  const done = { read: { kind: 'documents' }, summarize: { kind: 'summaries' }, write: { kind: 'written' } }
  const nothing = { read: { kind: 'nothing' }, summarize: { kind: 'nothing' }, write: { kind: 'nothing' } }

  it('counts when every step has left what it declares', () => {
    const run = makeRun({ deliverables: [deliverable] })
    expect(endOfFinished('partial', plan, run, facts(done))).toEqual({ kind: 'succeeded', outcome: 'partial' })
  })

  it('does not count when one that writes has left no file', () => {
    for (const run of [makeRun(), makeRun({ deliverables: [{ ...deliverable, stepId: 'read' }] })]) {
      expect(endOfFinished('complete', plan, run, facts(done))).toMatchObject({
        kind: 'failed',
        cause: 'incomplete',
        error: { code: 'file.notWritten' },
      })
    }
  })

  it.each(['read', 'summarize', 'write'])('does not count when the step %s kept no result', (missing) => {
    const run = makeRun({ deliverables: [deliverable] })
    const kept = Object.fromEntries(Object.entries(done).filter(([id]) => id !== missing))
    expect(endOfFinished('complete', plan, run, facts(kept))).toMatchObject({ error: { code: 'run.incomplete' } })
  })

  it('knows itself when there was nothing to do, whatever the runner calls it', () => {
    for (const said of ['nothingToDo', 'complete'] as const) {
      expect(endOfFinished(said, plan, makeRun(), facts(nothing))).toEqual({
        kind: 'succeeded',
        outcome: 'nothingToDo',
      })
    }
    const run = makeRun({ deliverables: [deliverable] })
    expect(endOfFinished('nothingToDo', plan, run, facts(done))).toMatchObject({ kind: 'failed' })
    expect(endOfFinished('nothingToDo', plan, makeRun(), facts({ ...nothing, write: 'nothing' })).kind).toBe('failed')
  })

  it('counts for a step that asks only with its owner’s yes', () => {
    const agent = makeAgent({
      steps: [...makeAgent().steps, { id: 'ask', kind: 'approve', from: 'write', message: 'So?' }],
    })
    const asking = { ...plan, agent }
    const run = makeRun({ deliverables: [deliverable] })
    const kept = { ...done, ask: { kind: 'approved' } }
    const answer = (kind: 'approved' | 'refused' | 'expired') =>
      makeApproval({ answer: { kind, at: birthday, reason: '' } })
    expect(endOfFinished('complete', asking, run, facts(kept, [answer('approved')])).kind).toBe('succeeded')
    for (const approvals of [[], [makeApproval()], [answer('refused')], [answer('expired')]]) {
      expect(endOfFinished('complete', asking, run, facts(kept, approvals)).kind).toBe('failed')
    }
  })

  it('becomes the state of the run', () => {
    const error = { code: 'unexpected', params: {}, detail: 'x' } as const
    expect(stateOf({ kind: 'succeeded', outcome: 'partial' })).toEqual({ name: 'succeeded', outcome: 'partial' })
    expect(stateOf({ kind: 'failed', error, cause: 'stepFailed' })).toEqual({ name: 'failed', reason: 'error', error })
    expect(stateOf({ kind: 'stopped', cause: 'stoppedByOwner' })).toEqual({ name: 'stopped' })
  })
})
