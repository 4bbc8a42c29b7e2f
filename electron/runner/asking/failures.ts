import { type AppError, CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { StepContext } from '../step-context.ts'

/** What is wrong with one text or one answer, and leaves the others as they are. All else concerns the service or the run. */
const ofOneThing: ReadonlySet<ErrorCode> = new Set([
  'model.cut',
  'model.emptyAnswer',
  'model.refusedContent',
  'model.badAnswer',
  'model.contextTooSmall',
  'provider.requestRefused',
])

/**
 * Does the work on one thing; where it fails for a reason that is the thing's own, the thing is left out and the run goes on.
 *
 * @throws CodedError everything else
 */
export async function orLeftOut<Result>(
  item: string,
  context: StepContext,
  work: () => Promise<Result>,
): Promise<Result | { kind: 'leftOut'; leftOut: LeftOut }> {
  try {
    return await work()
  } catch (thrown) {
    context.signal.throwIfAborted()
    const isOfOne = thrown instanceof CodedError && (ofOneThing.has(thrown.code) || thrown.code.startsWith('document.'))
    if (!isOfOne) throw thrown
    return { kind: 'leftOut', leftOut: await context.leaveOut(item, toAppError(thrown)) }
  }
}

const mostInARow = 5

/** The same failure of the model, thing after thing, is no longer about the things: it ends the run. */
export function countFailures(): { note(leftOut: LeftOut | null): void } {
  let last: AppError | null = null
  let inARow = 0
  return {
    note(leftOut) {
      const error = leftOut?.error ?? null
      const isAboutText = error === null || error.code === 'model.refusedContent' || error.code.startsWith('document.')
      inARow = isAboutText ? 0 : error.code === last?.code ? inARow + 1 : 1
      last = isAboutText ? null : error
      if (last !== null && inARow === mostInARow) throw new CodedError(last.code, last.params, last.detail)
    },
  }
}
