import { z } from 'zod'
import { instantSchema, zoneSchema } from './brand.ts'
import { currencySchema } from './money.ts'

/** Micro-units of the price's currency per million tokens: 0.28 USD per million is 280,000. */
export const rateSchema = z.number().int().nonnegative().max(1e12)

/**
 * What one model's tokens cost. A kind without a rate of its own (null) is charged as the kind it is a part of: everything
 * read as `input`, everything written as `output`.
 */
export const ratesSchema = z.object({
  input: rateSchema,
  output: rateSchema,
  cachedRead: rateSchema.nullable(),
  /** Reading a cache the request asked for by name, where that differs from one the service keeps by itself. */
  cachedReadExplicit: rateSchema.nullable().default(null),
  cacheWrite: rateSchema.nullable(),
  /** Writing to a cache that lives longer than the vendor's shortest. */
  cacheWriteLong: rateSchema.nullable().default(null),
  reasoning: rateSchema.nullable(),
  imageInput: rateSchema.nullable().default(null),
  audioInput: rateSchema.nullable().default(null),
  audioOutput: rateSchema.nullable().default(null),
  /** Micro-units per million requests, added to each request whatever its tokens. */
  perRequest: rateSchema.default(0),
})
export type Rates = z.infer<typeof ratesSchema>

const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)

/** A part of the week in the vendor's own zone; `from` belongs to it, `to` does not. */
export const priceWindowSchema = z.object({
  zone: zoneSchema,
  /** ISO weekdays, Monday is 1. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  hours: z
    .array(z.object({ from: wallTimeSchema, to: wallTimeSchema }))
    .min(1)
    .max(12),
  /** The window does not hold on this country's statutory holidays. */
  exceptHolidays: z.enum(['CN']).nullable(),
})
export type PriceWindow = z.infer<typeof priceWindowSchema>

/** Rates that hold for the whole request when every condition given is met; null conditions do not matter. */
export const priceVariantSchema = z.object({
  when: z.object({
    /** Total input tokens of the request, cached ones included, above this number (or from it on). */
    inputAbove: z.object({ tokens: z.number().int().nonnegative(), inclusive: z.boolean() }).nullable().default(null),
    /** Tokens written, at most this many. */
    outputAtMost: z.number().int().positive().nullable().default(null),
    thinking: z.boolean().nullable().default(null),
    /** As the response names it, such as `flex` or `priority`. */
    serviceTier: z.string().max(40).nullable().default(null),
    window: priceWindowSchema.nullable().default(null),
  }),
  rates: ratesSchema,
})
export type PriceVariant = z.infer<typeof priceVariantSchema>

/**
 * A dated, sourced record of what a model's tokens cost, in its own currency. The first variant whose conditions are met
 * gives the rates of the whole request; otherwise the base rates hold. Free is a fact with a source.
 */
export const priceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rates'),
    currency: currencySchema,
    rates: ratesSchema,
    variants: z.array(priceVariantSchema).max(60).default([]),
    validFrom: instantSchema,
    source: z.string().min(1).max(300),
  }),
  z.object({ kind: z.literal('free'), validFrom: instantSchema, source: z.string().min(1).max(300) }),
])
export type Price = z.infer<typeof priceSchema>
