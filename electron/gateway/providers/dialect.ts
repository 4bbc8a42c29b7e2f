import type { z } from 'zod'
import type { Instant } from '../../../shared/model/brand.ts'
import type { DialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { balanceSchema } from '../protocol.ts'
import type { UsageRules } from '../usage/usage-rules.ts'
import type { ChatRequest, RawUsage, WireProblem } from '../wire/chat.ts'
import type { ErrorRules } from './error-rules.ts'
import type { ListedModel } from './provider.ts'

/**
 * How one vendor's Chat Completions differ from everybody else's. A dialect is data and small pure functions; what all have in
 * common (streams, failures, silence) is in `chat-provider.ts`.
 */
export type Dialect = {
  facts: DialectFacts
  /** The documents it was made from, with the date they were read. */
  sources: readonly string[]
  /** What no document and no live call has shown yet. */
  unverified: readonly string[]
  /** How a request to this model is written. */
  rulesFor(model: string, request: ChatRequest): RequestRules
  usage: UsageRules
  errors: ErrorRules
  /** How long a refusal asks to wait in its words, in milliseconds, where no header says it. */
  waitInText?(message: string, now: number): number | null
  /** True for requests that only the vendor's Responses API takes. */
  needsResponses?(model: string, request: ChatRequest): boolean
  /** The models with what the vendor's own endpoints tell of them; without it, `/models` is read. */
  listModels?(service: Service, signal: AbortSignal): Promise<ListedModel[] | null>
  /** What is left of the account; null where the vendor offers no such question. */
  balance: ((service: Service, signal: AbortSignal) => Promise<Balance[]>) | null
  /** How many tokens the model takes in as it is loaded now; null where the server does not say. */
  loadedContext?(service: Service, model: string, signal: AbortSignal): Promise<number | null>
  /** Usage of a call whose stream broke off, by the id its answer carried. */
  recoverUsage?(service: Service, id: string, signal: AbortSignal): Promise<RawUsage | null>
}

/** How much a model thinks, from least to most. */
export const efforts = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type Effort = (typeof efforts)[number]

export type RequestRules = {
  /** Whether usage in a stream is asked for by `stream_options.include_usage`. */
  usageOption: boolean
  outputCap: 'max_tokens' | 'max_completion_tokens'
  /** The largest cap the vendor accepts; a larger one is lowered to it. */
  largestCap: number | null
  /** Whether the cap holds thinking too. Where it does not, or nobody knows, a call can write more than its cap. */
  capHoldsThinking: boolean
  thinking: ThinkingRules | null
  /** Parameters the model refuses or ignores at that effort; they are left out. */
  dropped(effort: Effort | null): readonly string[]
  replay: ReplayRules | null
  /** Fields of the vendor's own, sent with every request. */
  extra: Readonly<Record<string, unknown>>
}

/** How the vendor is told to think. Several think their dearest unless told otherwise, so the effort is always told. */
export type ThinkingRules = {
  /** The efforts the model knows, from least to most. */
  known: readonly Effort[]
  /** Sent where the request names none: the cheapest that still does the work. */
  usual: Effort
  fields(effort: Effort): Record<string, unknown>
}

/** How thinking goes back to its vendor: within turns that called tools, and nowhere else. */
export type ReplayRules = {
  field: 'reasoning_content' | 'reasoning'
  /** What stands there when a message of a tool turn carries none; null leaves the field out. */
  missing: string | null
}

/** The plain OpenAI manner, from which dialects differ. */
export const plainRules: RequestRules = {
  usageOption: true,
  outputCap: 'max_tokens',
  largestCap: null,
  capHoldsThinking: true,
  thinking: null,
  dropped: () => [],
  replay: null,
  extra: {},
}

export const samplingParameters = ['temperature', 'top_p', 'presence_penalty', 'frequency_penalty'] as const

/** Other addresses of the service, asked with the same key. */
export type Service = {
  baseUrl: string
  /** Throws ProviderFailure where the line breaks; what a status means is the caller's to say. */
  ask(url: string, signal: AbortSignal, post?: unknown): Promise<ServiceAnswer>
  now(): Instant
  /** The failure an answer with an error status stands for. */
  failure(answer: ServiceAnswer): Error
  /** The failure behind an answer that could not be used. */
  problem(problem: WireProblem): Error
}
export type ServiceAnswer = { status: number; headers: Headers; body: string }

/** Money in an account, exact, at the moment it was asked for. */
export type Balance = z.infer<typeof balanceSchema>
