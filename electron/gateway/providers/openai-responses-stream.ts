import { z } from 'zod'
import { createAnswerAssembler } from '../sse/assemble-answer.ts'
import { type ChatStreamItem, type ChatStreamReader, defaultMaxEventBytes } from '../sse/read-chat-stream.ts'
import { createSseParser, type SseEvent, SseEventTooLargeError } from '../sse/sse-parser.ts'
import {
  type ChatChunk,
  excerpt,
  findError,
  rawUsageSchema,
  type Reading,
  readJson,
  type WireProblem,
} from '../wire/chat.ts'

/** Takes the items (thinking) that led to a tool call. */
export type Remember = (callId: string, items: Record<string, unknown>[]) => void

const incidental = z.string().nullish().catch(null)
const itemSchema = z.looseObject({
  type: z.string(),
  id: incidental,
  call_id: incidental,
  name: incidental,
  arguments: incidental,
  content: z
    .array(z.looseObject({ type: z.string(), text: incidental, refusal: incidental }))
    .nullish()
    .catch(null),
})
type Item = z.infer<typeof itemSchema>

const responseSchema = z.looseObject({
  id: incidental,
  model: incidental,
  service_tier: incidental,
  status: incidental,
  output: z.array(itemSchema).nullish().catch(null),
  incomplete_details: z.looseObject({ reason: incidental }).nullish().catch(null),
  usage: rawUsageSchema.nullish().catch(null),
})
type ResponseBody = z.infer<typeof responseSchema>

const eventSchema = z.looseObject({
  type: z.string(),
  delta: incidental,
  output_index: z.number().int().nonnegative().nullish().catch(null),
  item: itemSchema.nullish().catch(null),
  response: responseSchema.nullish().catch(null),
})

/** Reads a streamed Responses answer as if it were the stream of a chat. It never throws, as `createChatStreamReader`. */
export function createResponsesReader(remember: Remember, maxEventBytes = defaultMaxEventBytes): ChatStreamReader {
  const parser = createSseParser({ maxEventBytes })
  const assembler = createAnswerAssembler()
  const translate = createTranslation(remember)
  let over: 'ended' | WireProblem | null = null
  let eventCount = 0

  const takeEvent = (event: SseEvent): ChatStreamItem[] => {
    if (over !== null) return []
    eventCount += 1
    const text = event.data.trim()
    if (text === '' || text === '[DONE]') return []
    // What failed may have been charged all the same: its usage counts before its error does.
    const { chunks, ends } = translate(text)
    for (const chunk of chunks) assembler.add(chunk)
    const items: ChatStreamItem[] = chunks.map((chunk) => ({ type: 'chunk', chunk, data: event.data }))
    if (ends === null) return items
    over = ends
    return [...items, ends === 'ended' ? { type: 'done' } : { type: 'problem', problem: ends }]
  }

  return {
    feed(bytes) {
      if (over !== null) return []
      try {
        return parser.feed(bytes).flatMap(takeEvent)
      } catch (thrown) {
        if (!(thrown instanceof SseEventTooLargeError)) throw thrown
        const items = thrown.before.flatMap(takeEvent)
        if (over !== null) return items
        over = { kind: 'eventTooLarge', maxEventBytes: thrown.maxEventBytes }
        return [...items, { type: 'problem', problem: over }]
      }
    },
    end() {
      const answer = assembler.answer()
      const problem = over === 'ended' ? null : over
      return {
        state: problem !== null ? 'failed' : answer.finishReason === null ? 'cut' : 'finished',
        problem,
        doneSeen: over === 'ended',
        events: eventCount,
        leftover: over === null ? excerpt(parser.end().leftover) : '',
        answer,
      }
    },
  }
}

/** Reads a Responses answer that came whole. */
export function readWholeResponse(text: string, remember: Remember): Reading<ChatChunk> {
  const reading = readJson(text, responseSchema)
  if (!reading.ok) return reading
  const { output } = reading.value
  const items = output ?? []
  const delta = {
    content: items.flatMap((item) => item.content?.map((part) => part.text ?? '') ?? []).join(''),
    refusal: items.flatMap((item) => item.content?.map((part) => part.refusal ?? '') ?? []).join(''),
    tool_calls: items.filter(isCall).map((item, index) => ({ index, ...callOf(item), type: 'function' })),
  }
  noteThoughts(items, remember)
  const end = lastChunk(reading.value, delta.tool_calls.length > 0)
  return { ok: true, value: { ...end, choices: end.choices.map((choice) => ({ ...choice, delta })) } }
}

type Translation = { chunks: ChatChunk[]; ends: 'ended' | WireProblem | null }

/** Turns one event after the other into chunks; tool calls are numbered in the order they appear. */
function createTranslation(remember: Remember): (text: string) => Translation {
  const items: Item[] = []
  /** For each call, by its place in the output: its number, and whether its arguments have come piece by piece. */
  const calls = new Map<number, { index: number; hasArguments: boolean }>()
  const chunk = (delta: NonNullable<ChatChunk['choices'][number]['delta']>): Translation => ({
    chunks: [{ choices: [{ delta, finish_reason: null }] }],
    ends: null,
  })
  const nothing: Translation = { chunks: [], ends: null }

  return (text) => {
    const reading = readJson(text, eventSchema)
    if (!reading.ok) return { chunks: [], ends: reading.problem }
    const { type, delta, item, response } = reading.value
    const place = reading.value.output_index ?? 0
    switch (type) {
      case 'response.created': {
        const stamp = response ? { id: response.id, model: response.model, service_tier: response.service_tier } : {}
        return { chunks: [{ ...stamp, choices: [{ delta: { role: 'assistant' }, finish_reason: null }] }], ends: null }
      }
      case 'response.output_text.delta':
        return chunk({ content: delta ?? '' })
      case 'response.refusal.delta':
        return chunk({ refusal: delta ?? '' })
      case 'response.reasoning_text.delta':
      case 'response.reasoning_summary_text.delta':
        return chunk({ reasoning_content: delta ?? '' })
      case 'response.output_item.added': {
        if (!item || !isCall(item)) return nothing
        const call = { index: calls.size, hasArguments: false }
        calls.set(place, call)
        const { id, function: named } = callOf(item)
        return chunk({
          tool_calls: [{ index: call.index, id, type: 'function', function: { ...named, arguments: '' } }],
        })
      }
      case 'response.function_call_arguments.delta': {
        const call = calls.get(place)
        if (call === undefined) return nothing
        call.hasArguments = true
        return chunk({ tool_calls: [{ index: call.index, function: { arguments: delta ?? '' } }] })
      }
      case 'response.output_item.done': {
        if (!item) return nothing
        items.push(item)
        const call = calls.get(place)
        // Arguments that did not come in pieces come here, whole.
        if (call === undefined || call.hasArguments || !isCall(item)) return nothing
        return chunk({ tool_calls: [{ index: call.index, function: { arguments: item.arguments ?? '' } }] })
      }
      case 'response.completed':
      case 'response.incomplete':
        noteThoughts(items, remember)
        return { chunks: [lastChunk(response ?? {}, calls.size > 0)], ends: 'ended' }
      case 'response.failed': {
        const usage = response?.usage ?? null
        return { chunks: usage === null ? [] : [{ choices: [], usage }], ends: problemOf(response, text) }
      }
      default:
        return nothing
    }
  }
}

function problemOf(body: unknown, text: string): WireProblem {
  const error = findError(body)
  return error === null
    ? { kind: 'badShape', text: excerpt(text), detail: 'a failure without an error' }
    : { kind: 'vendorError', error }
}

function isCall(item: Item): boolean {
  return item.type === 'function_call'
}

function callOf(item: Item) {
  return { id: item.call_id ?? item.id ?? '', function: { name: item.name ?? '', arguments: item.arguments ?? '' } }
}

/** Thinking belongs to the calls that follow it; their own messages are written anew, without the vendor's ids. */
function noteThoughts(items: readonly Item[], remember: Remember): void {
  const thoughts = items
    .filter((item) => item.type === 'reasoning')
    .map(({ type, id, summary, content, encrypted_content }) => ({ type, id, summary, content, encrypted_content }))
  for (const item of items) if (isCall(item)) remember(callOf(item).id, thoughts)
}

function lastChunk(response: ResponseBody, hasCalls: boolean): ChatChunk {
  const { id, model, service_tier, usage } = response
  return { id, model, service_tier, usage, choices: [{ delta: {}, finish_reason: finishReasonOf(response, hasCalls) }] }
}

function finishReasonOf({ status, incomplete_details }: ResponseBody, hasCalls: boolean): string | null {
  if (status === 'incomplete') return incomplete_details?.reason === 'content_filter' ? 'content_filter' : 'length'
  if (status !== 'completed') return null
  return hasCalls ? 'tool_calls' : 'stop'
}
