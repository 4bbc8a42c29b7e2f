import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { NotifyStep } from '../../../shared/steps/notify.ts'
import { fillIn } from '../fill-in.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { itemsOf } from '../values.ts'

/** More at once would be noise: the rest is counted in the last one. */
const most = 3
const longest = 500

/**
 * Tells the owner on their desktop, once for each thing and at most three times a run. What was told before a kill is not told again.
 *
 * @throws CodedError run.noSuchColumn
 */
export async function notify(step: NotifyStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a notice builds on a step')
  const { main, checkpoints, scratch } = context
  const { items } = await itemsOf(given, scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const { t } = createTranslator(context.order.language)
  const texts = items.map((item) => fillIn(step.message, item))
  const more = texts.length - most
  for (const [index, text] of texts.slice(0, most).entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: texts.length })
    const key = `told-${index}`
    if (checkpoints.find(key, z.literal(true)) !== null) continue
    // Kept first: a notice that came twice would be worse than one that a kill swallowed, since the run's page has them all.
    await checkpoints.keep(key, true)
    const rest = index === most - 1 && more > 0 ? ` ${t('report.moreNotices', { count: more })}` : ''
    await main.call('owner.tell', { stepId: step.id, text: `${text.slice(0, longest)}${rest}` })
  }
  return { kind: 'sent', count: texts.length, leftOut: given.leftOut }
}
