import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { createAnswerAssembler } from '../sse/assemble-answer.ts'
import { estimateInput } from '../usage/estimate-tokens.ts'
import type { ChatChunk, ChatRequest } from '../wire/chat.ts'
import type { Dialect, Service } from './dialect.ts'
import { type CallContext, problemFailure, statusFailure } from './http-failure.ts'
import { createLessons } from './lessons.ts'
import { createLoadedContexts } from './loaded-contexts.ts'
import { createResponsesWire } from './openai-responses.ts'
import { type AnswerEnd, type ModelProvider, ProviderFailure } from './provider.ts'
import { type RateLimits, readRateLimits } from './rate-limits.ts'
import { type Exchange, type Fetch, openExchange } from './read-bytes.ts'
import { readModelList } from './read-models.ts'
import type { ReasoningMemory } from './reasoning-memory.ts'
import { capOf, effortOf, shapeRequest } from './shape-request.ts'
import { chatWire, type Wire } from './wire.ts'

export type ChatProviderOptions = {
  dialect: Dialect
  /** As `normaliseBaseUrl` gives it. */
  baseUrl: string
  key: string | null
  fetch: Fetch
  clock: Clock
  memory: ReasoningMemory
  /** What the headers of each answer say of limits. */
  onLimits?: (limits: RateLimits) => void
  /** How long the line may be silent, before the first byte and between two. */
  silenceMilliseconds?: number
}

const defaultSilence = 120_000
/** Small questions beside the calls themselves are answered at once or not at all. */
const sideSilence = 10_000
/** Usage and `[DONE]` follow the finish reason at once, if they come at all; some servers then keep the connection open. */
const silenceAfterFinish = 10_000
const longestErrorBody = 64 * 1024
const longestWholeAnswer = 64 * 1024 * 1024

/** A service that speaks Chat Completions over HTTP, in its own dialect. */
export function createChatProvider(options: ChatProviderOptions): ModelProvider {
  const { dialect, baseUrl, key, fetch, clock, memory, silenceMilliseconds = defaultSilence } = options
  const vendor = dialect.facts.kind === 'cloud' ? dialect.facts.label : baseUrl
  const lessons = createLessons()
  const responses = createResponsesWire()
  const isForeign = (reasoning: string): boolean => memory.isForeign(vendor, reasoning)
  const contextOf = (model: string): CallContext => ({
    model,
    hasKey: key !== null,
    now: clock.now(),
    errors: dialect.errors,
    ...(dialect.waitInText && { waitInText: dialect.waitInText }),
  })
  const open = (url: string, init: RequestInit, signal: AbortSignal, silence: number): Promise<Exchange> => {
    const headers = new Headers({ accept: 'application/json, text/event-stream', ...init.headers })
    if (key !== null) headers.set('authorization', `Bearer ${key}`)
    const request = { credentials: 'omit' as const, ...init, headers }
    return openExchange({ fetch, clock, signal, silenceMilliseconds: silence }, url, request)
  }
  const service: Service = {
    baseUrl,
    async ask(url, signal, post) {
      const init = post === undefined ? { method: 'GET' } : jsonPost(post)
      const exchange = await open(url, init, signal, Math.min(sideSilence, silenceMilliseconds))
      const { status, headers } = exchange.response
      return { status, headers, body: await exchange.text(longestWholeAnswer) }
    },
    now: () => clock.now(),
    failure: (answer) => statusFailure(answer, contextOf('')),
    problem: (problem) => problemFailure(problem, contextOf('')),
  }
  const contexts = createLoadedContexts(dialect, service, clock)

  const ask = async (request: ChatRequest, signal: AbortSignal): Promise<{ exchange: Exchange; wire: Wire }> => {
    const { model } = request
    const rules = dialect.rulesFor(model, request)
    const viaResponses = lessons.wantsResponses(model) || (dialect.needsResponses?.(model, request) ?? false)
    const wire = viaResponses ? responses : chatWire
    const shaped = shapeRequest(request, rules, { lessons, isForeign })
    const body = viaResponses ? responses.write(request, shaped, effortOf(request, rules)) : shaped
    const exchange = await open(`${baseUrl}${wire.path}`, jsonPost(body), signal, silenceMilliseconds)
    const { status, headers } = exchange.response
    options.onLimits?.(readRateLimits(headers, clock.now()))
    if (status === 200) return { exchange, wire }
    const text = await exchange.text(longestErrorBody)
    if ((status === 400 || status === 422) && lessons.learn(body, text)) return ask(request, signal)
    throw statusFailure({ status, headers, body: text }, contextOf(model))
  }

  /** Usage the vendor keeps of an answer that broke off, as the last chunk of it. */
  const recovered = async (end: AnswerEnd, exchange: Exchange, signal: AbortSignal): Promise<ChatChunk | null> => {
    const id = exchange.response.headers.get('x-generation-id') ?? end.answer.id
    if (dialect.recoverUsage === undefined || end.state === 'finished' || end.answer.usage !== null || id === null) {
      return null
    }
    try {
      const usage = await dialect.recoverUsage(service, id, signal)
      return usage === null ? null : { choices: [], usage }
    } catch (thrown) {
      // Without the vendor's figure the call stands at our own estimate, as it would have anyway.
      if (thrown instanceof ProviderFailure) return null
      throw thrown
    }
  }

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, AnswerEnd, undefined> {
    const context = contextOf(request.model)
    refuseTooLong(request, await contexts.read(request.model, signal))
    const { exchange, wire } = await ask(request, signal)
    try {
      const isWhole = /\bapplication\/(?:[\w.+-]*\+)?json\b/.test(exchange.response.headers.get('content-type') ?? '')
      const end = yield* isWhole ? readWhole(exchange, wire, context) : readStream(exchange, wire, context)
      memory.note(vendor, end.answer.reasoning)
      const last = await recovered(end, exchange, signal)
      if (last !== null) yield last
      return end
    } finally {
      exchange.close()
    }
  }

  return {
    usage: dialect.usage,
    complete,
    capOf(request) {
      const rules = dialect.rulesFor(request.model, request)
      return { tokens: capOf(request, rules), holdsThinking: rules.capHoldsThinking }
    },
    listModels: (signal) => (dialect.listModels ?? readModelList)(service, signal),
    contextOf: contexts.known,
    balance: async (signal) => (dialect.balance === null ? null : dialect.balance(service, signal)),
  }
}

function jsonPost(body: unknown): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

/** Our own count may be too high by a third for some scripts: only what is clearly too much is refused unasked. */
const clearlyAbove = 1.4

/** A server that says how much it has room for is not given more, since some cut the rest off in silence. */
function refuseTooLong(request: ChatRequest, contextTokens: number | null): void {
  if (contextTokens === null) return
  const tokens = estimateInput(request)
  if (tokens <= contextTokens * clearlyAbove) return
  const error = new CodedError('model.contextTooSmall', { model: request.model, tokens, contextTokens })
  throw new ProviderFailure(error, { retry: { kind: 'never' }, maybeCharged: false })
}

type Answer = AsyncGenerator<ChatChunk, AnswerEnd, undefined>

async function* readStream(exchange: Exchange, wire: Wire, context: CallContext): Answer {
  const reader = wire.createReader()
  let yielded = false
  let broken: ProviderFailure | null = null
  try {
    reading: for await (const bytes of exchange.bytes()) {
      for (const item of reader.feed(bytes)) {
        // What comes after the end is not waited for: some servers keep the connection open.
        if (item.type !== 'chunk') break reading
        yielded = true
        if (item.chunk.choices.some((choice) => choice.finish_reason !== null)) {
          exchange.expectEndWithin(silenceAfterFinish)
        }
        yield item.chunk
      }
    }
  } catch (thrown) {
    if (!(thrown instanceof ProviderFailure)) throw thrown
    broken = thrown
  }
  const { state, problem, events, leftover, answer } = reader.end()
  const failure = problem !== null ? problemFailure(problem, context) : broken
  if (failure !== null && state !== 'finished') {
    if (!yielded) throw failure
    return { state: 'failed', answer, failure }
  }
  if (events === 0) throw problemFailure({ kind: 'badJson', text: leftover }, context)
  return { state: state === 'finished' ? 'finished' : 'cut', answer }
}

/** Some servers answer at once although a stream was asked for. */
async function* readWhole(exchange: Exchange, wire: Wire, context: CallContext): Answer {
  const reading = wire.readWhole(await exchange.text(longestWholeAnswer))
  if (!reading.ok) throw problemFailure(reading.problem, context)
  const assembler = createAnswerAssembler()
  assembler.add(reading.value)
  yield reading.value
  const answer = assembler.answer()
  return { state: answer.finishReason === null ? 'cut' : 'finished', answer }
}
