import type { TokenKind } from '../../../shared/model/usage.ts'
import type { RawUsage } from '../wire/chat.ts'
import type { UsageRules } from './usage-rules.ts'

/** What a usage object says, kind by kind; null is what it does not say. Kinds never overlap. */
export type ReadCounts = Record<TokenKind, number | null>

export type UsageReading = {
  counts: ReadCounts
  /** True when a figure was none, or figures contradict each other. */
  doubtful: boolean
}

/** No model takes in or writes this much in one call; a larger figure is a fault. */
const mostTokens = 20_000_000

/**
 * Reads a vendor's usage object. Cached tokens stand inside the prompt and reasoning inside the completion, unless the rules say
 * otherwise or the total is only reached with them beside it (Gemini-derived usage). Figures that cannot be counts are ignored.
 * Names: dialects.md, section 0; image, audio and text tokens: `openai` 7.57.0, and Alibaba Model Studio.
 */
export function readUsage(raw: RawUsage, rules: UsageRules): UsageReading {
  const faults = { found: false }
  const read = reader(raw, faults)
  const total = read(['total_tokens'])
  const input = inputKinds(read)
  const completion = read(['completion_tokens'], ['output_tokens'])
  const reasoning = read(
    ['completion_tokens_details', 'reasoning_tokens'],
    ['output_tokens_details', 'reasoning_tokens'],
  )
  const audio = read(['completion_tokens_details', 'audio_tokens'], ['output_tokens_details', 'audio_tokens']) ?? 0

  const said = { prompt: input.prompt, completion, total, cached: input.cachedRead + input.cacheWrite, reasoning }
  const { prompt, written } = withoutOverlap(said, rules)
  const aside = input.cachedRead + input.cacheWrite + input.imageInput + input.audioInput
  const inside = Math.min(reasoning ?? 0, written ?? 0)
  const counts: ReadCounts = {
    input: prompt === null ? null : Math.max(0, prompt - aside),
    cachedRead: input.cachedRead,
    cacheWrite: input.cacheWrite,
    imageInput: input.imageInput,
    audioInput: input.audioInput,
    output: written === null ? null : Math.max(0, written - inside - audio),
    reasoning: written === null ? null : inside,
    audioOutput: written === null ? 0 : Math.min(audio, written - inside),
  }
  const contradicts = (prompt !== null && aside > prompt) || (written !== null && (reasoning ?? 0) + audio > written)
  return { counts, doubtful: faults.found || contradicts }
}

type Said = {
  prompt: number | null
  completion: number | null
  total: number | null
  cached: number
  reasoning: number | null
}

/** The whole prompt and everything written, whichever way the vendor counts what is cached and what is thought. */
function withoutOverlap({ prompt, completion, total, cached, reasoning }: Said, rules: UsageRules) {
  if (prompt === null || completion === null) {
    const rest = total !== null && prompt !== null && total >= prompt ? total - prompt : null
    return { prompt, written: completion ?? rest }
  }
  const gap = total === null ? 0 : total - prompt - completion
  const thought = reasoning ?? 0
  const fitsBoth = gap > 0 && gap === cached + thought && cached > 0 && thought > 0
  const thoughtIsOutside = thought > 0 && (gap === thought || (fitsBoth && rules.cached !== 'inside'))
  const cachedIsOutside =
    rules.cached === 'outside' ||
    (rules.cached === 'byTotal' && cached > 0 && (gap === cached || fitsBoth) && !(gap === thought && thought > 0))
  return {
    prompt: cachedIsOutside ? prompt + cached : prompt,
    written: thoughtIsOutside ? completion + thought : completion,
  }
}

type Read = (...paths: (readonly string[])[]) => number | null

function inputKinds(read: Read) {
  const hit = read(['prompt_cache_hit_tokens'])
  const miss = read(['prompt_cache_miss_tokens'])
  const cachedRead =
    read(
      ['prompt_tokens_details', 'cached_tokens'],
      ['input_tokens_details', 'cached_tokens'],
      ['prompt_cache_hit_tokens'],
      ['cached_tokens'],
      ['cache_read_input_tokens'],
    ) ?? 0
  const cacheWrite =
    read(
      ['prompt_tokens_details', 'cache_write_tokens'],
      ['prompt_tokens_details', 'cache_creation_input_tokens'],
      ['input_tokens_details', 'cache_write_tokens'],
      ['cache_creation_input_tokens'],
    ) ?? 0
  // A prompt is never empty: zero (seen: Ollama with a cached prompt) means "not said". DeepSeek's two parts make up the whole.
  const said = read(['prompt_tokens'], ['input_tokens']) || (miss === null ? null : (hit ?? 0) + miss) || null
  const image = read(['prompt_tokens_details', 'image_tokens'], ['input_tokens_details', 'image_tokens']) ?? 0
  const audio = read(['prompt_tokens_details', 'audio_tokens'], ['input_tokens_details', 'audio_tokens']) ?? 0
  return { prompt: said, cachedRead, cacheWrite, imageInput: image, audioInput: audio }
}

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
