import type { ChatRequest } from '../../../electron/gateway/wire/chat.ts'
import type { Behaviour } from './behaviour.ts'

type Json = Record<string, unknown>

/** Tokens of one answer, by which a vendor fills its usage object; the prompt includes what was cached. */
export type Counted = { prompt: number; cached: number; written: number; thought: number }

/** A vendor as it differs from OpenAI's plain manner: what it refuses, how it counts, and what else it can be asked. */
export type Vendor = {
  /** How it answers unless a script says otherwise. */
  defaults: Behaviour
  /** The usage object in its own words. */
  usage(counted: Counted): Json
  /** Its refusal of a request that it does not take as it stands; null lets it in. */
  refuse(request: ChatRequest): Behaviour | null
  /** Failures in its own words, by the name of the preset they replace. */
  presets: Record<string, Behaviour>
  /** Everything but chat, by method and path below the host: `GET /user/balance`. */
  routes: Record<string, (asked: { query: URLSearchParams; body: Json }) => { status?: number; body: unknown }>
  /** Answers `POST /responses` too. */
  hasResponses?: boolean
  /** What the model is loaded with; more is treated as the vendor treats it. */
  contextTokens?: number
}

export const error = (
  status: number,
  message: string,
  rest: { type?: string; code?: string | number } = {},
): Behaviour => ({
  status,
  error: { message, ...rest },
})

/** The plain OpenAI shape, where cached tokens stand inside the prompt and thinking inside the completion. */
export function plainCounts({ prompt, cached, written, thought }: Counted): Json {
  return {
    prompt_tokens: prompt,
    completion_tokens: written + thought,
    total_tokens: prompt + written + thought,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: thought },
  }
}

/** The turns in which a tool was called, without what each assistant's message thought. */
export function forgotThinking(request: ChatRequest): boolean {
  return request.messages.some(
    (message) =>
      message.role === 'assistant' &&
      (message.tool_calls ?? []).length > 0 &&
      typeof message.reasoning_content !== 'string',
  )
}
