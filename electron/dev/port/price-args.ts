import { z } from 'zod'
import { dialectOf } from '../../gateway/providers/dialects.ts'
import { normaliseUsage } from '../../gateway/usage/normalise-usage.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { type Price, priceConditionsSchema, priceSchema } from '../../../shared/model/price.ts'
import { serviceDialectSchema } from '../../../shared/model/provider.ts'
import { noTokens, type TokenCounts, tokenKinds } from '../../../shared/model/usage.ts'
import { rateOfDecimal } from '../../../shared/rules/price/decimal.ts'

/** Prices and usage as the port takes them: money as text, moments as ISO text or milliseconds. */

const decimalRate = z
  .string()
  .refine((text) => rateOfDecimal(text) !== null, 'a decimal from 0 to 1,000,000 with at most six decimals')
const rate = z
  .union([decimalRate, z.int().min(0).max(1e12)])
  .describe(
    'text: currency units per million, "0.28"; a whole number: millionths of that, 280000, as the app stores it',
  )
const ownRate = rate.nullable().optional().describe('left out or null: charged as input or output')

const ratesSchema = z.strictObject({
  input: rate,
  output: rate,
  cachedRead: ownRate,
  cachedReadExplicit: ownRate,
  cacheWrite: ownRate,
  cacheWriteLong: ownRate,
  reasoning: ownRate,
  imageInput: ownRate,
  audioInput: ownRate,
  audioOutput: ownRate,
  perRequest: rate.optional().describe('per million requests'),
})

export const momentSchema = z.union([z.iso.datetime({ offset: true }), z.int().min(-8.64e15).max(8.64e15)])

const variantSchema = z.strictObject({
  name: z.string().min(1).max(60).nullable().optional(),
  when: priceConditionsSchema,
  rates: ratesSchema,
})

export const priceArgSchema = z.strictObject({
  kind: z.enum(['rates', 'free']).default('rates'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  rates: ratesSchema.optional(),
  variants: z
    .array(variantSchema)
    .max(60)
    .default([])
    .describe('the first whose conditions are all met gives the rates of the whole request'),
  validFrom: momentSchema,
  source: z.string().min(1).max(300).default('given'),
})
export type PriceArg = z.output<typeof priceArgSchema>

const count = z.int().nonnegative().optional()
const countsSchema = z.strictObject({
  input: count,
  cachedRead: count,
  cacheWrite: count,
  imageInput: count,
  audioInput: count,
  output: count,
  reasoning: count,
  audioOutput: count,
})
const rawSchema = z.strictObject({
  raw: z.record(z.string(), z.unknown()),
  dialect: serviceDialectSchema.default('compatible'),
})
export const usageArgSchema = z.union([rawSchema, countsSchema])
export type UsageArg = z.output<typeof usageArgSchema>

/** Milliseconds, whichever way the moment was written. */
export function toInstant(moment: z.output<typeof momentSchema>): Instant {
  return instantSchema.parse(typeof moment === 'number' ? moment : Date.parse(moment))
}

/**
 * The records as the app holds them.
 * @throws {CodedError} `request.invalid` for a price without rates, several currencies, or two that begin together.
 */
export function toPrices(records: readonly PriceArg[]): Price[] {
  const prices = records.map(toPrice)
  const currencies = new Set(prices.flatMap((price) => (price.kind === 'rates' ? [price.currency] : [])))
  if (currencies.size > 1) throw invalid(`prices in ${[...currencies].join(' and ')}: one list has one currency`)
  if (new Set(prices.map((price) => price.validFrom)).size < prices.length) throw invalid('two prices begin together')
  return prices
}

/** Tokens by kind, and `usage` as a doubt where the vendor's figures could not be taken as they are. */
export function toTokens(usage: UsageArg): { tokens: TokenCounts; doubts: string[] } {
  if (!('raw' in usage)) {
    const given = Object.fromEntries(tokenKinds.map((kind) => [kind, usage[kind] ?? 0]))
    return { tokens: { ...noTokens, ...given }, doubts: [] }
  }
  const address = dialectFacts[usage.dialect].regions[0]?.baseUrl ?? 'https://service.example/v1'
  const rules = dialectOf(usage.dialect, address).usage
  const { tokens, estimated } = normaliseUsage(usage.raw, { input: 0, output: 0, reasoning: 0 }, rules)
  return { tokens, doubts: estimated ? ['usage'] : [] }
}

/** One record as the app holds it. Throws as `toPrices` does. */
export function toPrice({ kind, currency, rates, variants, validFrom, source }: PriceArg): Price {
  const origin = { validFrom: toInstant(validFrom), source }
  if (kind === 'free') {
    if (rates !== undefined) throw invalid('a free price has no rates')
    return priceSchema.parse({ kind, ...origin })
  }
  if (currency === undefined || rates === undefined) throw invalid('a price needs a currency and rates, or kind "free"')
  return priceSchema.parse({
    kind,
    currency,
    rates: storedRates(rates),
    variants: variants.map((variant) => ({ ...variant, rates: storedRates(variant.rates) })),
    ...origin,
  })
}

function storedRates(rates: z.output<typeof ratesSchema>) {
  const stored = Object.entries(rates).map(([kind, value]) => [
    kind,
    typeof value === 'string' ? rateOfDecimal(value) : value,
  ])
  return { cachedRead: null, cacheWrite: null, reasoning: null, ...Object.fromEntries(stored) }
}

function invalid(detail: string): CodedError {
  return new CodedError('request.invalid', {}, detail)
}
