import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { ReadClipboardStep } from '../../../shared/steps/read-clipboard.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { asDocument } from '../values.ts'

/**
 * Reads the text that is on the clipboard when the step begins.
 *
 * @throws CodedError clipboard.empty, clipboard.tooLong
 */
export async function readClipboard(
  step: ReadClipboardStep,
  _given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  const { main, scratch, order } = context
  const { text } = await main.call('clipboard.read', { stepId: step.id })
  const { t } = createTranslator(order.language)
  const name = t('steps.readClipboard.document')
  const document = await asDocument({ name, text, origin: 'clipboard', kind: 'txt' }, scratch)
  return { kind: 'documents', documents: [document], leftOut: [] }
}
