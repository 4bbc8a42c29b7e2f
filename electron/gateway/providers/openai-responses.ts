import { CodedError } from '../../../shared/contract/errors.ts'
import { type ChatMessage, type ChatRequest, contentText, type MessageContent, type ToolCall } from '../wire/chat.ts'
import type { Effort } from './dialect.ts'
import { createResponsesReader, readWholeResponse } from './openai-responses-stream.ts'
import { ProviderFailure } from './provider.ts'
import type { Wire } from './wire.ts'

/**
 * OpenAI's Responses API behind the face of Chat Completions: recent models take tools nowhere else. Shapes as in the `openai`
 * package, 7.57.0 (resources/responses). Nothing is stored at the vendor: what the model thought comes back encrypted, is kept
 * here by the tool calls it led to, and returns with them.
 */
export type ResponsesWire = Wire & {
  /** The request as the Responses API takes it; `shaped` is the same request as it would go to Chat Completions. */
  write(request: ChatRequest, shaped: Readonly<Record<string, unknown>>, effort: Effort | null): Record<string, unknown>
}

type Item = Record<string, unknown>

/** Turns of tool loops whose thinking is kept; after that the model goes on without it. */
const mostTurnsKept = 2_000

export function createResponsesWire(): ResponsesWire {
  /** The items that led to a tool call, by the call's id. */
  const thoughts = new Map<string, Item[]>()
  const remember = (callId: string, items: Item[]): void => {
    if (items.length === 0) return
    thoughts.set(callId, items)
    const oldest = thoughts.keys().next()
    if (thoughts.size > mostTurnsKept && oldest.done !== true) thoughts.delete(oldest.value)
  }
  return {
    path: '/responses',
    createReader: () => createResponsesReader(remember),
    readWhole: (text) => readWholeResponse(text, remember),
    write: (request, shaped, effort) => ({
      ...passedOn(shaped),
      model: request.model,
      input: request.messages.flatMap((message) => itemsOf(message, thoughts)),
      stream: true,
      stream_options: { include_obfuscation: false },
      store: false,
      include: ['reasoning.encrypted_content'],
      ...present('max_output_tokens', shaped.max_completion_tokens ?? shaped.max_tokens),
      ...(effort === null ? {} : { reasoning: { effort } }),
      ...present('tools', request.tools?.map(toolOf)),
      ...present('tool_choice', toolChoiceOf(shaped.tool_choice)),
      ...present('text', textOf(request, shaped.verbosity)),
    }),
  }
}

/** Fields that mean the same in both APIs. */
const shared = [
  'temperature',
  'top_p',
  'parallel_tool_calls',
  'service_tier',
  'metadata',
  'user',
  'safety_identifier',
  'prompt_cache_key',
  'prompt_cache_options',
  'prompt_cache_retention',
]

function passedOn(shaped: Readonly<Record<string, unknown>>): Item {
  return Object.fromEntries(shared.filter((name) => shaped[name] !== undefined).map((name) => [name, shaped[name]]))
}

function present(name: string, value: unknown): Item {
  return value === undefined || value === null ? {} : { [name]: value }
}

function itemsOf(message: ChatMessage, thoughts: ReadonlyMap<string, Item[]>): Item[] {
  switch (message.role) {
    case 'system':
    case 'developer':
    case 'user':
      return [{ role: message.role, content: contentOf(message.content) }]
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.tool_call_id, output: contentText(message.content) }]
    case 'assistant': {
      const text = contentText(message.content)
      const calls = message.tool_calls ?? []
      return [
        // One turn's calls share what was thought before them.
        ...new Set(calls.flatMap((call) => thoughts.get(call.id) ?? [])),
        ...(text === '' ? [] : [{ role: 'assistant', content: text }]),
        ...calls.map(callOf),
      ]
    }
  }
}

function callOf(call: ToolCall): Item {
  return { type: 'function_call', call_id: call.id, name: call.function.name, arguments: call.function.arguments }
}

function contentOf(content: MessageContent): string | Item[] {
  if (typeof content === 'string') return content
  return content.map((part) => {
    const given: Item = part
    switch (part.type) {
      case 'text':
        return { type: 'input_text', text: given.text }
      case 'image_url': {
        const { url, detail } = fieldsOf(given.image_url)
        return { type: 'input_image', image_url: url, detail: detail ?? 'auto' }
      }
      case 'file':
        return { type: 'input_file', ...fieldsOf(given.file) }
      default: {
        const error = new CodedError('provider.requestRefused', {}, `the Responses API takes no ${part.type}`)
        throw new ProviderFailure(error, { retry: { kind: 'never' }, maybeCharged: false })
      }
    }
  })
}

/** Tools are not strict unless asked for; here they would be, by default. */
function toolOf(tool: NonNullable<ChatRequest['tools']>[number]): Item {
  if (tool.function === undefined) return { ...tool }
  const { name, description, parameters, strict } = tool.function
  return {
    type: 'function',
    name,
    ...present('description', description),
    parameters: parameters ?? { type: 'object', properties: {} },
    strict: strict === true,
  }
}

function toolChoiceOf(choice: unknown): unknown {
  const { type, function: named } = fieldsOf(choice)
  return type === 'function' ? { type, name: fieldsOf(named).name } : choice
}

function textOf({ response_format }: ChatRequest, verbosity: unknown): Item | null {
  const format: Item | null =
    response_format === null || response_format === undefined || response_format.type === 'text'
      ? null
      : response_format.type === 'json_schema'
        ? { type: 'json_schema', ...fieldsOf(response_format.json_schema) }
        : { type: response_format.type }
  const text = { ...present('format', format), ...present('verbosity', verbosity) }
  return Object.keys(text).length === 0 ? null : text
}

function fieldsOf(value: unknown): Item {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
