import { z } from 'zod'
import { agentIdSchema, instantSchema, modelNameSchema, providerIdSchema } from './brand.ts'
import { currencySchema, microsOf, type Money } from './money.ts'
import { noTokens, tokenCountsSchema, tokenKinds, type UsageTotals } from './usage.ts'

const count = z.number().int().nonnegative()
/** Whole pico-units as digits, since they pass between processes that know no big integers. */
const picoDigits = z.string().regex(/^-?\d{1,40}$/)

/** An exact amount of one currency. */
export const amountSchema = z.object({ currency: currencySchema, pico: picoDigits })
export type Amount = z.infer<typeof amountSchema>

/** Rounded as people meet it. */
export function moneyOfAmount({ currency, pico }: Amount): Money {
  return { currency, micros: microsOf(BigInt(pico)) }
}

/** What calls used and cost; currencies are never added together, and what has no known price is counted, never zero. */
export const moneySumSchema = z.object({
  calls: count,
  freeCalls: count,
  unpricedCalls: count,
  tokens: tokenCountsSchema,
  /** Exact, by currency; `estimatedPico` is the part no vendor has confirmed. */
  amounts: z.array(amountSchema.extend({ estimatedPico: picoDigits })),
})
export type MoneySum = z.infer<typeof moneySumSchema>

/** A part of a sum, or what was not spent. */
const partSchema = z.object({
  amounts: z.array(amountSchema),
  /** Calls that belong to it. */
  calls: count,
  /** Calls that may belong to it, with an amount nobody knows. */
  unknownCalls: count,
})
export type MoneyPart = z.infer<typeof partSchema>

/** A price record that was applied, or that a comparison is made with. */
export const pricedBySchema = z.object({
  /** Null: it is free. */
  currency: currencySchema.nullable(),
  validFrom: instantSchema,
  source: z.string(),
  /** `YYYY-MM-DD`, the day it was read; null: the owner typed it, or it is built in. */
  seenOn: z.string().nullable(),
})
export type PricedBy = z.infer<typeof pricedBySchema>

/** What the same tokens would have cost at the present price of a model. */
export const offerSchema = z.object({
  /** Null: a model of the price book the owner has not set up. */
  providerId: providerIdSchema.nullable(),
  /** Whose price list it is, where it is none of the owner's services. */
  vendor: z.string().nullable(),
  model: modelNameSchema,
  price: pricedBySchema,
  /** Exact; from and to differ where the hour of the day decides. */
  low: picoDigits,
  high: picoDigits,
  /** The price depends on how long each text is; averages were taken. */
  byLength: z.boolean(),
})
export type Offer = z.infer<typeof offerSchema>

/** What the owner looks at: days `YYYY-MM-DD`, both included. Null: all. */
/** Whose calls are looked at; null: everybody's. */
export const usageFilterSchema = z.object({
  agentId: agentIdSchema.nullable(),
  providerId: providerIdSchema.nullable(),
  model: modelNameSchema.nullable(),
})
export type UsageFilter = z.infer<typeof usageFilterSchema>
export const everybodys: UsageFilter = { agentId: null, providerId: null, model: null }

export const moneyViewSchema = usageFilterSchema.extend({
  from: z.iso.date(),
  to: z.iso.date(),
  /** What one bar stands for. */
  by: z.enum(['day', 'month']),
})
export type MoneyView = z.infer<typeof moneyViewSchema>

export const moneyReportSchema = z.object({
  sum: moneySumSchema,
  runs: z.object({
    count,
    /** Runs with calls without a known price. */
    unpriced: count,
    /** Trying out and testing, which are no runs of an agent. */
    tries: count,
    /** Runs nothing but their cost is known of any more. */
    gone: count,
  }),
  /** Days or months with usage, `YYYY-MM-DD` or `YYYY-MM`. */
  bars: z.array(z.object({ from: z.string(), sum: moneySumSchema })),
  agents: z.array(
    z.object({
      agentId: agentIdSchema,
      sum: moneySumSchema,
      runs: count,
      bars: z.array(z.object({ from: z.string(), amounts: z.array(amountSchema) })),
    }),
  ),
  models: z.array(
    z.object({
      providerId: providerIdSchema,
      model: modelNameSchema,
      sum: moneySumSchema,
      /** The prices that were applied, each as it was then. */
      prices: z.array(pricedBySchema.extend({ calls: count })),
    }),
  ),
  vendors: z.array(z.object({ providerId: providerIdSchema, sum: moneySumSchema })),
  /** `call`: fees per request, and amounts a vendor reported as one. */
  kinds: z.array(z.object({ kind: z.enum(['call', ...tokenKinds]), quantity: count, amounts: z.array(amountSchema) })),
  failed: partSchema.extend({ runs: count }),
  again: partSchema,
  /** What reading from caches spared; below zero where writing to them cost more. */
  cache: partSchema,
  /** What cheaper hours spared. */
  hours: partSchema,
  /** Of how many calls it is known which run they belong to and what they were spared; fewer while old ones are counted. */
  counted: z.object({ calls: count, of: count }),
  /** What there is to choose from in these days, whatever is chosen. */
  choices: z.object({
    agents: z.array(agentIdSchema),
    models: z.array(z.object({ providerId: providerIdSchema, model: modelNameSchema })),
  }),
  /** The first day anything was used on; null: nothing was. */
  firstDay: z.string().nullable(),
  /** Single lines from before this day have been deleted, as the owner wished; null: none. */
  linesFrom: z.string().nullable(),
  offers: z.array(offerSchema),
})
export type MoneyReport = z.infer<typeof moneyReportSchema>

export const noMoneySum: MoneySum = { calls: 0, freeCalls: 0, unpricedCalls: 0, tokens: noTokens, amounts: [] }
const noPart: MoneyPart = { amounts: [], calls: 0, unknownCalls: 0 }

/** The report of a computer on which nothing was ever used. */
export const noMoney: MoneyReport = {
  sum: noMoneySum,
  runs: { count: 0, unpriced: 0, tries: 0, gone: 0 },
  bars: [],
  agents: [],
  models: [],
  vendors: [],
  kinds: [],
  failed: { ...noPart, runs: 0 },
  again: noPart,
  cache: noPart,
  hours: noPart,
  counted: { calls: 0, of: 0 },
  choices: { agents: [], models: [] },
  firstDay: null,
  linesFrom: null,
  offers: [],
}

/** A sum as the rest of the app says usage. */
export function totalsOfSum(sum: MoneySum): UsageTotals {
  const { calls, freeCalls, unpricedCalls, tokens } = sum
  const spent = sum.amounts.map(({ currency, pico, estimatedPico }) => ({
    ...moneyOfAmount({ currency, pico }),
    estimatedMicros: microsOf(BigInt(estimatedPico)),
  }))
  return { calls, freeCalls, unpricedCalls, tokens, estimatedTokens: 0, spent }
}
