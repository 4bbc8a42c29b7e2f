import { z } from 'zod'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { createAnswerAssembler } from '../sse/assemble-answer.ts'
import { createChatStreamReader } from '../sse/read-chat-stream.ts'
import {
  type ChatChunk,
  type ChatRequest,
  chatResponseSchema,
  type ModelList,
  modelListSchema,
  readErrorBody,
  readJson,
} from '../wire/chat.ts'
import { type CallContext, problemFailure, statusFailure } from './http-failure.ts'
import { type AnswerEnd, type ListedModel, type ModelProvider, ProviderFailure } from './provider.ts'
import { type Exchange, type Fetch, openExchange } from './read-bytes.ts'

export type CompatibleOptions = {
  /** As `normaliseBaseUrl` gives it. */
  baseUrl: string
  key: string | null
  fetch: Fetch
  clock: Clock
  /** How long the line may be silent, before the first byte and between two. */
  silenceMilliseconds?: number
}

const defaultSilence = 120_000
/** Usage and `[DONE]` follow the finish reason at once, if they come at all; some servers then keep the connection open. */
const silenceAfterFinish = 10_000
const longestErrorBody = 64 * 1024
const longestWholeAnswer = 64 * 1024 * 1024

/** Any service that speaks OpenAI's Chat Completions over HTTP. */
export function createCompatibleProvider(options: CompatibleOptions): ModelProvider {
  const { baseUrl, key, fetch, clock, silenceMilliseconds = defaultSilence } = options
  const refused: RefusedParameters = { usageOption: false, oldOutputCap: new Set() }
  const open = (path: string, init: RequestInit, signal: AbortSignal): Promise<Exchange> => {
    const headers = new Headers({ accept: 'application/json, text/event-stream', ...init.headers })
    if (key !== null) headers.set('authorization', `Bearer ${key}`)
    const request = { credentials: 'omit' as const, ...init, headers }
    return openExchange({ fetch, clock, signal, silenceMilliseconds }, `${baseUrl}${path}`, request)
  }
  const contextOf = (model: string): CallContext => ({ model, hasKey: key !== null, now: clock.now() })

  const ask = async (request: ChatRequest, signal: AbortSignal): Promise<Exchange> => {
    const body = JSON.stringify(bodyFor(request, refused))
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    const exchange = await open('/chat/completions', init, signal)
    const { status, headers } = exchange.response
    if (status === 200) return exchange
    const text = await exchange.text(longestErrorBody)
    if ((status === 400 || status === 422) && learnRefusal(refused, request, text)) return ask(request, signal)
    throw statusFailure({ status, headers, body: text }, contextOf(request.model))
  }

  async function* complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, AnswerEnd, undefined> {
    const exchange = await ask(request, signal)
    try {
      const isWhole = /\bapplication\/(?:[\w.+-]*\+)?json\b/.test(exchange.response.headers.get('content-type') ?? '')
      return yield* isWhole
        ? readWhole(exchange, contextOf(request.model))
        : readStream(exchange, contextOf(request.model))
    } finally {
      exchange.close()
    }
  }

  return {
    complete,
    async listModels(signal) {
      const exchange = await open('/models', { method: 'GET' }, signal)
      const { status, headers } = exchange.response
      const body = await exchange.text(longestWholeAnswer)
      if (status === 404 || status === 405 || status === 501) return null
      if (status !== 200) throw statusFailure({ status, headers, body }, contextOf(''))
      const reading = readJson(body, modelListSchema)
      if (reading.ok) return listed(reading.value)
      // A page or a text of another kind says nothing about the door that matters.
      if (reading.problem.kind !== 'vendorError') return null
      throw problemFailure(reading.problem, contextOf(''))
    },
  }
}

/** What this service turned out not to take; learned from its first refusal. */
type RefusedParameters = { usageOption: boolean; oldOutputCap: Set<string> }

function bodyFor(request: ChatRequest, refused: RefusedParameters) {
  const { stream_options, max_tokens, ...others } = request
  const { include_usage: _, ...streamOptions } = stream_options ?? {}
  if (!refused.usageOption) Object.assign(streamOptions, { include_usage: true })
  const cap = refused.oldOutputCap.has(request.model) ? 'max_completion_tokens' : 'max_tokens'
  return {
    ...others,
    stream: true,
    ...(Object.keys(streamOptions).length === 0 ? {} : { stream_options: streamOptions }),
    ...(max_tokens === null || max_tokens === undefined ? {} : { [cap]: max_tokens }),
  }
}

/**
 * True when the refusal names a parameter we can do without: old servers do not know `stream_options`, OpenAI's reasoning models
 * know the output cap only under its newer name.
 */
function learnRefusal(refused: RefusedParameters, request: ChatRequest, body: string): boolean {
  const { message, param } = readErrorBody(body)
  const said = `${message} ${param ?? ''}`
  if (!refused.usageOption && /stream_options|include_usage/.test(said)) {
    refused.usageOption = true
    return true
  }
  const hasOldCap = typeof request.max_tokens === 'number' && !refused.oldOutputCap.has(request.model)
  if (hasOldCap && /max_tokens/.test(said) && /max_completion_tokens/.test(said)) {
    refused.oldOutputCap.add(request.model)
    return true
  }
  return false
}

async function* readStream(exchange: Exchange, context: CallContext): AsyncGenerator<ChatChunk, AnswerEnd, undefined> {
  const reader = createChatStreamReader()
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
async function* readWhole(exchange: Exchange, context: CallContext): AsyncGenerator<ChatChunk, AnswerEnd, undefined> {
  const reading = readJson(await exchange.text(longestWholeAnswer), chatResponseSchema)
  if (!reading.ok) throw problemFailure(reading.problem, context)
  const { choices, ...rest } = reading.value
  const chunk: ChatChunk = {
    ...rest,
    choices: choices.map(({ message, ...choice }) => ({ ...choice, delta: message })),
  }
  const assembler = createAnswerAssembler()
  assembler.add(chunk)
  yield chunk
  const answer = assembler.answer()
  return { state: answer.finishReason === null ? 'cut' : 'finished', answer }
}

const contextSchema = z.number().int().positive()

/** Where services say how much a model takes in: OpenRouter, vLLM, LM Studio, Mistral, GitHub Models; llama.cpp in `meta`. */
function listed(list: ModelList): ListedModel[] {
  return list.data.flatMap((entry) => {
    const name = modelNameSchema.safeParse(entry.id)
    if (!name.success) return []
    const meta = z.record(z.string(), z.unknown()).safeParse(entry.meta).data ?? {}
    const said = [
      entry.context_length,
      entry.context_window,
      entry.max_model_len,
      entry.max_context_length,
      entry.max_input_tokens,
      meta.n_ctx,
      meta.n_ctx_train,
    ]
    const contextTokens = said.map((value) => contextSchema.safeParse(value)).find((value) => value.success)?.data
    return [{ name: name.data, contextTokens: contextTokens ?? null }]
  })
}
