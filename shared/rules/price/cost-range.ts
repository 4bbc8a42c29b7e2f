import type { Instant } from '../../model/brand.ts'
import type { Pico } from '../../model/money.ts'
import type { Price, PriceConditions } from '../../model/price.ts'
import type { TokenCounts } from '../../model/usage.ts'
import { partsOf, sumOf } from './cost.ts'
import { type Chance, fails, holds, reachableRates } from './reachable.ts'
import { type CallFacts, metApartFromTime } from './rates.ts'
import { windowOver } from './window.ts'

/**
 * The least and the most a call may have cost when its price changed while it ran: price pages (DeepSeek's, read 2026-11)
 * do not say which instant decides, so the cost is taken at the start and this is what the other instants would give. A calendar
 * nobody has published counts as both. Null when every instant gives the same.
 */
export function costRange(
  price: Price | null,
  tokens: TokenCounts,
  facts: CallFacts,
  endedAt: Instant,
): { low: Pico; high: Pico } | null {
  if (price === null || price.kind === 'free') return null
  const sums = reachableRates(price, (when) => chanceOf(when, tokens, facts, endedAt)).map((rates) =>
    sumOf(partsOf(rates, tokens, facts)),
  )
  const low = sums.reduce((least, sum) => (sum < least ? sum : least))
  const high = sums.reduce((most, sum) => (sum > most ? sum : most))
  return low === high ? null : { low, high }
}

/** Only the time is open: whatever else a variant asks is as the call was. */
function chanceOf(when: PriceConditions, tokens: TokenCounts, facts: CallFacts, endedAt: Instant): Chance {
  if (!metApartFromTime(when, tokens, facts).met) return fails
  return when.window === null ? holds : windowOver(when.window, facts.at, endedAt)
}
