import { z } from 'zod'
import { findPrice } from '../../../gateway/prices/find-price.ts'
import { loadPriceList, priceListNames } from '../../../gateway/prices/load-price-list.ts'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { Instant } from '../../../../shared/model/brand.ts'
import type { Price } from '../../../../shared/model/price.ts'
import { noTokens, type TokenCounts, tokenKinds } from '../../../../shared/model/usage.ts'
import { type Cost, costOf } from '../../../../shared/rules/price/cost.ts'
import { costRange } from '../../../../shared/rules/price/cost-range.ts'
import { decimalOfPico, decimalOfRate } from '../../../../shared/rules/price/decimal.ts'
import { priceAt } from '../../../../shared/rules/price/price-at.ts'
import type { CallFacts } from '../../../../shared/rules/price/rates.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, priceArgSchema, toInstant, toPrices, toTokens, usageArgSchema } from '../price-args.ts'

const bookSchema = z.strictObject({
  list: z.enum(priceListNames),
  model: z.string().min(1).max(200),
  responseModel: z.string().min(1).max(200).nullable().default(null),
})

const argsSchema = z.strictObject({
  prices: z.union([priceArgSchema, z.array(priceArgSchema).max(200)]).nullish(),
  book: bookSchema.optional(),
  usage: usageArgSchema.describe(
    'tokens by kind, which do not overlap; or `raw`, the usage object as that dialect sends it',
  ),
  instant: momentSchema.describe('when the request was sent: the price of that moment holds'),
  facts: z
    .strictObject({
      thinking: z.boolean().nullable().default(null).describe('null: not known; then by the reasoning tokens'),
      serviceTier: z.string().nullable().default(null).describe('as the response names it'),
      explicitCache: z.boolean().default(false).describe('the request marked what to cache'),
      longCache: z.boolean().default(false).describe('the request asked for the longer cache'),
      endedAt: momentSchema.nullable().default(null).describe('gives `range`'),
    })
    .prefault({}),
})

const money = z.string().describe('exact, in units of the currency')
const resultSchema = z.object({
  status: z.enum(['known', 'free', 'unknown']),
  currency: z.string().nullable(),
  amount: money.nullable().describe('"0" where free, null where unknown'),
  parts: z.array(
    z.object({ kind: z.enum([...tokenKinds, 'request']), tokens: z.int(), ratePerMillion: z.string(), amount: money }),
  ),
  variant: z
    .object({ index: z.int(), name: z.string().nullable(), timed: z.boolean().describe('holds in certain hours only') })
    .nullable()
    .describe('whose rates hold; null: the base rates'),
  certain: z.boolean(),
  doubts: z
    .array(z.string())
    .describe(
      'calendar, thinking, serviceTier, cachedRead, cacheWriteLong, audio; usage: its figures; name: of the model',
    ),
  range: z
    .object({ low: money, high: money })
    .nullable()
    .describe('what it costs at the dearest and cheapest moment until `endedAt`, where they differ'),
  price: z.object({ id: z.string().nullable(), validFrom: z.string(), source: z.string() }).nullable(),
  tokens: z.record(z.enum(tokenKinds), z.int()),
})

export const priceOf = defineOperation({
  about:
    'What a call costs, exactly. `prices`: records of one model in one currency, each valid until the next begins; null, none, or none that has begun is an unknown price, never zero. Or `book`: looked up in the bundled price book by the response’s model, then the request’s. One set of rates holds for the whole request.',
  args: argsSchema,
  result: resultSchema,
  example: {
    args: {
      prices: {
        currency: 'USD',
        validFrom: '2026-09-22T00:00:00Z',
        rates: { input: '2', cachedRead: '0.2', cacheWrite: '2.5', output: '10' },
        variants: [
          {
            name: 'input over 272k',
            when: { inputAbove: { tokens: 272_000, inclusive: false } },
            rates: { input: '4', cachedRead: '0.4', cacheWrite: '5', output: '15' },
          },
        ],
      },
      usage: { input: 1_000, cachedRead: 500, output: 200 },
      instant: '2026-11-24T10:00:00+08:00',
    },
    ok: {
      status: 'known',
      currency: 'USD',
      amount: '0.0041',
      parts: [
        { kind: 'input', tokens: 1_000, ratePerMillion: '2', amount: '0.002' },
        { kind: 'cachedRead', tokens: 500, ratePerMillion: '0.2', amount: '0.0001' },
        { kind: 'output', tokens: 200, ratePerMillion: '10', amount: '0.002' },
      ],
      variant: null,
      certain: true,
      doubts: [],
      range: null,
      price: { id: null, validFrom: '2026-09-22T00:00:00.000Z', source: 'given' },
      tokens: { ...noTokens, input: 1_000, cachedRead: 500, output: 200 },
    },
  },
  async run({ prices, book, usage, instant, facts }) {
    const call = { ...facts, at: toInstant(instant) }
    const { tokens, doubts } = toTokens(usage)
    const { price, id, certain } = await choose(prices ?? null, book, call.at)
    const cost = costOf(price, tokens, call)
    const allDoubts = [...(cost.status === 'known' ? cost.doubts : []), ...doubts, ...(certain ? [] : ['name'])]
    return {
      ...describe(cost, price),
      certain: cost.status !== 'unknown' && allDoubts.length === 0,
      doubts: allDoubts,
      range: rangeOf(price, tokens, call, facts.endedAt === null ? call.at : toInstant(facts.endedAt)),
      price: price && { id, validFrom: new Date(price.validFrom).toISOString(), source: price.source },
      tokens,
    }
  },
})

type Args = z.output<typeof argsSchema>
type Chosen = { price: Price | null; id: string | null; certain: boolean }

async function choose(prices: NonNullable<Args['prices']> | null, book: Args['book'], at: Instant): Promise<Chosen> {
  if (book === undefined) {
    const records = prices === null ? [] : Array.isArray(prices) ? prices : [prices]
    return { price: priceAt(toPrices(records), at), id: null, certain: true }
  }
  if (prices !== null) throw new CodedError('request.invalid', {}, 'either prices or book')
  const { model, responseModel } = book
  const found = findPrice({ model, responseModel, at, corrections: [], list: await loadPriceList(book.list) })
  return found ?? { price: null, id: null, certain: true }
}

function describe(
  cost: Cost,
  price: Price | null,
): Omit<z.output<typeof resultSchema>, 'certain' | 'doubts' | 'range' | 'price' | 'tokens'> {
  if (cost.status !== 'known' || price?.kind !== 'rates') {
    const amount = cost.status === 'free' ? '0' : null
    return { status: cost.status, currency: null, amount, parts: [], variant: null }
  }
  const { variant } = cost
  return {
    status: 'known',
    currency: cost.currency,
    amount: decimalOfPico(cost.pico),
    parts: cost.parts.map(({ kind, tokens, rate, pico }) => ({
      kind,
      tokens,
      ratePerMillion: decimalOfRate(rate),
      amount: decimalOfPico(pico),
    })),
    variant: variant && {
      index: price.variants.indexOf(variant),
      name: variant.name,
      timed: variant.when.window !== null,
    },
  }
}

function rangeOf(price: Price | null, tokens: TokenCounts, facts: CallFacts, endedAt: Instant) {
  const range = costRange(price, tokens, facts, endedAt)
  return range && { low: decimalOfPico(range.low), high: decimalOfPico(range.high) }
}
