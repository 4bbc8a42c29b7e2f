import type { Instant } from '../../model/brand.ts'
import type { Price, PriceVariant, Rates } from '../../model/price.ts'
import type { TokenCounts, TokenKind } from '../../model/usage.ts'
import { directionOf, tokenKinds } from '../../model/usage.ts'
import { windowHolds } from './window.ts'

export type RatedPrice = Extract<Price, { kind: 'rates' }>

/** What a price may depend on beyond the tokens themselves. */
export type CallFacts = {
  /** When the request was sent; prices that change with the hour go by it. */
  at: Instant
  /** Null when the vendor did not say whether it was thinking. */
  thinking: boolean | null
  /** The tier the response says it was served on; null when it says none. */
  serviceTier: string | null
  /** The request marked parts to be cached itself. */
  explicitCache: boolean
  /** The request asked for the cache that lives longer. */
  longCache: boolean
}

/** The rates that hold for the whole request, and whether a calendar was missing to be certain of them. */
export function ratesFor(price: RatedPrice, tokens: TokenCounts, facts: CallFacts): { rates: Rates; certain: boolean } {
  let certain = true
  for (const variant of price.variants) {
    const met = conditionsMet(variant, tokens, facts)
    if (met.holds) return { rates: variant.rates, certain: certain && met.certain }
    certain = certain && met.certain
  }
  return { rates: price.rates, certain }
}

/** Micro-units per million tokens of that kind; kinds without a rate of their own are charged as input or output. */
export function rateOf(rates: Rates, kind: TokenKind, facts: Pick<CallFacts, 'explicitCache' | 'longCache'>): number {
  const base = directionOf(kind) === 'read' ? rates.input : rates.output
  return ownRate(rates, kind, facts) ?? base
}

function ownRate(rates: Rates, kind: TokenKind, facts: Pick<CallFacts, 'explicitCache' | 'longCache'>): number | null {
  switch (kind) {
    case 'input':
      return rates.input
    case 'cachedRead':
      return facts.explicitCache ? (rates.cachedReadExplicit ?? rates.cachedRead) : rates.cachedRead
    case 'cacheWrite':
      return facts.longCache ? (rates.cacheWriteLong ?? rates.cacheWrite) : rates.cacheWrite
    case 'imageInput':
      return rates.imageInput
    case 'audioInput':
      return rates.audioInput
    case 'output':
      return rates.output
    case 'reasoning':
      return rates.reasoning
    case 'audioOutput':
      return rates.audioOutput
  }
}

function conditionsMet({ when }: PriceVariant, tokens: TokenCounts, facts: CallFacts) {
  const { inputAbove, outputAtMost, thinking, serviceTier, window } = when
  const sum = (direction: 'read' | 'written') =>
    tokenKinds.reduce((total, kind) => (directionOf(kind) === direction ? total + tokens[kind] : total), 0)
  if (inputAbove !== null) {
    const input = sum('read')
    if (inputAbove.inclusive ? input < inputAbove.tokens : input <= inputAbove.tokens) return no
  }
  if (outputAtMost !== null && sum('written') > outputAtMost) return no
  if (thinking !== null && thinking !== (facts.thinking ?? tokens.reasoning > 0)) return no
  if (serviceTier !== null && serviceTier !== facts.serviceTier) return no
  return window === null ? yes : windowHolds(window, facts.at)
}

const no = { holds: false, certain: true }
const yes = { holds: true, certain: true }
