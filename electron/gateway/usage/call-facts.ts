import type { Instant } from '../../../shared/model/brand.ts'
import type { CallFacts } from '../../../shared/rules/price/rates.ts'
import type { ChatRequest, RawUsage } from '../wire/chat.ts'

/**
 * What a call's price may depend on beside its tokens. Qwen tells hits of both kinds of cache in one figure, so that only the
 * request's own `cache_control` says which price holds; OpenAI tells writes by their lifetime since `openai` 7.57.0.
 */
export function callFacts(
  request: ChatRequest,
  said: { at: Instant; serviceTier: string | null; thought: boolean; usage: RawUsage | null },
): CallFacts {
  const marks = request.messages.flatMap(cacheMarks)
  return {
    at: said.at,
    // What thinks in silence shows in its tokens, if anywhere.
    thinking: said.thought ? true : null,
    serviceTier: said.serviceTier,
    explicitCache: marks.length > 0,
    longCache: writesLong(said.usage) ?? (marks.some(({ ttl }) => ttl === '1h') || asksLong(request)),
  }
}

type Fields = Readonly<Record<string, unknown>>

function cacheMarks(message: ChatRequest['messages'][number]): Fields[] {
  const holders: Fields[] = [message, ...(Array.isArray(message.content) ? message.content : [])]
  return holders.map((holder) => fieldsOf(holder.cache_control)).filter((mark) => mark !== null)
}

function asksLong(request: ChatRequest): boolean {
  return fieldsOf(request.prompt_cache_options)?.ttl === '12h' || request.prompt_cache_retention === '24h'
}

/** Null where the usage does not tell lifetimes apart. */
function writesLong(usage: RawUsage | null): boolean | null {
  const details = fieldsOf(usage?.input_tokens_details) ?? fieldsOf(usage?.prompt_tokens_details)
  const writes = fieldsOf(details?.cache_write_tokens_details)
  if (writes === null) return null
  return typeof writes.ttl_12h_tokens === 'number' && writes.ttl_12h_tokens > 0
}

function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null
}
