import {
  type ChatChunk,
  type ChatDelta,
  contentText,
  type RawUsage,
  reportsUsage,
  type ToolCall,
  type ToolCallFragment,
} from '../wire/chat.ts'

/** An answer put together from its chunks. Texts are the vendor's, character for character. */
export type AssembledAnswer = {
  id: string | null
  model: string | null
  /** The tier that served the call, by which some vendors price it. */
  serviceTier: string | null
  content: string
  reasoning: string
  /** The field the reasoning came in, to send it back in; null when there was none. */
  reasoningField: 'reasoning_content' | 'reasoning' | null
  refusal: string
  toolCalls: ToolCall[]
  finishReason: string | null
  /** The last usage that says anything; never a sum. Null means "not reported", which is not zero. */
  usage: RawUsage | null
}

export type AnswerAssembler = { add(chunk: ChatChunk): void; answer(): AssembledAnswer }

/**
 * Joins the chunks of one streamed answer (its first choice). Usage may stand in any chunk, with or without choices, or in the
 * choice itself, and may be repeated or grow: the last one that is not all zeros counts.
 */
export function createAnswerAssembler(): AnswerAssembler {
  const text = { content: '', reasoning: '', refusal: '' }
  const calls: DraftCall[] = []
  const seen: Pick<AssembledAnswer, 'id' | 'model' | 'serviceTier' | 'reasoningField' | 'finishReason' | 'usage'> = {
    id: null,
    model: null,
    serviceTier: null,
    reasoningField: null,
    finishReason: null,
    usage: null,
  }

  const addDelta = (delta: ChatDelta): void => {
    text.content += contentText(delta.content)
    text.refusal += delta.refusal ?? ''
    const field = delta.reasoning_content ? 'reasoning_content' : delta.reasoning ? 'reasoning' : null
    // Some routers send the same reasoning in both fields: the first field used is the one that is read.
    seen.reasoningField ??= field
    if (seen.reasoningField !== null) text.reasoning += delta[seen.reasoningField] ?? ''
    for (const fragment of delta.tool_calls ?? []) addFragment(calls, fragment)
  }

  return {
    add(chunk) {
      seen.id ??= chunk.id || null
      seen.model = chunk.model || seen.model
      seen.serviceTier = chunk.service_tier || seen.serviceTier
      for (const choice of chunk.choices) {
        if ((choice.index ?? 0) !== 0) continue
        if (choice.delta) addDelta(choice.delta)
        seen.finishReason = choice.finish_reason ?? seen.finishReason
        if (reportsUsage(choice.usage)) seen.usage = choice.usage
      }
      if (reportsUsage(chunk.usage)) seen.usage = chunk.usage
    },
    answer: () => ({ ...seen, ...text, toolCalls: calls.map(finishCall) }),
  }
}

type DraftCall = { index: number; id: string; type: string; name: string; arguments: string }

/**
 * Fragments belong together by index. Where a vendor leaves the index out, or gives every call the same one, a fragment that
 * brings a name with a new id begins a call, and anything else continues the last one.
 */
function addFragment(calls: DraftCall[], fragment: ToolCallFragment): void {
  const id = fragment.id ?? ''
  const name = fragment.function?.name ?? ''
  const bringsNewCall = (call: DraftCall): boolean => id !== '' && name !== '' && call.id !== '' && call.id !== id
  const index = fragment.index ?? null
  const found = index === null ? calls.at(-1) : calls.findLast((call) => call.index === index)
  let call = found
  if (call === undefined || bringsNewCall(call)) {
    call = { index: index ?? calls.length, id, type: 'function', name: '', arguments: '' }
    calls.push(call)
  }
  if (call.id === '') call.id = id
  if (fragment.type) call.type = fragment.type
  // Some vendors repeat the whole name in every fragment.
  if (name !== call.name) call.name += name
  const added = fragment.function?.arguments ?? ''
  call.arguments += typeof added === 'string' ? added : JSON.stringify(added)
}

function finishCall(call: DraftCall): ToolCall {
  return { id: call.id, type: call.type, function: { name: call.name, arguments: call.arguments } }
}
