import type { WorkStep } from '../../../shared/steps/work.ts'
import type { WorkWords } from '../prompts/work.ts'
import type { StepContext } from '../step-context.ts'
import type { Given } from '../step-results.ts'
import type { Places } from './places.ts'

/** All that the tools of one step work with. */
export type WorkRoom = {
  readonly step: WorkStep
  readonly given: Given | null
  readonly words: WorkWords
  readonly places: Places
  readonly context: StepContext
  /** What is left of the time the step may take, in whole minutes, at least one. */
  readonly minutesLeft: () => number
}
