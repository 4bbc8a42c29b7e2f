import { CodedError } from '../../../shared/contract/errors.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { StepContext } from '../step-context.ts'

/**
 * The one door before anything risky or outward: shows the owner what is about to be done and waits for their yes. While the question
 * is open main ends this process; the one that comes after the answer asks again and is told it.
 *
 * @param item names the act within its step; the same act after a resume must have the same name
 * @returns what may be done: the act as it was shown, or as the owner changed it
 * @throws CodedError approval.refused
 */
export async function askFirst(step: Step, item: string, act: PlannedAct, context: StepContext): Promise<PlannedAct> {
  const { main, signal } = context
  const question = { stepId: step.id, item, message: '', preview: JSON.stringify(act) }
  const { answer } = await main.call('approval.ask', question)
  if (answer === 'open') await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  if (answer === 'refused') throw new CodedError('approval.refused')
  return act
}
