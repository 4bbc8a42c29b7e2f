import { z } from 'zod'
import type { BodyPart } from './answer-body.ts'
import type { Behaviour } from './behaviour.ts'
import { cutText, vendorTokens, writtenBy } from './reply.ts'

type Json = Record<string, unknown>

/** What a client may send to `/responses`, as far as it is checked: nothing of Chat Completions may be left in it. */
export const responsesRequestSchema = z.looseObject({
  model: z.string(),
  input: z.array(z.record(z.string(), z.unknown())).min(1),
  stream: z.literal(true),
  store: z.literal(false),
  messages: z.undefined().optional(),
  stream_options: z.strictObject({ include_obfuscation: z.boolean() }).optional(),
  tools: z.array(z.looseObject({ type: z.literal('function'), name: z.string(), strict: z.boolean() })).optional(),
})
export type ResponsesRequest = z.infer<typeof responsesRequestSchema>

/** A streamed answer of OpenAI's Responses API: thinking (encrypted), text, function calls, and usage with the end. */
export function responsesParts(request: ResponsesRequest, behaviour: Behaviour, number: number): BodyPart[] {
  const text = behaviour.text ?? (behaviour.toolCalls === undefined ? 'Answered through Responses.' : '')
  const parts: BodyPart[] = []
  const output: Json[] = []
  let sequence = 0
  const event = (type: string, fields: Json, isPiece = false): void => {
    const data = JSON.stringify({ type, sequence_number: sequence++, ...fields })
    parts.push({ text: `event: ${type}\ndata: ${data}\n\n`, isPiece })
  }
  const response = (status: string, rest: Json = {}): Json => ({
    id: `resp_${number}`,
    object: 'response',
    status,
    model: request.model,
    service_tier: 'default',
    output,
    error: null,
    incomplete_details: null,
    ...rest,
  })
  const item = (start: Json, pieces: () => void, end: Json): void => {
    event('response.output_item.added', { output_index: output.length, item: start })
    pieces()
    event('response.output_item.done', { output_index: output.length, item: end })
    output.push(end)
  }

  event('response.created', { response: response('in_progress') })
  const thought = { id: `rs_${number}`, type: 'reasoning', summary: [] }
  item({ ...thought, encrypted_content: 'par' }, () => undefined, { ...thought, encrypted_content: `sealed-${number}` })
  if (text !== '') {
    const message = { id: `msg_${number}`, type: 'message', role: 'assistant', content: [] }
    const speak = (): void => {
      for (const delta of cutText(text, behaviour.pieces ?? 5)) {
        event('response.output_text.delta', { output_index: output.length, delta, obfuscation: 'x' }, true)
      }
    }
    item(message, speak, { ...message, content: [{ type: 'output_text', text }] })
  }
  for (const call of behaviour.toolCalls ?? []) {
    const start = { id: `fc_${call.id}`, type: 'function_call', call_id: call.id, name: call.name, arguments: '' }
    const write = (): void => {
      for (const delta of cutText(call.arguments, 3)) {
        event('response.function_call_arguments.delta', { output_index: output.length, delta }, true)
      }
    }
    item(start, write, { ...start, arguments: call.arguments })
  }
  for (const one of behaviour.insert ?? []) parts.push({ text: one.text, isPiece: false })
  const usage = usageOf(request, writtenBy(behaviour, text))
  if (behaviour.finishReason === 'length') {
    event('response.incomplete', {
      response: response('incomplete', { incomplete_details: { reason: 'max_output_tokens' }, usage }),
    })
  } else if (behaviour.finishReason !== null) {
    event('response.completed', { response: response('completed', { usage: behaviour.usageBody ?? usage }) })
  }
  return parts
}

function usageOf(request: ResponsesRequest, written: string): Json {
  const prompt = vendorTokens(JSON.stringify(request.input))
  const thought = 24
  return {
    input_tokens: prompt,
    input_tokens_details: {
      cached_tokens: Math.floor(prompt / 2),
      cache_write_tokens: 8,
      cache_write_tokens_details: { ttl_30m_tokens: 8, ttl_12h_tokens: 0 },
    },
    output_tokens: vendorTokens(written) + thought,
    output_tokens_details: { reasoning_tokens: thought },
    total_tokens: prompt + vendorTokens(written) + thought,
  }
}
