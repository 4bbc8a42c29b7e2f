import { z } from 'zod'
import { instantSchema, zoneSchema } from './brand.ts'
import { currencySchema } from './money.ts'

/**
 * Micro-units of the price's currency per million tokens: 0.28 USD per million is 280,000. Seen the other way, pico-units per
 * token, so tokens x rate is always whole (see `money.ts`). A rate finer than that, or above a million per million, is refused.
 */
export const rateSchema = z.number().int().nonnegative().max(1e12)

/**
 * What one model's tokens cost. A kind without a rate of its own (null) is charged as the kind it is a part of: everything
 * read as `input`, everything written as `output`. Which of these stand-ins are certain, `doubts` in rules/price says.
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

/** A part of the week in the vendor's own zone; `from` belongs to it, `to` does not. One that passes midnight is two. */
export const priceWindowSchema = z.strictObject({
  zone: zoneSchema,
  /** ISO weekdays, Monday is 1. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  hours: z
    .array(
      z
        .strictObject({ from: wallTimeSchema, to: wallTimeSchema })
        .refine(({ from, to }) => from < to, 'a window ends after it begins, on the same day'),
    )
    .min(1)
    .max(12),
  /** The window does not hold on this country's statutory holidays. */
  exceptHolidays: z.enum(['CN']).nullable(),
})
export type PriceWindow = z.infer<typeof priceWindowSchema>

/** When a variant holds; null conditions do not matter. */
export const priceConditionsSchema = z
  .strictObject({
    /** Total input tokens of the request, cached ones included, above this number (or from it on). */
    inputAbove: z
      .strictObject({ tokens: z.number().int().nonnegative(), inclusive: z.boolean() })
      .nullable()
      .default(null),
    /** Tokens written, reasoning included, at most this many. */
    outputAtMost: z.number().int().positive().nullable().default(null),
    thinking: z.boolean().nullable().default(null),
    /** As the response names it, such as `flex` or `priority`. */
    serviceTier: z.string().min(1).max(40).nullable().default(null),
    window: priceWindowSchema.nullable().default(null),
  })
  .refine((when) => Object.values(when).some((condition) => condition !== null), 'a variant needs a condition')
export type PriceConditions = z.infer<typeof priceConditionsSchema>

/** Rates that hold for the whole request when every condition given is met. */
export const priceVariantSchema = z.object({
  /** What it is for, in a word or two (`peak`, `long input`); shown where a price is opened. */
  name: z.string().min(1).max(60).nullable().default(null),
  when: priceConditionsSchema,
  rates: ratesSchema,
})
export type PriceVariant = z.infer<typeof priceVariantSchema>

/** The source of a price the owner typed. */
export const ownerSource = 'owner'

/** Where a price was read, and whether the vendor itself was read rather than somebody's account of it. */
export const priceEvidenceSchema = z.object({
  addresses: z.array(z.url().max(300)).max(6),
  /** `YYYY-MM-DD` */
  seenOn: z.iso.date(),
  verified: z.boolean(),
})
export type PriceEvidence = z.infer<typeof priceEvidenceSchema>

const origin = {
  /** The price holds from then until the next record of the same model begins. */
  validFrom: instantSchema,
  source: z.string().min(1).max(300),
  /** Missing where there is nothing to look up: the owner typed it, or it is built in. */
  evidence: priceEvidenceSchema.optional(),
}

/**
 * A dated, sourced record of what a model's tokens cost, in its own currency. The first variant whose conditions are met
 * gives the rates of the whole request; otherwise the base rates hold. Free is a fact with a source; a price nobody knows is
 * no record at all, and never zero.
 */
export const priceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rates'),
    currency: currencySchema,
    rates: ratesSchema,
    variants: z.array(priceVariantSchema).max(60).default([]),
    ...origin,
  }),
  z.object({ kind: z.literal('free'), ...origin }),
])
export type Price = z.infer<typeof priceSchema>
