import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { fitMessage } from '../../../shared/model/robot.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { SendMessageStep } from '../../../shared/steps/send-message.ts'
import { askFirst } from '../acts/ask-first.ts'
import { fillIn } from '../fill-in.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { itemsOf } from '../values.ts'

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema }),
])

/**
 * Writes to a chat robot what its owner has seen, once for each thing or once for all. What was begun before a kill and not heard of
 * again is not written a second time.
 *
 * @throws CodedError of `robot.*`, approval.refused, run.noSuchColumn
 */
export async function sendMessage(
  step: SendMessageStep,
  given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a message builds on a step')
  const { items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const robot = await context.main.call('robot.describe', { stepId: step.id })
  const messages = messagesOf(step, items).map(({ name, text }) => ({ name, text: fitMessage(robot.kind, text) }))
  const leftOut = [...given.leftOut]
  let count = 0
  for (const [index, message] of messages.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: messages.length, item: message.name })
    const key = `message-${index}`
    const kept = context.checkpoints.find(key, outcomeSchema)
    const outcome = kept ?? (await sendOne(step, { ...message, to: robot.name, key }, context))
    if (kept === null) await context.checkpoints.keep(key, outcome)
    if (outcome.kind === 'done') count += 1
    else leftOut.push(outcome.leftOut)
  }
  if (count === 0) throw new CodedError('run.nothingUsable', { count: messages.length })
  return { kind: 'sent', count, leftOut }
}

function messagesOf({ mode, text }: SendMessageStep, items: readonly Item[]): { name: string; text: string }[] {
  const filled = items.map((item) => ({ name: item.name, text: fillIn(text, item).trim() }))
  const written = filled.filter((each) => each.text !== '')
  if (mode === 'each' || written.length === 0) return written
  return [{ name: written[0]?.name ?? '', text: written.map((each) => each.text).join('\n') }]
}

/** Failures after which it is sure that nobody has read the message, so that it may be sent again. */
const neverArrived: ReadonlySet<string> = new Set(['robot.unreachable', 'robot.refused', 'robot.tooMany'])

async function sendOne(
  step: SendMessageStep,
  message: { name: string; text: string; to: string; key: string },
  context: StepContext,
): Promise<z.infer<typeof outcomeSchema>> {
  const { checkpoints, main } = context
  const begun = `begun-${message.key}`
  try {
    const planned = { kind: 'message' as const, to: message.to, text: message.text }
    const act = await askFirst(step, message.key, planned, context)
    if (checkpoints.find(begun, z.boolean()) === true) {
      throw new CodedError('robot.outcomeUnknown', { host: message.to })
    }
    await checkpoints.keep(begun, true)
    await main.call('robot.send', { stepId: step.id, text: act.kind === 'message' ? act.text : message.text })
    return { kind: 'done' }
  } catch (thrown) {
    context.signal.throwIfAborted()
    if (thrown instanceof CodedError && neverArrived.has(thrown.code)) await checkpoints.keep(begun, false)
    const isOfOne = thrown instanceof CodedError && ['robot.outcomeUnknown', 'robot.tooMany'].includes(thrown.code)
    if (!isOfOne) throw thrown
    return { kind: 'leftOut', leftOut: await context.leaveOut(message.name, toAppError(thrown)) }
  }
}
