import { z } from 'zod'
import { currencySchema } from '../../../shared/model/money.ts'
import { priceConditionsSchema, type PriceEvidence, type Price, priceSchema } from '../../../shared/model/price.ts'
import { rateOfDecimal } from '../../../shared/rules/price/decimal.ts'

/**
 * A price as it is written for people: money as decimal text in units of the currency, per million tokens (`perRequest`: per
 * million requests), moments as ISO text. The price book is made of these.
 */

const perMillion = z
  .string()
  .refine((text) => rateOfDecimal(text) !== null, 'a decimal from 0 to 1,000,000 with at most six decimals')

export const rateRecordSchema = z.strictObject({
  input: perMillion,
  output: perMillion,
  cachedRead: perMillion.optional(),
  cachedReadExplicit: perMillion.optional(),
  cacheWrite: perMillion.optional(),
  cacheWriteLong: perMillion.optional(),
  reasoning: perMillion.optional(),
  imageInput: perMillion.optional(),
  audioInput: perMillion.optional(),
  audioOutput: perMillion.optional(),
  perRequest: perMillion.optional(),
})
export type RateRecord = z.infer<typeof rateRecordSchema>

export const variantRecordSchema = z.strictObject({
  name: z.string().min(1).max(60),
  when: priceConditionsSchema,
  rates: rateRecordSchema,
})

const origin = { validFrom: z.iso.datetime({ offset: true }), source: z.string().min(1).max(300) }

export const priceRecordSchema = z.union([
  z.strictObject({ ...origin, rates: rateRecordSchema, variants: z.array(variantRecordSchema).max(60).optional() }),
  z.strictObject({ ...origin, free: z.literal(true) }),
])
export type PriceRecord = z.infer<typeof priceRecordSchema>

/** The record as the app holds prices; `source` is its name as people see it. */
export function toPrice(
  record: PriceRecord,
  currency: string,
  origin: { source: string; evidence: PriceEvidence },
): Price {
  const common = { ...origin, validFrom: Date.parse(record.validFrom) }
  if ('free' in record) return priceSchema.parse({ kind: 'free', ...common })
  return priceSchema.parse({
    kind: 'rates',
    currency: currencySchema.parse(currency),
    rates: toRates(record.rates),
    variants: (record.variants ?? []).map((variant) => ({ ...variant, rates: toRates(variant.rates) })),
    ...common,
  })
}

/** Rates as whole micro-units per million; what the record leaves out has no rate of its own. */
export function toRates(record: RateRecord): Record<string, number | null> {
  const optional = (text: string | undefined): number | null => (text === undefined ? null : rateOfDecimal(text))
  return {
    input: rateOfDecimal(record.input),
    output: rateOfDecimal(record.output),
    cachedRead: optional(record.cachedRead),
    cachedReadExplicit: optional(record.cachedReadExplicit),
    cacheWrite: optional(record.cacheWrite),
    cacheWriteLong: optional(record.cacheWriteLong),
    reasoning: optional(record.reasoning),
    imageInput: optional(record.imageInput),
    audioInput: optional(record.audioInput),
    audioOutput: optional(record.audioOutput),
    perRequest: optional(record.perRequest) ?? 0,
  }
}
