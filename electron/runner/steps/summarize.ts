import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { Language } from '../../../shared/model/settings.ts'
import type { SummarizeStep } from '../../../shared/steps/summarize.ts'
import { createAskOnce } from '../asking/ask-once.ts'
import { countFailures, orLeftOut } from '../asking/failures.ts'
import { summarizePromptVersion } from '../prompts/summarize.ts'
import { loadText } from '../stored-text.ts'
import type { StepContext } from '../step-context.ts'
import {
  type Given,
  type ReadDocument,
  type StepResult,
  type SummariesResult,
  summarizedDocumentSchema,
} from '../step-results.ts'
import { summarizeAll, summarizeDocument } from '../summaries/summarize-document.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { documentsOf } from '../values.ts'

/**
 * Summarizes every document and then all of them together, where there are several. Each answer is kept as soon as it is there. A document that cannot be
 * summarized is left out with its reason; trouble with the service itself ends the run, whose finished part stays on record.
 *
 * @throws CodedError the service's trouble, or `run.nothingUsable` when not one document could be summarized
 */
export async function summarize(step: SummarizeStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a summary builds on a step')
  const documents = await documentsOf(given, context.scratch)
  if (documents.length === 0) return { kind: 'nothing' }
  const result: SummariesResult = {
    kind: 'summaries',
    overall: null,
    overallLeftOut: false,
    focus: step.focus,
    documents: [],
    leftOut: [...given.leftOut],
  }
  const total = documents.length
  const failures = countFailures()
  for (const [index, document] of documents.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total, item: document.relativePath, part: null })
    const outcome = await summarizeOnce(document, step, context)
    failures.note(outcome.kind === 'leftOut' ? outcome.leftOut : null)
    if (outcome.kind === 'summarized') result.documents.push(outcome.document)
    else result.leftOut.push(outcome.leftOut)
  }
  if (result.documents.length === 0) throw new CodedError('run.nothingUsable', { count: total })
  context.progress({ done: total, item: null, part: null })
  if (saysItAll(result.documents, context.order.language)) return result
  const overall = await overallOnce(result.documents, step, context)
  if (overall.kind === 'summarized') return { ...result, overall: overall.answer }
  return { ...result, overallLeftOut: true, leftOut: [...result.leftOut, overall.leftOut] }
}

/** One summary in the owner's language: an overview of it would say the same again, for money. */
function saysItAll(documents: SummariesResult['documents'], language: Language): boolean {
  const [only, ...others] = documents
  return others.length === 0 && only?.language === (language === 'zh-CN' ? 'zh' : 'en')
}

const answerSchema = z.object({ text: z.string(), shortened: z.boolean() })
const leftOutOutcomeSchema = z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema })
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('summarized'), document: summarizedDocumentSchema }),
  leftOutOutcomeSchema,
])
type Outcome = z.infer<typeof outcomeSchema>
const overallSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('summarized'), answer: answerSchema }),
  leftOutOutcomeSchema,
])

async function summarizeOnce(document: ReadDocument, step: SummarizeStep, context: StepContext): Promise<Outcome> {
  const { relativePath, pages, kind, language, warnings } = document
  const item = `document-${sha256(`${document.sha256} ${relativePath}`)}`
  const kept = context.checkpoints.find(item, outcomeSchema)
  if (kept !== null) return kept
  const outcome = await orLeftOut(relativePath, context, async (): Promise<Outcome> => {
    const text = await loadText(document, context.scratch, context.signal)
    const ask = createAskOnce({ stepId: step.id, label: relativePath, prompt: summarizePromptVersion }, context)
    const { contextTokens } = context.order
    const answer = await summarizeDocument({ ...text, name: relativePath }, step, contextTokens, ask)
    const summarized = { relativePath, pages, kind, language, warnings, summary: answer.text }
    return { kind: 'summarized', document: { ...summarized, shortened: answer.shortened } }
  })
  await context.checkpoints.keep(item, outcome)
  return outcome
}

async function overallOnce(
  documents: SummariesResult['documents'],
  step: SummarizeStep,
  context: StepContext,
): Promise<z.infer<typeof overallSchema>> {
  const kept = context.checkpoints.find('overall', overallSchema)
  if (kept !== null) return kept
  const { language, contextTokens } = context.order
  const { createTranslator } = await import('../../../shared/i18n/translate.ts')
  const label = createTranslator(language).t('report.atAGlance')
  const outcome = await orLeftOut(label, context, async (): Promise<z.infer<typeof overallSchema>> => {
    const summaries = documents.map(({ relativePath, summary }) => ({ name: relativePath, text: summary }))
    const promptLanguage = language === 'zh-CN' ? 'zh' : 'en'
    const ask = createAskOnce({ stepId: step.id, label, prompt: summarizePromptVersion }, context)
    return { kind: 'summarized', answer: await summarizeAll(summaries, promptLanguage, step, contextTokens, ask) }
  })
  await context.checkpoints.keep('overall', outcome)
  return outcome
}
