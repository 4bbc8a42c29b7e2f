import { z } from 'zod'
import type { AppError, ErrorCode } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import type { Run, RunCause, RunState } from '../../../shared/model/run.ts'
import { type Step, stepDefinitions } from '../../../shared/steps/step.ts'
import type { RunnerReport } from '../../runner/protocol.ts'
import type { ApprovalRepository } from '../../storage/companion/approvals.ts'
import type { CheckpointRepository } from '../../storage/companion/checkpoints.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'

/** What a run has kept, read to see whether its runner speaks the truth. */
type KeptFacts = {
  readonly checkpoints: Pick<CheckpointRepository, 'of'>
  readonly approvals: Pick<ApprovalRepository, 'ofStep'>
}

type Outcome = Extract<RunnerReport, { type: 'finished' }>['outcome']

/** How a run came to its end. */
export type RunEnd =
  | { kind: 'succeeded'; outcome: Outcome }
  | { kind: 'failed'; error: AppError; cause: RunCause }
  | { kind: 'stopped'; cause: RunCause }

type FailureReason = Extract<RunState, { name: 'failed' }>['reason']

const reasons: Partial<Record<ErrorCode, FailureReason>> = {
  'budget.reached': 'cap',
  'run.runnerDied': 'quarantined',
  'run.runnerHung': 'quarantined',
  'run.flooded': 'quarantined',
  'approval.refused': 'refused',
  'approval.expired': 'expired',
}

/** The state of a run that ended so. */
export function stateOf(end: RunEnd): RunState {
  switch (end.kind) {
    case 'succeeded':
      return { name: 'succeeded', outcome: end.outcome }
    case 'failed':
      return { name: 'failed', reason: reasons[end.error.code] ?? 'error', error: end.error }
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
 * What a runner's word that it has finished is worth: each step must have kept its result, and have left behind what its kind
 * declares, unless its result says that there was nothing to work on. Otherwise the run has failed, whatever the runner says.
 */
export function endOfFinished(outcome: Outcome, plan: RunPlan, run: Run, facts: KeptFacts): RunEnd {
  const { steps } = plan.agent
  const results = new Map(steps.map(({ id }) => [id, resultOf(run, id, facts)]))
  for (const step of steps) {
    const result = results.get(step.id) ?? 'missing'
    if (result === 'nothing') continue
    if (result === 'missing') return emptyHanded('run.incomplete', step)
    switch (stepDefinitions[step.kind].leaves) {
      case 'result':
        break
      case 'file':
        if (!run.deliverables.some(({ stepId }) => stepId === step.id)) return emptyHanded('file.notWritten', step)
        break
      case 'approval':
        if (!facts.approvals.ofStep(run.id, step.id).some(({ answer }) => answer?.kind === 'approved'))
          return emptyHanded('run.incomplete', step)
        break
    }
  }
  const isNothing = [...results.values()].every((result) => result === 'nothing')
  if (outcome === 'nothingToDo' && !isNothing) {
    const detail = 'the runner found nothing to do, and its steps have results'
    return { kind: 'failed', error: { code: 'run.incomplete', params: {}, detail }, cause: 'incomplete' }
  }
  return { kind: 'succeeded', outcome: isNothing ? 'nothingToDo' : outcome }
}

function emptyHanded(code: ErrorCode, { id, kind }: Step): RunEnd {
  const detail = `the step ${id} (${kind}) finished and left nothing behind`
  return { kind: 'failed', error: { code, params: {}, detail }, cause: 'incomplete' }
}

/** A step keeps its result under no name; that of one without input says that there is nothing. */
function resultOf(run: Run, stepId: StepId, { checkpoints }: KeptFacts) {
  const result = checkpoints.of(run.id, stepId).find(({ item }) => item === '')
  if (result === undefined) return 'missing'
  return z.object({ kind: z.literal('nothing') }).safeParse(result.value).success ? 'nothing' : 'something'
}
