import { type ChatMessage, type ChatRequest, outputCap } from '../wire/chat.ts'
import { type Effort, efforts, type ReplayRules, type RequestRules } from './dialect.ts'
import type { Lessons } from './lessons.ts'

/** Fields by which a client steers thinking in a vendor's own way; where one is there, nothing is added to it. */
const ownSwitches = ['thinking', 'enable_thinking', 'thinking_budget', 'reasoning', 'chat_template_kwargs']
const reasoningFields = new Set(['reasoning_content', 'reasoning', 'reasoning_details'])

/** The body of a Chat Completions request as the vendor takes it. `isForeign` tells another vendor's thinking. */
export function shapeRequest(
  request: ChatRequest,
  rules: RequestRules,
  { lessons, isForeign }: { lessons: Lessons; isForeign: (reasoning: string) => boolean },
): Record<string, unknown> {
  const { stream_options, max_tokens, max_completion_tokens, reasoning_effort, messages, ...others } = request
  const effort = effortOf(request, rules)
  const steersItself = ownSwitches.some((name) => request[name] !== undefined)
  const { include_usage: _, ...streamOptions } = stream_options ?? {}
  const asksUsage = rules.usageOption && !lessons.refusesUsageOption()
  const options = asksUsage ? { ...streamOptions, include_usage: true } : streamOptions
  const cap = capOf(request, rules)
  const capName = lessons.swapsCap(request.model) ? otherCap(rules.outputCap) : rules.outputCap
  const replay = lessons.refusesReplay(request.model) ? null : rules.replay
  const body: Record<string, unknown> = {
    ...others,
    ...rules.extra,
    messages: withReplay(messages, replay, isForeign),
    stream: true,
    ...(Object.keys(options).length === 0 ? {} : { stream_options: options }),
    ...(cap === null ? {} : { [capName]: cap }),
    ...(rules.thinking === null && reasoning_effort !== undefined ? { reasoning_effort } : {}),
    ...(rules.thinking === null || steersItself || effort === null ? {} : rules.thinking.fields(effort)),
  }
  for (const name of [...rules.dropped(effort), ...lessons.dropped(request.model)]) delete body[name]
  return body
}

/** The output cap that is sent; null where the client set none. */
export function capOf(request: ChatRequest, rules: RequestRules): number | null {
  const cap = outputCap(request)
  return cap === null ? null : Math.min(cap, rules.largestCap ?? cap)
}

/**
 * How much the model is told to think: what the request names, or the nearest the model knows, else its usual. Null for models
 * without efforts.
 */
export function effortOf(request: ChatRequest, { thinking }: RequestRules): Effort | null {
  if (thinking === null) return null
  if (isSwitchedOff(request) && thinking.known.includes('none')) return 'none'
  const asked = efforts.find((effort) => effort === request.reasoning_effort)
  if (asked === undefined) return thinking.usual
  const distance = (effort: Effort): number => Math.abs(efforts.indexOf(effort) - efforts.indexOf(asked))
  return thinking.known.toSorted((left, right) => distance(left) - distance(right))[0] ?? thinking.usual
}

function isSwitchedOff({ thinking, enable_thinking }: ChatRequest): boolean {
  const isDisabled =
    typeof thinking === 'object' && thinking !== null && 'type' in thinking && thinking.type === 'disabled'
  return isDisabled || enable_thinking === false
}

function otherCap(name: RequestRules['outputCap']): RequestRules['outputCap'] {
  return name === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens'
}

/** Thinking stays only in the turns (from one user message to the next) in which a tool was called, letter for letter. */
function withReplay(
  messages: readonly ChatMessage[],
  replay: ReplayRules | null,
  isForeign: (reasoning: string) => boolean,
): unknown[] {
  const inToolTurn = toolTurns(messages)
  return messages.map((message, index) => {
    if (message.role !== 'assistant') return message
    const bare: Record<string, unknown> = Object.fromEntries(
      Object.entries(message).filter(([name]) => !reasoningFields.has(name)),
    )
    if (replay === null || !inToolTurn[index]) return bare
    const kept = message.reasoning_content ?? message.reasoning
    const own = typeof kept === 'string' && !isForeign(kept) ? kept : replay.missing
    return own === null ? bare : { ...bare, [replay.field]: own }
  })
}

function toolTurns(messages: readonly ChatMessage[]): boolean[] {
  const flags = messages.map(() => false)
  let start = 0
  for (let index = 0; index <= messages.length; index++) {
    if (index < messages.length && messages[index]?.role !== 'user') continue
    const turn = messages.slice(start, index)
    const callsTools = turn.some((message) => message.role === 'assistant' && (message.tool_calls ?? []).length > 0)
    if (callsTools) flags.fill(true, start, index)
    start = index
  }
  return flags
}
