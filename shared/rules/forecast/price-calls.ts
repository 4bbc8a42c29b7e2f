import { type Instant, instantSchema } from '../../model/brand.ts'
import { microsOf, type Pico } from '../../model/money.ts'
import type { ForecastMoney } from '../../model/forecast.ts'
import type { Price } from '../../model/price.ts'
import { noTokens, type TokenCounts } from '../../model/usage.ts'
import { partsOf, plainFacts, sumOf } from '../price/cost.ts'
import { ratesFor, type RatedPrice } from '../price/rates.ts'
import type { CallGroup } from './map-reduce.ts'
import { rangeOf } from './range.ts'

/** How tokens fall into kinds that have prices of their own, as shares from 0 to 1. */
export type TokenMix = { readonly cachedRead: number; readonly reasoning: number }

/** The calls of each scenario, and the mix of their tokens. */
export type Outlook = { readonly calls: readonly CallGroup[]; readonly mix: TokenMix }

/** A run may begin in one price and end in another: so long after its start is looked at too, in milliseconds. */
export const longestRun = 30 * 60 * 1_000

/**
 * What the calls cost, in the price of the moment they are planned for; the range holds the price half an hour later as well. Each
 * call is charged at the rates of its own size.
 */
export function priceCalls(
  price: Price | null,
  outlooks: { low: Outlook; expected: Outlook; high: Outlook },
  at: Instant,
): ForecastMoney {
  if (outlooks.expected.calls.length === 0) return { kind: 'nothing' }
  if (price === null || price.validFrom > at) return { kind: 'unknown' }
  if (price.kind === 'free') return { kind: 'free' }
  const later = instantSchema.parse(at + longestRun)
  const micros = (outlook: Outlook, moment: Instant) => microsOf(costAt(price, outlook, moment))
  const range = rangeOf(
    Math.min(micros(outlooks.low, at), micros(outlooks.low, later)),
    micros(outlooks.expected, at),
    Math.max(micros(outlooks.high, at), micros(outlooks.high, later)),
  )
  return { kind: 'known', currency: price.currency, range }
}

function costAt(price: RatedPrice, { calls, mix }: Outlook, at: Instant): Pico {
  const facts = plainFacts(at)
  return calls.reduce((sum, group) => {
    const { rates } = ratesFor(price, tokensOf(group, 1, mix), facts)
    const parts = partsOf({ ...rates, perRequest: 0 }, tokensOf(group, group.calls, mix), facts)
    return sum + sumOf(parts) + BigInt(rates.perRequest) * BigInt(Math.round(group.calls))
  }, 0n)
}

function tokensOf({ input, output }: CallGroup, times: number, mix: TokenMix): TokenCounts {
  const read = Math.round(input * times)
  const wrote = Math.round(output * times)
  const cachedRead = Math.floor(read * mix.cachedRead)
  const reasoning = Math.floor(wrote * mix.reasoning)
  return { ...noTokens, input: read - cachedRead, cachedRead, output: wrote - reasoning, reasoning }
}
