import { CodedError } from '../../../shared/contract/errors.ts'
import { plannedActLimit } from '../../../shared/model/approval.ts'
import { type PlannedAct, plannedActSchema } from '../../../shared/model/planned-act.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { RunnerContract } from '../protocol.ts'
import type { StepContext } from '../step-context.ts'

/**
 * The one door before anything risky or outward: shows the owner what is about to be done and waits for their yes. Main answers by
 * itself where they agreed before and may be taken at that word; where their own data, text from elsewhere and a way out have met, it
 * never does. While the question is open main ends this process; the one that comes after the answer asks again and is told it.
 *
 * @param item names the act within its step; the same act after a resume must have the same name
 * @returns what may be done: the act as it was shown, or as the owner changed it
 * @throws CodedError approval.refused with what the owner said as its `reason`, request.invalid for what nobody could be shown
 */
export async function askFirst(step: Step, item: string, act: PlannedAct, context: StepContext): Promise<PlannedAct> {
  const read = plannedActSchema.safeParse(act)
  if (!read.success) throw new CodedError('request.invalid', {}, read.error.message.slice(0, 2000))
  if (JSON.stringify(read.data).length > plannedActLimit) {
    throw new CodedError('request.invalid', {}, 'what is to be done is longer than anybody can read')
  }
  const agreed = await askOwner({ stepId: step.id, item, message: '', preview: '', act: read.data }, context)
  // A yes without what it is a yes to is none.
  if (agreed?.kind !== act.kind) throw new CodedError('request.refused', {}, 'the yes names no such act')
  return agreed
}

/**
 * Puts any question to the owner.
 *
 * @returns the act that was agreed to; null for a question about none
 * @throws CodedError approval.refused; the signal's reason while the question is open
 */
export async function askOwner(
  question: RunnerContract['approval.ask']['request'],
  { main, signal }: Pick<StepContext, 'main' | 'signal'>,
): Promise<PlannedAct | null> {
  const { answer, reason, act } = await main.call('approval.ask', question)
  if (answer === 'open') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  if (answer === 'refused') throw new CodedError('approval.refused', reason === '' ? {} : { reason }, reason)
  return act
}
