import { noTokens, type TokenCounts } from '../../../shared/model/usage.ts'
import type { RawUsage } from '../wire/chat.ts'

/** Tokens of a call as they will be charged; `estimated` when any of them is our own count or the vendor contradicts itself. */
export type CallUsage = { tokens: TokenCounts; estimated: boolean }

/** Our own count of what was sent and received, for what the vendor does not say. */
export type OwnCount = { input: number; output: number; reasoning: number }

/** No model takes in or writes this much in one call; a larger figure is a fault. */
const mostTokens = 1_000_000_000

/**
 * Turns a vendor's usage object into counts that do not overlap. Cached tokens stand inside the prompt (OpenAI, DeepSeek, Kimi,
 * Ark, Qwen, llama.cpp), reasoning inside the completion, unless prompt + completion falls short of the total by exactly the
 * reasoning (Gemini-derived usage). Figures that cannot be counts are ignored. What is missing is taken from our own count.
 */
export function normaliseUsage(raw: RawUsage | null, own: OwnCount): CallUsage {
  if (raw === null) return { tokens: ownTokens(own), estimated: true }
  const faults = { found: false }
  const read = reader(raw, faults)
  const total = read(['total_tokens'])
  const prompt = positive(read(['prompt_tokens'], ['input_tokens']))
  const completion =
    read(['completion_tokens'], ['output_tokens']) ?? (total !== null && prompt !== null ? total - prompt : null)

  const input = inputKinds(prompt, own, read)
  const output = outputKinds({ prompt, completion, total }, own, read)
  return {
    tokens: { ...noTokens, ...input.tokens, ...output.tokens },
    estimated: faults.found || input.estimated || output.estimated,
  }
}

function ownTokens(own: OwnCount): TokenCounts {
  return { ...noTokens, input: own.input, output: own.output, reasoning: own.reasoning }
}

type Read = (...paths: (readonly string[])[]) => number | null

/** Gives the first of the named figures that says more than nothing, else the first that says zero, else null. */
function reader(raw: RawUsage, faults: { found: boolean }): Read {
  return (...paths) => {
    let zero: number | null = null
    for (const path of paths) {
      const value = valueAt(raw, path)
      if (value === undefined || value === null) continue
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > mostTokens) faults.found = true
      else if (value > 0) return value
      else zero = 0
    }
    return zero
  }
}

function valueAt(raw: RawUsage, path: readonly string[]): unknown {
  let value: unknown = raw
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Object.getOwnPropertyDescriptor(value, name)?.value
  }
  return value
}

/** Names of cached tokens: dialects.md, section 0. Both hit kinds of Qwen arrive in `cached_tokens`. */
function inputKinds(prompt: number | null, own: OwnCount, read: Read) {
  const cachedRead =
    read(
      ['prompt_tokens_details', 'cached_tokens'],
      ['input_tokens_details', 'cached_tokens'],
      ['prompt_cache_hit_tokens'],
      ['cached_tokens'],
    ) ?? 0
  const cacheWrite =
    read(
      ['prompt_tokens_details', 'cache_write_tokens'],
      ['prompt_tokens_details', 'cache_creation_input_tokens'],
      ['input_tokens_details', 'cache_write_tokens'],
      ['cache_creation_input_tokens'],
    ) ?? 0
  const whole = prompt ?? own.input
  const contradicts = cachedRead + cacheWrite > whole
  const tokens = { input: Math.max(0, whole - cachedRead - cacheWrite), cachedRead, cacheWrite }
  return { tokens, estimated: prompt === null || contradicts }
}

function outputKinds(
  { prompt, completion, total }: { prompt: number | null; completion: number | null; total: number | null },
  own: OwnCount,
  read: Read,
) {
  const received = own.output + own.reasoning
  // A completion of zero beside text that was received (GLM, LM Studio) says nothing.
  if (completion === null || completion < 0 || (completion === 0 && received > 0)) {
    return { tokens: { output: own.output, reasoning: own.reasoning }, estimated: true }
  }
  const reasoning =
    read(['completion_tokens_details', 'reasoning_tokens'], ['output_tokens_details', 'reasoning_tokens']) ?? 0
  const gap = total === null || prompt === null ? 0 : total - prompt - completion
  if (reasoning > 0 && gap === reasoning) return { tokens: { output: completion, reasoning }, estimated: false }
  const inside = Math.min(reasoning, completion)
  return { tokens: { output: completion - inside, reasoning: inside }, estimated: reasoning > completion }
}

/** A prompt is never empty: zero (seen: Ollama with a cached prompt) means "not said". */
function positive(count: number | null): number | null {
  return count === 0 ? null : count
}
