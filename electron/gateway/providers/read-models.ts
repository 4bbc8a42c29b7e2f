import { z } from 'zod'
import { type Instant, type ModelName, modelNameSchema } from '../../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { rateOfDecimal } from '../../../shared/rules/price/decimal.ts'
import { type ModelList, modelListSchema, readJson } from '../wire/chat.ts'
import type { Service } from './dialect.ts'
import { picoOf } from './exact-decimal.ts'
import type { ListedModel } from './provider.ts'

/** Reads `/models`: names, and how much each takes in where the service says it. Null where there is no list. */
export async function readModelList(service: Service, signal: AbortSignal): Promise<ListedModel[] | null> {
  const answer = await service.ask(`${service.baseUrl}/models`, signal)
  if ([404, 405, 501].includes(answer.status)) return null
  if (answer.status !== 200) throw service.failure(answer)
  const reading = readJson(answer.body, modelListSchema)
  if (reading.ok)
    return reading.value.data.flatMap((entry) =>
      listed(entry, { at: service.now(), source: `${service.baseUrl}/models` }),
    )
  // A page or a text of another kind says nothing about the door that matters.
  if (reading.problem.kind !== 'vendorError') return null
  throw service.problem(reading.problem)
}

type Entry = ModelList['data'][number]
const looseSchema = z.record(z.string(), z.unknown())
const contextSchema = z.number().int().positive()

/** Where and when a list was read: what its prices are dated by. */
type Reading = { at: Instant; source: string }

function listed(entry: Entry, reading: Reading): ListedModel[] {
  const name = nameOf(entry.id)
  if (name === null) return []
  const providers = z.array(looseSchema).safeParse(entry.providers)
  if (providers.success) return routed(name, providers.data, reading)
  return [{ name, contextTokens: contextOf(entry), price: perTokenPrice(entry.pricing, reading) }]
}

export function nameOf(id: unknown): ModelName | null {
  return modelNameSchema.safeParse(id).data ?? null
}

/** OpenRouter, vLLM, LM Studio, Mistral, GitHub Models; llama.cpp in `meta`. */
function contextOf(entry: Entry): number | null {
  const meta = looseSchema.safeParse(entry.meta).data ?? {}
  const said = [
    entry.context_length,
    entry.context_window,
    entry.max_model_len,
    entry.max_context_length,
    entry.max_input_tokens,
    meta.n_ctx,
    meta.n_ctx_train,
  ]
  return said.map((value) => contextSchema.safeParse(value)).find((value) => value.success)?.data ?? null
}

/**
 * Hugging Face's router: the same model at several providers, each with its own context and price in USD per million tokens. The
 * plain name goes to any of them, so nothing certain is said of it but the least context; `name:provider` pins one.
 * https://github.com/huggingface/hub-docs docs/inference-providers (2026-11-23)
 */
function routed(name: ModelName, providers: Record<string, unknown>[], reading: Reading): ListedModel[] {
  const live = providers.filter((provider) => provider.status === undefined || provider.status === 'live')
  const pinned = live.flatMap((provider) => {
    const pinnedName = nameOf(`${name}:${String(provider.provider)}`)
    if (pinnedName === null || typeof provider.provider !== 'string') return []
    const contextTokens = contextSchema.safeParse(provider.context_length).data ?? null
    return [{ name: pinnedName, contextTokens, price: perMillionPrice(provider.pricing, reading) }]
  })
  const contexts = pinned.map(({ contextTokens }) => contextTokens)
  const least = contexts.reduce<number | null>(
    (smallest, tokens) => (tokens === null || smallest === null ? null : Math.min(smallest, tokens)),
    contexts[0] ?? null,
  )
  return [{ name, contextTokens: least, price: null }, ...pinned]
}

/** OpenRouter: texts in USD per single token, `request` per request; `-1` where it varies. https://openrouter.ai/docs (2026-11-23) */
function perTokenPrice(pricing: unknown, { at, source }: Reading): Price | null {
  const given = looseSchema.safeParse(pricing)
  if (!given.success) return null
  // 10^-12 USD per token is just what a rate counts in; what is finer is rounded.
  const rate = (name: string): number | null => {
    const text = given.data[name]
    const pico = typeof text === 'string' ? picoOf(text) : null
    return pico === null || pico < 0n ? null : Number(pico)
  }
  const input = rate('prompt')
  const output = rate('completion')
  if (input === null || output === null) return null
  const perRequest = rate('request') ?? 0
  if (input === 0 && output === 0 && perRequest === 0) return { kind: 'free', validFrom: at, source }
  // Zero beside a price above zero says that there is no such price, not that it is free.
  const own = (name: string): number | null => rate(name) || null
  const price = priceSchema.safeParse({
    kind: 'rates',
    currency: 'USD',
    rates: {
      input,
      output,
      cachedRead: own('input_cache_read'),
      cacheWrite: own('input_cache_write'),
      reasoning: own('internal_reasoning'),
      audioInput: own('audio'),
      perRequest,
    },
    validFrom: at,
    source,
  })
  return price.success ? price.data : null
}

/** Numbers in USD per million tokens; a cache has no price of its own there. */
function perMillionPrice(pricing: unknown, { at, source }: Reading): Price | null {
  const given = looseSchema.safeParse(pricing)
  if (!given.success) return null
  const input = rateOf(given.data.input)
  const output = rateOf(given.data.output)
  if (input === null || output === null) return null
  const rates = { input, output, cachedRead: null, cacheWrite: null, reasoning: null }
  return priceSchema.parse({ kind: 'rates', currency: 'USD', rates, validFrom: at, source })
}

function rateOf(perMillion: unknown): number | null {
  return typeof perMillion === 'number' ? rateOfDecimal(String(perMillion)) : null
}
