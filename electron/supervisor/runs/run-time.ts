import type { AppError } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { RunCause } from '../../../shared/model/run.ts'
import type { Supervision } from '../../../shared/model/supervision.ts'

/** How often the time at work is looked at, in seconds. */
const turn = 10

/**
 * Counts the time a run and its current step are at work, in turns of the timer and not by the clock: while the PC sleeps nobody
 * works, and a clock that is set means nothing. The result stops it.
 */
export function watchRunTime(options: {
  clock: Clock
  supervision: Supervision
  workedSeconds: number
  /** The step at work; null while the run waits or has no process. */
  stepAtWork: () => StepId | null
  onWorked: (seconds: number) => void
  onOver: (error: AppError, cause: RunCause) => void
}): () => void {
  const { clock, supervision, stepAtWork, onWorked, onOver } = options
  const steps = new Map<StepId, number>()
  let worked = options.workedSeconds
  let cancel = clock.after(turn * 1_000, look)

  function look(): void {
    cancel = clock.after(turn * 1_000, look)
    const step = stepAtWork()
    if (step === null) return
    worked += turn
    steps.set(step, (steps.get(step) ?? 0) + turn)
    onWorked(worked)
    const over = whatIsOver(steps.get(step) ?? 0)
    if (over === null) return
    cancel()
    onOver({ code: over.code, params: { minutes: over.minutes }, detail: '' }, over.cause)
  }
  function whatIsOver(onStep: number) {
    const { runMinutes, stepMinutes } = supervision
    if (runMinutes !== null && worked >= runMinutes * 60)
      return { code: 'run.timedOut', minutes: runMinutes, cause: 'timedOut' } as const
    if (stepMinutes !== null && onStep >= stepMinutes * 60)
      return { code: 'run.stepTimedOut', minutes: stepMinutes, cause: 'stepTimedOut' } as const
    return null
  }
  return () => cancel()
}
