import { setImmediate as nextTurn } from 'node:timers/promises'
import { CodedError } from '../../../shared/contract/errors.ts'
import { type ChatChunk, type ChatRequest, outputCap } from '../wire/chat.ts'
import { answerRequest } from './answer.ts'
import { countPromptTokens, countTokens } from './count-tokens.ts'
import { practiceModel } from './practice-model.ts'

export type PracticeDependencies = {
  /** Awaited before every piece of text: the pace at which the answer appears. */
  pace(): Promise<void>
  id: string
  createdSeconds: number
}

/**
 * Answers a chat request as a model would, piece by piece, then the finish reason, then the usage. Deterministic but for the pace;
 * it reaches no network. Stopping is leaving the iteration.
 *
 * @throws {CodedError} `model.contextTooSmall` (`tokens`, `contextTokens`) before the first chunk when the request is too long.
 */
export async function* completePractice(
  request: ChatRequest,
  { pace, id, createdSeconds }: PracticeDependencies,
): AsyncGenerator<ChatChunk, void, undefined> {
  const promptTokens = countPromptTokens(request)
  if (promptTokens >= practiceModel.contextTokens) {
    throw new CodedError('model.contextTooSmall', { tokens: promptTokens, contextTokens: practiceModel.contextTokens })
  }
  const chunk = (delta: ChatChunk['choices'][number]['delta'], finishReason: string | null): ChatChunk => ({
    id,
    object: 'chat.completion.chunk',
    created: createdSeconds,
    model: practiceModel.id,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })
  yield chunk({ role: 'assistant', content: '' }, null)
  await nextTurn()
  const answer = answerRequest(request)
  await nextTurn()

  const room = practiceModel.contextTokens - promptTokens
  const cap = Math.min(outputCap(request) ?? practiceModel.defaultOutputTokens, room)
  const fits = countTokens(answer) <= cap
  let written = ''
  for (const piece of streamPieces(answer)) {
    if (!fits && countTokens(written + piece) > cap) break
    await pace()
    written += piece
    yield chunk({ content: piece }, null)
  }
  yield chunk({}, written === answer ? 'stop' : 'length')
  const completionTokens = countTokens(written)
  yield {
    ...chunk({}, null),
    choices: [],
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  }
}

/** Cuts an answer into words, or up to three Chinese characters, with the space that follows them. Joined, they are the answer. */
export function streamPieces(answer: string): string[] {
  return answer.match(/\p{Script=Han}{1,3}[，。；：、！？”》）]*\s*|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []
}
