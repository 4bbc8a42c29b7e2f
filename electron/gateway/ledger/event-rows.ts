import { z } from 'zod'
import { instantSchema } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import type { TokenCounts } from '../../../shared/model/usage.ts'
import { type Cost, costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { readRow } from '../../storage/read-rows.ts'
import { usageBases, type UsageEvent } from './record-usage.ts'

const count = z
  .bigint()
  .nonnegative()
  .max(BigInt(Number.MAX_SAFE_INTEGER))
  .transform((value) => Number(value))
const number = count.pipe(z.number().positive())
const whole = z.bigint().nonnegative()

/** A row of `usage_events`, read with big integers. */
const eventRowSchema = z.object({
  id: number,
  call: number,
  run: number,
  agent: number,
  model: number,
  price: number.nullable(),
  at: z.bigint().transform(Number).pipe(instantSchema),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  charge: number,
  pricing: z.enum(['known', 'free', 'unknown']),
  currency: z.union([z.literal(''), currencySchema]),
  input: count,
  cached_read: count,
  cache_write: count,
  image_input: count,
  audio_input: count,
  output: count,
  reasoning: count,
  audio_output: count,
  micros: whole,
  pico_rest: whole.max(picoPerMicro - 1n),
  estimated: z.union([z.literal(0n), z.literal(1n)]),
  basis: z.enum(usageBases),
  raw_usage: z.string().nullable(),
})
export type EventRow = z.infer<typeof eventRowSchema>

/** Null for a row that we cannot have written. */
export function readEventRow(row: unknown): EventRow | null {
  const read = eventRowSchema.safeParse(row)
  return read.success && (read.data.pricing === 'known') === (read.data.currency !== '') ? read.data : null
}

export function tokensIn(row: EventRow): TokenCounts {
  return {
    input: row.input,
    cachedRead: row.cached_read,
    cacheWrite: row.cache_write,
    imageInput: row.image_input,
    audioInput: row.audio_input,
    output: row.output,
    reasoning: row.reasoning,
    audioOutput: row.audio_output,
  }
}

/** The event of a row, to be counted again; `priceText` is the price that was applied. */
export function eventIn(row: EventRow, priceText: string | null): UsageEvent {
  const { call, run, agent, model, price, at, day, charge, basis } = row
  return {
    ...{ call, run, agent, model, price, at, day, charge, basis },
    tokens: tokensIn(row),
    cost: costIn(row, priceText),
    estimated: row.estimated === 1n,
    rawUsage: null,
  }
}

/** What was charged, to the last unit, by kind as far as its price tells; the rest is put to the call itself. */
function costIn(row: EventRow, priceText: string | null): Cost {
  if (row.currency === '') return { status: row.pricing === 'free' ? 'free' : 'unknown' }
  const pico = row.micros * picoPerMicro + row.pico_rest
  const again = priceText === null ? null : costAgain(row, priceText)
  const parts =
    again?.status === 'known' && again.pico === pico && again.currency === row.currency
      ? again.parts
      : [{ kind: 'request' as const, tokens: 0, rate: 0, pico }]
  return { status: 'known', currency: row.currency, pico, parts, variant: null, certain: true, doubts: [] }
}

function costAgain(row: EventRow, priceText: string): Cost | null {
  try {
    return costOf(readRow(priceSchema, JSON.parse(priceText)), tokensIn(row), plainFacts(row.at))
  } catch {
    return null
  }
}
