import type { Instant } from '../../model/brand.ts'
import type { Currency, Pico } from '../../model/money.ts'
import type { PriceConditions } from '../../model/price.ts'
import { directionOf, type TokenKind, tokenKinds } from '../../model/usage.ts'
import { type Chance, either, fails, holds, reachableRates, together } from './reachable.ts'
import { rateOf, type RatedPrice } from './rates.ts'
import { windowOver } from './window.ts'

/** What is known of a call before it is made. */
export type CallBounds = {
  /** The first and the last moment at which the vendor may fix the price. */
  from: Instant
  until: Instant
  /** At most this many tokens are read and written, of all kinds together. */
  input: number
  output: number
  /** Which kinds may occur; null for all. A request without sound has no audio tokens. */
  kinds: readonly TokenKind[] | null
  /** Null: unknown. */
  thinking: boolean | null
  /** Tiers the vendor may serve it on, null in the list for the usual one; null for all. */
  serviceTiers: readonly (string | null)[] | null
  /** Null: either. */
  explicitCache: boolean | null
  longCache: boolean | null
}

/** The dearest a call can meet, in micro-units per million: for a token read, for one written, and the fee per request. */
export type DearestRates = { currency: Currency; read: number; written: number; perRequest: number }

/**
 * An upper bound of the rates a call can meet: the dearest of every variant its bounds allow, at any moment of the span, with
 * an unknown calendar counted both ways. Whatever the call then uses within its bounds costs no more than `dearestCost`.
 */
export function dearestRates(price: RatedPrice, bounds: CallBounds): DearestRates {
  const sets = reachableRates(price, (when) => chanceOf(when, bounds))
  const caches = flags(bounds.explicitCache).flatMap((explicitCache) =>
    flags(bounds.longCache).map((longCache) => ({ explicitCache, longCache })),
  )
  const kinds = tokenKinds.filter((kind) => bounds.kinds === null || isBase(kind) || bounds.kinds.includes(kind))
  const dearest = (direction: 'read' | 'written'): number =>
    Math.max(
      ...kinds
        .filter((kind) => directionOf(kind) === direction)
        .flatMap((kind) => sets.flatMap((rates) => caches.map((facts) => rateOf(rates, kind, facts)))),
    )
  return {
    currency: price.currency,
    read: dearest('read'),
    written: dearest('written'),
    perRequest: Math.max(...sets.map((rates) => rates.perRequest)),
  }
}

/** What so many tokens cost at most. */
export function dearestCost(rates: DearestRates, tokens: { input: number; output: number }): Pico {
  return (
    BigInt(tokens.input) * BigInt(rates.read) + BigInt(tokens.output) * BigInt(rates.written) + BigInt(rates.perRequest)
  )
}

/**
 * How many tokens may be written so that the call costs no more than an amount: null when even the input does not fit. Where
 * writing costs nothing, the largest safe integer.
 */
export function outputWithin(rates: DearestRates, input: number, pico: Pico): number | null {
  const left = pico - dearestCost(rates, { input, output: 0 })
  if (left < 0n) return null
  if (rates.written === 0) return Number.MAX_SAFE_INTEGER
  const most = left / BigInt(rates.written)
  return most > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(most)
}

function chanceOf(when: PriceConditions, bounds: CallBounds): Chance {
  return together([
    inputChance(when.inputAbove, bounds.input),
    outputChance(when.outputAtMost, bounds.output),
    when.thinking === null ? holds : sameAs(when.thinking, bounds.thinking),
    tierChance(when.serviceTier, bounds.serviceTiers),
    when.window === null ? holds : windowOver(when.window, bounds.from, bounds.until),
  ])
}

function inputChance(above: PriceConditions['inputAbove'], most: number): Chance {
  if (above === null || (above.inclusive && above.tokens === 0)) return holds
  return (above.inclusive ? most >= above.tokens : most > above.tokens) ? either : fails
}

function outputChance(atMost: number | null, most: number): Chance {
  return atMost === null || most <= atMost ? holds : either
}

function tierChance(tier: string | null, possible: CallBounds['serviceTiers']): Chance {
  if (tier === null) return holds
  if (possible === null) return either
  if (!possible.includes(tier)) return fails
  return possible.every((each) => each === tier) ? holds : either
}

function sameAs(wanted: boolean, known: boolean | null): Chance {
  if (known === null) return either
  return known === wanted ? holds : fails
}

function flags(known: boolean | null): readonly boolean[] {
  return known === null ? [false, true] : [known]
}

/** Text always occurs, and is what other kinds are charged as. */
function isBase(kind: TokenKind): boolean {
  return kind === 'input' || kind === 'output'
}
