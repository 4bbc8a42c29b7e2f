import type { OpenAI } from 'openai'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { callKeyHeader, modelParameter } from '../../gateway/protocol.ts'
import type { GatewayDoor } from '../protocol.ts'
import type { LiveText } from '../reports.ts'
import { callKey } from './call-key.ts'
import { pause } from '../../pause.ts'
import { readProblem } from './read-problem.ts'

export type Message = { readonly role: 'system' | 'user'; readonly content: string }

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
}

/**
 * Puts one question to the run's model through the gateway and waits for the whole answer.
 *
 * @throws CodedError what the gateway says went wrong, `model.emptyAnswer`, `model.refusedContent`, or `gateway.unavailable` after
 *   ten tries; the signal's reason when aborted
 */
export type Ask = (question: Question) => Promise<Answer>

export type AskDependencies = {
  readonly model: ModelReference
  readonly door: GatewayDoor
  /** Asks main where the gateway is now; waits until it is up again. */
  readonly findGateway: () => Promise<GatewayDoor>
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly signal: AbortSignal
}

const tries = 10
const firstPause = 100
const longestPause = 5000
/** Waiting is the gateway's business: it answers when the model does, or says why it cannot. */
const patience = 24 * 60 * 60 * 1000

/** A repeated question has the same key, so the gateway goes on with the call it has, or hands out the answer it kept: it is paid once. */
export function createAsk({ model, door: firstDoor, findGateway, fetch, clock, signal }: AskDependencies): Ask {
  let door = firstDoor
  const clientAt = async ({ baseUrl, token }: GatewayDoor): Promise<OpenAI> => {
    // A run that reads first, or fails early, never pays for loading this.
    const { OpenAI } = await import('openai')
    return new OpenAI({
      baseURL: baseUrl,
      apiKey: token,
      organization: null,
      project: null,
      maxRetries: 0,
      timeout: patience,
      logLevel: 'off',
      fetch,
    })
  }
  let client: Promise<OpenAI> | null = null
  return async (question) => {
    for (let attempt = 1; ; attempt++) {
      try {
        client ??= clientAt(door)
        return await askOnce(await client, modelParameter(model), question, signal)
      } catch (thrown) {
        signal.throwIfAborted()
        const problem = readProblem(thrown)
        if (problem.kind === 'refused') throw problem.error
        if (attempt === tries) throw new CodedError('gateway.unavailable', {}, problem.detail)
        question.live.restart()
        await pause(Math.min(longestPause, firstPause * 2 ** (attempt - 1)), clock, signal)
        door = await findGateway()
        client = null
      }
    }
  }
}

async function askOnce(client: OpenAI, model: string, question: Question, signal: AbortSignal): Promise<Answer> {
  const stream = await client.chat.completions.create(
    {
      model,
      messages: question.messages.map((message) => ({ ...message })),
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: question.maxTokens,
    },
    { signal, headers: { [callKeyHeader]: callKey(question.stepId, question.item, question.ordinal) } },
  )
  let text = ''
  let ending: string | null = null
  for await (const chunk of stream) {
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
  return { text: answer, shortened: ending === 'length' }
}

/** Local servers put a thinking model's thoughts into the answer, between these marks (DeepSeek R1, Qwen 3 under Ollama and llama.cpp). */
function withoutThinking(text: string): string {
  return text.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '').trim()
}
