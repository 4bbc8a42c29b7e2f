import { z } from 'zod'
import type { StepId } from '../../../shared/model/brand.ts'
import type { Answer, Message } from '../model/ask.ts'
import type { StepContext } from '../step-context.ts'
import { sha256 } from '../tools/files/sha256.ts'

export type Part = { readonly index: number; readonly of: number }

/** Puts a question once in a run's life: an answer on record is handed out again. `part` is null for a merge. */
export type AskOnce = (messages: readonly Message[], maxTokens: number, part: Part | null) => Promise<Answer>

const answerSchema = z.object({ text: z.string(), shortened: z.boolean() })

/**
 * Asks through the record: the same words are never asked, and never paid, twice in a run.
 *
 * @param label what the question is about, for the page
 * @param prompt version of the words that are asked in
 */
export function createAskOnce(
  question: { readonly stepId: StepId; readonly label: string; readonly prompt: number },
  context: StepContext,
): AskOnce {
  const { stepId, label, prompt } = question
  return async (messages, maxTokens, part) => {
    context.signal.throwIfAborted()
    const isPart = part !== null && part.of > 1
    context.progress({ part: isPart ? part : null })
    const item = `answer-${sha256(JSON.stringify(messages))}`
    const live = context.text(`${stepId}/${item}`, isPart ? `${label} (${part.index}/${part.of})` : label)
    const kept = context.checkpoints.find(item, answerSchema)
    if (kept !== null) {
      live.add(kept.text)
      return kept
    }
    const answer = await context.ask({ stepId, item, ordinal: 1, messages, maxTokens, live })
    await context.checkpoints.keep(item, { ...answer, prompt })
    return answer
  }
}
