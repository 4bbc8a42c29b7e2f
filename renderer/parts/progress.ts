import type { Run, StepProgress } from '../../shared/model/run.ts'
import type { StepUnit } from '../../shared/steps/definition.ts'
import { stepDefinitions } from '../../shared/steps/step.ts'

export type Progress = {
  readonly unit: StepUnit
  readonly done: number
  readonly total: number | null
  /** How much of the running step is done, 0 to 1. */
  readonly share: number
  /** The step at work, counted from 1; null before the first and after the last. */
  readonly step: number | null
}

/** How far a run is, in the unit of the step that is at work. */
export function progressOf(run: Pick<Run, 'steps'>): Progress {
  const index = run.steps.findIndex((step) => step.state === 'running')
  const step = run.steps[index] ?? run.steps.findLast((each) => each.state === 'done')
  if (step === undefined) return { unit: 'documents', done: 0, total: null, share: 0, step: null }
  return {
    unit: stepDefinitions[step.kind].unit,
    done: step.done,
    total: step.total,
    share: shareOf(step),
    step: index === -1 ? null : index + 1,
  }
}

function shareOf(step: StepProgress): number {
  if (step.state === 'done') return 1
  if (step.total === null || step.total === 0) return 0
  const part = step.part === null ? 0 : (step.part.index - 1) / step.part.of
  return Math.min(1, (step.done + part) / step.total)
}
