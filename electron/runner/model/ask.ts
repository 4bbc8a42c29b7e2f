import type { OpenAI } from 'openai'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import type { AnswerTokens } from '../../../shared/model/reuse.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { callKeyHeader, modelParameter } from '../../gateway/protocol.ts'
import type { LiveText } from '../reports.ts'
import { createGatewayCaller, type GatewayWay } from './call-gateway.ts'
import { callKey } from './call-key.ts'

/** What is said, and with a user's words a picture as a data URL (OpenAI's chat format, which the dialects translate). */
export type Message =
  | { readonly role: 'system' | 'user' | 'assistant'; readonly content: string }
  | { readonly role: 'user'; readonly content: string; readonly picture: string }

export type Question = {
  readonly stepId: StepId
  /** With the step and the ordinal this names the call for good; the same question must always bring the same name. */
  readonly item: string
  readonly ordinal: number
  readonly messages: readonly Message[]
  /** The most the model may write. */
  readonly maxTokens: number
  readonly live: LiveText
}

export type Answer = {
  readonly text: string
  /** The model reached its limit before it had finished. */
  readonly shortened: boolean
  /** What it took, where the service says so. */
  readonly tokens?: AnswerTokens | null
}

/**
 * Puts one question to the run's model through the gateway and waits for the whole answer.
 *
 * @throws CodedError what the gateway says went wrong, `model.emptyAnswer`, `model.refusedContent`, or `gateway.unavailable` after
 *   ten tries; the signal's reason when aborted
 */
export type Ask = (question: Question) => Promise<Answer>

export type AskDependencies = GatewayWay & { readonly model: ModelReference }

/** A question that is put again under its own name is paid once: see `call-gateway.ts`. */
export function createAsk({ model, ...way }: AskDependencies): Ask {
  const call = createGatewayCaller(way)
  return (question) =>
    call(
      (client) => askOnce(client, modelParameter(model), question, way.signal),
      () => question.live.restart(),
    )
}

async function askOnce(client: OpenAI, model: string, question: Question, signal: AbortSignal): Promise<Answer> {
  const stream = await client.chat.completions.create(
    {
      model,
      messages: question.messages.map(asSent),
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: question.maxTokens,
    },
    { signal, headers: { [callKeyHeader]: callKey(question.stepId, question.item, question.ordinal) } },
  )
  let text = ''
  let ending: string | null = null
  let tokens: AnswerTokens | null = null
  for await (const chunk of stream) {
    if (chunk.usage) tokens = { input: chunk.usage.prompt_tokens, output: chunk.usage.completion_tokens }
    const choice = chunk.choices[0]
    if (choice === undefined) continue
    const added = choice.delta.content ?? ''
    if (added !== '') question.live.add(added)
    text += added
    ending = choice.finish_reason ?? ending
  }
  signal.throwIfAborted()
  // The package ends quietly when the connection breaks off between two events; only a stated ending is one.
  if (ending === null) throw new Error('the answer broke off without an ending')
  if (ending === 'content_filter') throw new CodedError('model.refusedContent')
  const answer = withoutThinking(text)
  if (answer === '') throw new CodedError('model.emptyAnswer', {}, `ending: ${ending}`)
  return { text: answer, shortened: ending === 'length', tokens }
}

function asSent(message: Message): OpenAI.ChatCompletionMessageParam {
  if (!('picture' in message)) return { ...message }
  const picture = { type: 'image_url' as const, image_url: { url: message.picture } }
  return { role: 'user', content: [{ type: 'text', text: message.content }, picture] }
}

/** Local servers put a thinking model's thoughts into the answer, between these marks (DeepSeek R1, Qwen 3 under Ollama and llama.cpp). */
export function withoutThinking(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '').trim()
}
