import type { ChatRequest } from '../../../electron/gateway/wire/chat.ts'
import type { Behaviour } from './behaviour.ts'
import { cutText, replyText, usageFor, type VendorUsage, writtenBy } from './reply.ts'

/** A part of a streamed body: an event, or raw text; pieces are what holds, cuts and the pace count. */
export type BodyPart = { text: string; isPiece: boolean }

type Json = Record<string, unknown>
type Stamp = { id: string; created: number }

/** The streamed answer to a request, part by part, in the line ends and with the comments the behaviour asks for. */
export function streamParts(request: ChatRequest, behaviour: Behaviour, { id, created }: Stamp): BodyPart[] {
  const text = behaviour.text ?? (behaviour.toolCalls === undefined ? replyText(request) : '')
  const usage = behaviour.usageBody ?? usageFor(request, writtenBy(behaviour, text))
  const place = behaviour.usage ?? 'asked'
  const finishReason = behaviour.finishReason === undefined ? defaultFinish(behaviour) : behaviour.finishReason

  const deltas: Json[] = [
    ...cutText(behaviour.reasoning ?? '', 5).map((piece) => ({
      [behaviour.reasoningField ?? 'reasoning_content']: piece,
    })),
    ...cutText(text, behaviour.pieces ?? 20).map((piece) => ({ content: piece })),
    ...toolCallDeltas(behaviour),
  ]
  const event = (choices: Json[], extra: Json = {}): string =>
    `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model: request.model, choices, ...extra })}\n\n`
  const choice = (delta: Json, finish: string | null, extra: Json = {}): Json => ({
    index: 0,
    delta,
    finish_reason: finish,
    ...extra,
  })

  const parts: BodyPart[] = []
  const add = (part: string, isPiece = false): void => void parts.push({ text: part, isPiece })
  const insertAfter = (pieces: number): void => {
    for (const one of behaviour.insert ?? []) if (one.afterPieces === pieces) add(one.text)
  }

  if (behaviour.withoutRole !== true) add(event([choice({ role: 'assistant', content: '' }, null)]))
  insertAfter(0)
  deltas.forEach((delta, index) => {
    if (behaviour.comments === true) add(': keep-alive\n\n')
    add(event([choice(delta, null)], runningUsage(place, usage, (index + 1) / deltas.length)), true)
    insertAfter(index + 1)
  })
  if (finishReason !== null) {
    const inChoice = place === 'inChoice' ? { usage } : {}
    const inChunk = place === 'lastChunk' || place === 'zeroFirst' || place === 'everyChunk' ? { usage } : {}
    add(event([choice({}, finishReason, inChoice)], inChunk))
    const isAsked = place === 'asked' && request.stream_options?.include_usage === true
    if (isAsked || place === 'extraChunk') add(event([], { usage }))
  }
  if (behaviour.withoutDone !== true) add('data: [DONE]\n\n')
  return dress(parts, behaviour)
}

/** The whole answer at once, as for `stream: false`. */
export function wholeAnswer(request: ChatRequest, behaviour: Behaviour, { id, created }: Stamp): string {
  const text = behaviour.text ?? (behaviour.toolCalls === undefined ? replyText(request) : '')
  const usage = behaviour.usageBody ?? usageFor(request, writtenBy(behaviour, text))
  const calls = behaviour.toolCalls?.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: call.arguments },
  }))
  const message = {
    role: 'assistant',
    content: calls === undefined ? text : text || null,
    ...(behaviour.reasoning === undefined
      ? {}
      : { [behaviour.reasoningField ?? 'reasoning_content']: behaviour.reasoning }),
    ...(calls === undefined ? {} : { tool_calls: calls }),
  }
  const finish = behaviour.finishReason === undefined ? defaultFinish(behaviour) : behaviour.finishReason
  return JSON.stringify({
    id,
    object: 'chat.completion',
    created,
    model: request.model,
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(behaviour.usage === 'missing' ? {} : { usage }),
  })
}

function defaultFinish(behaviour: Behaviour): string {
  return behaviour.toolCalls === undefined ? 'stop' : 'tool_calls'
}

/** A tool call begins with its id and name; its arguments follow in pieces of seven characters. */
function toolCallDeltas(behaviour: Behaviour): Json[] {
  return (behaviour.toolCalls ?? []).flatMap((call, index) => [
    { tool_calls: [{ index, id: call.id, type: 'function', function: { name: call.name, arguments: '' } }] },
    ...cutText(call.arguments, Math.ceil(call.arguments.length / 7)).map((piece) => ({
      tool_calls: [{ index, function: { arguments: piece } }],
    })),
  ])
}

function runningUsage(place: Behaviour['usage'], usage: VendorUsage | Json, progress: number): Json {
  if (place === 'zeroFirst') return { usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }
  if (place !== 'everyChunk') return {}
  const grown = Object.entries(usage).map(([name, value]) => {
    const grows = typeof value === 'number' && name === 'completion_tokens'
    return [name, grows ? Math.ceil(value * progress) : value]
  })
  return { usage: Object.fromEntries(grown) }
}

function dress(parts: BodyPart[], behaviour: Behaviour): BodyPart[] {
  const { lineEnd = '\n' } = behaviour
  const dressed = parts.map((part) => ({ ...part, text: part.text.replaceAll('\n', lineEnd) }))
  return behaviour.byteOrderMark === true ? [{ text: '\uFEFF', isPiece: false }, ...dressed] : dressed
}
