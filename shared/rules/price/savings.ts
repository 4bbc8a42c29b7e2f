import { instantSchema } from '../../model/brand.ts'
import type { Pico } from '../../model/money.ts'
import type { Price, Rates } from '../../model/price.ts'
import type { TokenCounts } from '../../model/usage.ts'
import { partsOf, plainFacts, sumOf } from './cost.ts'
import { type CallFacts, metApartFromTime, type RatedPrice } from './rates.ts'
import { either, fails, holds, reachableRates } from './reachable.ts'

/**
 * What a call would have cost more, in exact pico-units of its own price. `cache`: had everything been read anew; below zero where
 * writing to a cache cost more than reading from it spared. `hours`: had it been made at the dearest hours of the same price.
 */
export type Savings = { cache: Pico; hours: Pico }

export const nothingSaved: Savings = { cache: 0n, hours: 0n }

/**
 * Works out under which rates of its price a call was charged, and from those what it was spared. Null: the amount is none the price
 * can come to, such as one the vendor reported itself, and nobody can say.
 */
export function savingsOf(price: Price | null, tokens: TokenCounts, charged: Pico): Savings | null {
  if (price === null || price.kind === 'free') return null
  for (const facts of factsOf(price)) {
    const reachable = reachableRates(price, (when) => {
      if (!metApartFromTime(when, tokens, facts).met) return fails
      return when.window === null ? holds : either
    })
    const costs = reachable.map((rates) => sumOf(partsOf(rates, tokens, facts)))
    const rates = reachable[costs.indexOf(charged)]
    if (rates === undefined) continue
    const dearest = costs.reduce((most, cost) => (cost > most ? cost : most), charged)
    return { cache: cacheSaving(rates, tokens, facts), hours: dearest - charged }
  }
  return null
}

function cacheSaving(rates: Rates, tokens: TokenCounts, facts: CallFacts): Pico {
  const cached = partsOf(rates, tokens, facts).filter(({ kind }) => kind === 'cachedRead' || kind === 'cacheWrite')
  return cached.reduce((sum, part) => sum + BigInt(part.tokens) * BigInt(rates.input) - part.pico, 0n)
}

const plain = plainFacts(instantSchema.parse(0))
const unsaid = { thinking: [null], explicitCache: [false], longCache: [false] } as const

/** Everything a call may have been that its price asks for and the books do not hold, the usual first. */
function* factsOf(price: RatedPrice): Generator<CallFacts> {
  const all = [price.rates, ...price.variants.map(({ rates }) => rates)]
  const asks = {
    tiers: new Set([null, ...price.variants.map(({ when }) => when.serviceTier)]),
    thinking: price.variants.some(({ when }) => when.thinking !== null) ? [null, true, false] : unsaid.thinking,
    explicitCache: all.some((rates) => rates.cachedReadExplicit !== null) ? [false, true] : unsaid.explicitCache,
    longCache: all.some((rates) => rates.cacheWriteLong !== null) ? [false, true] : unsaid.longCache,
  }
  for (const serviceTier of asks.tiers)
    for (const thinking of asks.thinking)
      for (const explicitCache of asks.explicitCache)
        for (const longCache of asks.longCache) yield { ...plain, serviceTier, thinking, explicitCache, longCache }
}
