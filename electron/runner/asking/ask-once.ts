import { z } from 'zod'
import type { StepId } from '../../../shared/model/brand.ts'
import { answerTokensSchema } from '../../../shared/model/reuse.ts'
import type { Answer, Message } from '../model/ask.ts'
import type { StepContext } from '../step-context.ts'
import { sha256 } from '../tools/files/sha256.ts'

export type Part = { readonly index: number; readonly of: number }

/**
 * Puts a question once in a run's life: an answer on record is handed out again. `part` is null for a merge. `isGood`: whether an answer
 * is worth keeping for later runs; one that does not fit is asked for anew next time.
 */
export type AskOnce = (
  messages: readonly Message[],
  maxTokens: number,
  part: Part | null,
  isGood?: (text: string) => boolean,
) => Promise<Answer>

const answerSchema = z.object({
  text: z.string(),
  shortened: z.boolean(),
  tokens: answerTokensSchema.nullable().default(null),
})

/**
 * Asks through the record: the same words are never asked, and never paid, twice in a run; and what this agent was told before in answer
 * to the very same words, by the same model, is not asked for again in a later run either.
 *
 * @param label what the question is about, for the page
 * @param prompt version of the words that are asked in
 */
export function createAskOnce(
  question: { readonly stepId: StepId; readonly label: string; readonly prompt: number },
  context: StepContext,
): AskOnce {
  const { stepId, label, prompt } = question
  const { checkpoints, main, order } = context
  return async (messages, maxTokens, part, isGood = () => true) => {
    context.signal.throwIfAborted()
    const isPart = part !== null && part.of > 1
    context.progress({ part: isPart ? part : null })
    const item = `answer-${sha256(JSON.stringify(messages))}`
    const live = context.text(`${stepId}/${item}`, isPart ? `${label} (${part.index}/${part.of})` : label)
    const kept = checkpoints.find(item, answerSchema)
    if (kept !== null) {
      live.add(kept.text)
      return kept
    }
    const key = sha256(JSON.stringify([order.model, prompt, maxTokens, messages]))
    const known = order.modelIsPractice ? null : (await main.call('answer.known', { key })).text
    if (known !== null) {
      live.add(known)
      const answer = { text: known, shortened: false, tokens: null }
      await checkpoints.keep(item, { ...answer, prompt })
      return answer
    }
    const answer = await context.ask({ stepId, item, ordinal: 1, messages, maxTokens, live })
    await checkpoints.keep(item, { ...answer, prompt })
    const { text, shortened, tokens = null } = answer
    if (!order.modelIsPractice && !shortened && isGood(text)) await main.call('answer.keep', { key, text, tokens })
    return answer
  }
}
