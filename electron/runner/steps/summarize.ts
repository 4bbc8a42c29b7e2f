import { z } from 'zod'
import { type AppError, CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { SummarizeStep } from '../../../shared/steps/summarize.ts'
import type { Answer } from '../model/ask.ts'
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
import { type AskOnce, summarizeAll, summarizeDocument } from '../summaries/summarize-document.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { documentsOf } from '../values.ts'

/**
 * Summarizes every document and then all of them together. Each answer is kept as soon as it is there. A document that cannot be
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
    failures.note(outcome)
    if (outcome.kind === 'summarized') result.documents.push(outcome.document)
    else result.leftOut.push(outcome.leftOut)
  }
  if (result.documents.length === 0) throw new CodedError('run.nothingUsable', { count: total })
  context.progress({ done: total, item: null, part: null })
  const overall = await overallOnce(result.documents, step, context)
  if (overall.kind === 'summarized') result.overall = overall.answer
  else result.leftOut.push(overall.leftOut)
  return result
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
    const ask = askOnce(step, relativePath, context)
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
    const ask = askOnce(step, label, context)
    return { kind: 'summarized', answer: await summarizeAll(summaries, promptLanguage, step, contextTokens, ask) }
  })
  await context.checkpoints.keep('overall', outcome)
  return outcome
}

/** Asks through the record: the same words are never asked, and never paid, twice in a run. */
function askOnce(step: SummarizeStep, label: string, context: StepContext): AskOnce {
  return async (messages, maxTokens, part): Promise<Answer> => {
    context.signal.throwIfAborted()
    const isPart = part !== null && part.of > 1
    if (isPart) context.progress({ part })
    else context.progress({ part: null })
    const item = `answer-${sha256(JSON.stringify(messages))}`
    const live = context.text(`${step.id}/${item}`, isPart ? `${label} (${part.index}/${part.of})` : label)
    const kept = context.checkpoints.find(item, answerSchema)
    if (kept !== null) {
      live.add(kept.text)
      return kept
    }
    const answer = await context.ask({ stepId: step.id, item, ordinal: 1, messages, maxTokens, live })
    await context.checkpoints.keep(item, { ...answer, prompt: summarizePromptVersion })
    return answer
  }
}

/** What is wrong with one text or one answer, and leaves the others as they are. All else concerns the service or the run. */
const ofOneDocument: ReadonlySet<ErrorCode> = new Set([
  'model.cut',
  'model.emptyAnswer',
  'model.refusedContent',
  'model.badAnswer',
  'model.contextTooSmall',
  'provider.requestRefused',
])

async function orLeftOut<Result>(
  item: string,
  context: StepContext,
  work: () => Promise<Result>,
): Promise<Result | z.infer<typeof leftOutOutcomeSchema>> {
  try {
    return await work()
  } catch (thrown) {
    context.signal.throwIfAborted()
    const isOfOne =
      thrown instanceof CodedError && (ofOneDocument.has(thrown.code) || thrown.code.startsWith('document.'))
    if (!isOfOne) throw thrown
    return { kind: 'leftOut', leftOut: await context.leaveOut(item, toAppError(thrown)) }
  }
}

const mostInARow = 5

/** The same failure of the model, document after document, is no longer about the documents: it ends the run. */
function countFailures() {
  let last: AppError | null = null
  let inARow = 0
  return {
    note(outcome: Outcome) {
      const error = outcome.kind === 'leftOut' ? outcome.leftOut.error : null
      const isAboutText = error === null || error.code === 'model.refusedContent' || error.code.startsWith('document.')
      inARow = isAboutText ? 0 : error.code === last?.code ? inARow + 1 : 1
      last = isAboutText ? null : error
      if (last !== null && inARow === mostInARow) throw new CodedError(last.code, last.params, last.detail)
    },
  }
}
