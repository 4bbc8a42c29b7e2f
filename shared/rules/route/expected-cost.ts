import type { Instant } from '../../model/brand.ts'
import type { ExpectedWork } from '../../model/facts.ts'
import type { Currency } from '../../model/money.ts'
import type { Price } from '../../model/price.ts'
import { noTokens } from '../../model/usage.ts'
import { convert, type ExactAmount, type ExchangeRate, rateBetween } from '../price/convert.ts'
import { costOf, plainFacts } from '../price/cost.ts'

/** What the work would cost with a model, in its own currency. */
export type OwnCost = { kind: 'known'; amount: ExactAmount } | { kind: 'free' } | { kind: 'unknown' }

/** The cost of the expected calls at the prices of a moment: peak hours and tiers count as they would for each. */
export function ownCost(price: Price | null, { calls, input, output }: ExpectedWork, at: Instant): OwnCost {
  const begun = price !== null && price.validFrom > at ? null : price
  const cost = costOf(begun, { ...noTokens, input, output }, plainFacts(at))
  if (cost.status === 'known') {
    return { kind: 'known', amount: { currency: cost.currency, pico: cost.pico * BigInt(calls) } }
  }
  return { kind: cost.status }
}

/** Costs beside each other; null for one that cannot be compared with the others. */
export type Compared = { cost: OwnCost; pico: bigint | null; reason: 'unpriced' | 'withoutRate' | null }

/**
 * Costs in one currency: the one most of them can be said in, through the owner's rates as of a day. One whose price nobody
 * knows, or whose currency no rate leads to, is not compared, and is never taken for cheap. Free is compared with everything.
 */
export function compareCosts(costs: readonly OwnCost[], rates: readonly ExchangeRate[], day: string): Compared[] {
  const currency = commonCurrency(costs, rates, day)
  return costs.map((cost) => {
    if (cost.kind === 'free') return { cost, pico: 0n, reason: null }
    if (cost.kind === 'unknown' || currency === null) return { cost, pico: null, reason: 'unpriced' }
    const converted = inCurrency(cost.amount, currency, rates, day)
    return converted === null
      ? { cost, pico: null, reason: 'withoutRate' }
      : { cost, pico: converted.pico, reason: null }
  })
}

function commonCurrency(costs: readonly OwnCost[], rates: readonly ExchangeRate[], day: string): Currency | null {
  const amounts = costs.flatMap((cost) => (cost.kind === 'known' ? [cost.amount] : []))
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort()
  const reach = (to: Currency) => amounts.filter((amount) => inCurrency(amount, to, rates, day) !== null).length
  return currencies.reduce<Currency | null>(
    (best, each) => (best === null || reach(each) > reach(best) ? each : best),
    null,
  )
}

function inCurrency(amount: ExactAmount, to: Currency, rates: readonly ExchangeRate[], day: string) {
  if (amount.currency === to) return amount
  const rate = rateBetween(rates, { from: amount.currency, to }, day)
  return rate === null ? null : convert(amount, rate, 'up')
}
