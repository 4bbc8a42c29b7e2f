import type { OpenAI } from 'openai'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import { callKeyHeader, modelParameter } from '../../gateway/protocol.ts'
import type { LiveText } from '../reports.ts'
import { type AskDependencies, withoutThinking } from './ask.ts'
import { createGatewayCaller } from './call-gateway.ts'
import { callKey } from './call-key.ts'

export const toolCallSchema = z.object({ id: z.string(), name: z.string(), arguments: z.string() })
/** What the model asks for; `arguments` is text it wrote, which may be anything. */
export type ToolCall = z.infer<typeof toolCallSchema>

export type TalkMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | {
      readonly role: 'assistant'
      readonly content: string
      /** Must go back as it came, letter for letter, while tools are called (DeepSeek, Kimi and GLM refuse the call otherwise). */
      readonly reasoning: string
      readonly toolCalls: readonly ToolCall[]
    }
  | { readonly role: 'tool'; readonly callId: string; readonly content: string }

export type ToolDefinition = {
  readonly name: string
  readonly description: string
  /** A JSON Schema. */
  readonly parameters: Record<string, unknown>
}

export type TurnOrder = {
  readonly stepId: StepId
  readonly item: string
  readonly messages: readonly TalkMessage[]
  /** None: the model must answer with words. */
  readonly tools: readonly ToolDefinition[]
  readonly maxTokens: number
  readonly live: LiveText
}

export const turnSchema = z.object({
  text: z.string(),
  reasoning: z.string(),
  toolCalls: z.array(toolCallSchema),
  /** The model reached its limit before it had finished. */
  shortened: z.boolean(),
})
export type Turn = z.infer<typeof turnSchema>

/**
 * One turn of a talk in which the model may call tools.
 *
 * @throws CodedError what the gateway says went wrong, `model.refusedContent`, `gateway.unavailable`; the signal's reason when aborted
 */
export type Converse = (order: TurnOrder) => Promise<Turn>

export function createConverse({ model, ...way }: AskDependencies): Converse {
  const call = createGatewayCaller(way)
  return (order) =>
    call(
      (client) => converseOnce(client, modelParameter(model), order, way.signal),
      () => order.live.restart(),
    )
}

async function converseOnce(client: OpenAI, model: string, order: TurnOrder, signal: AbortSignal): Promise<Turn> {
  const stream = await client.chat.completions.create(
    {
      model,
      messages: order.messages.map(asSent),
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: order.maxTokens,
      ...(order.tools.length === 0
        ? {}
        : { tools: order.tools.map((tool) => ({ type: 'function' as const, function: { ...tool } })) }),
    },
    { signal, headers: { [callKeyHeader]: callKey(order.stepId, order.item, 1) } },
  )
  let text = ''
  let reasoning = ''
  let ending: string | null = null
  const calls: ToolCall[] = []
  for await (const chunk of stream) {
    const choice = chunk.choices[0]
    if (choice === undefined) continue
    const added = choice.delta.content ?? ''
    if (added !== '') order.live.add(added)
    text += added
    reasoning += reasoningSchema.parse(choice.delta).reasoning_content
    for (const fragment of choice.delta.tool_calls ?? []) addFragment(calls, fragment)
    ending = choice.finish_reason ?? ending
  }
  signal.throwIfAborted()
  // The package ends quietly when the connection breaks off between two events; only a stated ending is one.
  if (ending === null) throw new Error('the answer broke off without an ending')
  if (ending === 'content_filter') throw new CodedError('model.refusedContent')
  return { text: withoutThinking(text), reasoning, toolCalls: withIds(calls), shortened: ending === 'length' }
}

const reasoningSchema = z.object({ reasoning_content: z.string().catch('') })

type Fragment = { index: number; id?: string; function?: { name?: string; arguments?: string } }

/** The gateway sends every call whole; another one that is put in its place may not. */
function addFragment(calls: ToolCall[], { index, id, function: part }: Fragment): void {
  if (!Number.isInteger(index) || index < 0 || index > mostCalls) return
  const call = calls[index] ?? { id: '', name: '', arguments: '' }
  calls[index] = {
    id: call.id || (id ?? ''),
    name: call.name === (part?.name ?? '') ? call.name : call.name + (part?.name ?? ''),
    arguments: call.arguments + (part?.arguments ?? ''),
  }
}

/** More in one turn are no plan any more. */
const mostCalls = 32

/** Some vendors give calls no name of their own, or two the same; without one an answer cannot be told whose it is. */
function withIds(calls: readonly (ToolCall | undefined)[]): ToolCall[] {
  const seen = new Set<string>()
  return calls
    .filter((call) => call !== undefined)
    .map((call, index) => {
      const id = call.id === '' || seen.has(call.id) ? `call_${index + 1}` : call.id
      seen.add(id)
      return { ...call, id }
    })
}

type SentMessage = OpenAI.ChatCompletionMessageParam & { reasoning_content?: string }

function asSent(message: TalkMessage): SentMessage {
  switch (message.role) {
    case 'system':
    case 'user':
      return { role: message.role, content: message.content }
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.content }
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content === '' && message.toolCalls.length > 0 ? null : message.content,
        ...(message.reasoning === '' ? {} : { reasoning_content: message.reasoning }),
        ...(message.toolCalls.length === 0
          ? {}
          : {
              tool_calls: message.toolCalls.map(({ id, name, arguments: input }) => ({
                id,
                type: 'function' as const,
                function: { name, arguments: input },
              })),
            }),
      }
  }
}
