import { z } from 'zod'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { Run, RunCause, RunState } from '../../../shared/model/run.ts'
import type { RunnerReport } from '../../runner/protocol.ts'
import type { StoredCheckpoint } from '../../storage/companion/checkpoints.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'

type Outcome = Extract<RunnerReport, { type: 'finished' }>['outcome']

/** How a run came to its end. */
export type RunEnd =
  | { kind: 'succeeded'; outcome: Outcome }
  | { kind: 'failed'; error: AppError; cause: RunCause }
  | { kind: 'stopped'; cause: RunCause }

/** The state of a run that ended so. */
export function stateOf(end: RunEnd): RunState {
  switch (end.kind) {
    case 'succeeded':
      return { name: 'succeeded', outcome: end.outcome }
    case 'failed':
      return { name: 'failed', reason: end.error.code === 'budget.reached' ? 'cap' : 'error', error: end.error }
    case 'stopped':
      return { name: 'stopped' }
  }
}

/** What brought that end about, for the run's timeline. */
export function causeOf(end: RunEnd): RunCause {
  if (end.kind !== 'succeeded') return end.cause
  return end.outcome === 'nothingToDo' ? 'nothingToDo' : 'finished'
}

/**
 * What a runner's word that it has finished is worth: a step that writes must have left a deliverable, or have kept as its
 * result that there was nothing to write. Otherwise the run has failed, whatever the runner says.
 */
export function endOfFinished(
  outcome: Outcome,
  plan: RunPlan,
  run: Run,
  checkpointsOf: (stepId: RunPlan['agent']['steps'][number]['id']) => readonly StoredCheckpoint[],
): RunEnd {
  const empty = plan.agent.steps.find(
    ({ id, kind }) =>
      kind === 'writeDocument' &&
      !run.deliverables.some(({ stepId }) => stepId === id) &&
      !checkpointsOf(id).some(isNothing),
  )
  if (empty === undefined) return { kind: 'succeeded', outcome }
  const detail = `the step ${empty.id} finished without a file`
  return { kind: 'failed', error: { code: 'file.notWritten', params: {}, detail }, cause: 'incomplete' }
}

/** A step keeps its result under no name; that of one without input says so. */
function isNothing({ item, value }: StoredCheckpoint): boolean {
  return item === '' && z.object({ kind: z.literal('nothing') }).safeParse(value).success
}
