import { CodedError } from '../../../shared/contract/errors.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { type WrittenPlan, writtenPlanSchema } from '../../../shared/model/plan.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PortCaller } from '../../ipc/port-calls.ts'
import { createAsk } from '../model/ask.ts'
import { planMessages } from '../prompts/plan.ts'
import { repairMessages } from '../prompts/tasks.ts'
import type { PlanContract, PlanOrder } from './protocol.ts'

/** Room for the longest plan; a thinking model thinks within it too. */
const mostWritten = 8_000
const silent = { add: () => undefined, restart: () => undefined }
const planStep = stepIdSchema.parse('plan')

/**
 * Has the model turn a wish into a plan, and once more where what it wrote is none.
 *
 * @throws CodedError plan.unreadable, and what a question fails with
 */
export async function makePlan(
  order: PlanOrder,
  edge: { main: PortCaller<PlanContract>; clock: Clock; fetch: typeof fetch; signal: AbortSignal },
): Promise<WrittenPlan> {
  const ask = createAsk({
    ...edge,
    model: order.model,
    door: order.gateway,
    findGateway: () => edge.main.call('gateway.find', {}),
  })
  const question = planMessages(order)
  const put = (messages: typeof question, ordinal: number) =>
    ask({ stepId: planStep, item: 'plan', ordinal, messages, maxTokens: mostWritten, live: silent })
  const first = await put(question, 1)
  const read = readPlan(first.text)
  if (read.plan !== null) return read.plan
  const language = order.language === 'zh-CN' ? ('zh' as const) : ('en' as const)
  const second = await put(repairMessages(question, first.text, read.complaint, language), 2)
  const { plan, complaint } = readPlan(second.text)
  if (plan === null) throw new CodedError('plan.unreadable', {}, complaint)
  return plan
}

/** Models put words and fences around what they were asked for. */
function readPlan(text: string): { plan: WrittenPlan | null; complaint: string } {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  try {
    const read = writtenPlanSchema.safeParse(JSON.parse(text.slice(from, to + 1)))
    if (read.success) return { plan: read.data, complaint: '' }
    const [issue] = read.error.issues
    return { plan: null, complaint: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim().slice(0, 200) }
  } catch (thrown) {
    return { plan: null, complaint: String(thrown).slice(0, 200) }
  }
}
