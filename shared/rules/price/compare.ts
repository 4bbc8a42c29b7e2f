import { instantSchema } from '../../model/brand.ts'
import type { Pico } from '../../model/money.ts'
import type { Price } from '../../model/price.ts'
import { type TokenCounts, type TokenKind, tokenKinds } from '../../model/usage.ts'
import { partsOf, plainFacts, sumOf } from './cost.ts'
import { metApartFromTime, type RatedPrice } from './rates.ts'
import { either, fails, holds, reachableRates } from './reachable.ts'

/** Tokens of calls that were alike, such as those of one agent with one model. */
export type UsedTokens = { calls: number; tokens: TokenCounts }

/**
 * What calls would have cost at another price, as far as sums of them can tell: the length of each text is the average of its kind of
 * call, and the hours are any there are. Null: free. Exact in pico-units for those assumptions.
 */
export function costAt(price: Price, used: readonly UsedTokens[]): { low: Pico; high: Pico; byLength: boolean } | null {
  if (price.kind === 'free') return null
  let [low, high] = [0n, 0n]
  for (const { calls, tokens } of used) {
    const costs = costsOf(price, calls, tokens)
    low += costs.reduce((least, cost) => (cost < least ? cost : least))
    high += costs.reduce((most, cost) => (cost > most ? cost : most))
  }
  const byLength = price.variants.some(({ when }) => when.inputAbove !== null || when.outputAtMost !== null)
  return { low, high, byLength }
}

const facts = plainFacts(instantSchema.parse(0))

function costsOf(price: RatedPrice, calls: number, tokens: TokenCounts): [Pico, ...Pico[]] {
  const each = averageOf(tokens, Math.max(1, calls))
  const reachable = reachableRates(price, (when) => {
    if (!metApartFromTime(when, each, facts).met) return fails
    return when.window === null ? holds : either
  })
  const costs = reachable.map(
    (rates) => sumOf(partsOf({ ...rates, perRequest: 0 }, tokens, facts)) + BigInt(rates.perRequest) * BigInt(calls),
  )
  const [first = 0n, ...others] = costs
  return [first, ...others]
}

function averageOf(tokens: TokenCounts, calls: number): TokenCounts {
  const average = (kind: TokenKind): number => Math.round(tokens[kind] / calls)
  const counts = { ...tokens }
  for (const kind of tokenKinds) counts[kind] = average(kind)
  return counts
}
