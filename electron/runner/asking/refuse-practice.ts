import { CodedError } from '../../../shared/contract/errors.ts'
import type { StepContext } from '../step-context.ts'

/**
 * The practice model picks sentences, sorts and says yes or no. What it would have to write or find by itself it is not asked for, since
 * whatever it gave would only look like an answer.
 *
 * @throws CodedError model.practiceCannot
 */
export function refusePractice({ order }: StepContext): void {
  if (order.modelIsPractice) throw new CodedError('model.practiceCannot')
}
