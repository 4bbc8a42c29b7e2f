import { z } from 'zod'
import { instantSchema } from './brand.ts'
import { currencySchema } from './money.ts'

/** Micro-units of the price's currency per million tokens: 0.28 USD per million is 280,000. */
export const rateSchema = z.number().int().nonnegative().max(1e12)

/** What one model's tokens cost. Kinds without a rate of their own are charged as the kind they are a part of. */
export const ratesSchema = z.object({
  input: rateSchema,
  output: rateSchema,
  cachedRead: rateSchema.nullable(),
  cacheWrite: rateSchema.nullable(),
  reasoning: rateSchema.nullable(),
})
export type Rates = z.infer<typeof ratesSchema>

/** A dated, sourced record of what a model's tokens cost, in its own currency. Free is a fact with a source. */
export const priceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rates'),
    currency: currencySchema,
    rates: ratesSchema,
    validFrom: instantSchema,
    source: z.string().min(1).max(300),
  }),
  z.object({ kind: z.literal('free'), validFrom: instantSchema, source: z.string().min(1).max(300) }),
])
export type Price = z.infer<typeof priceSchema>
