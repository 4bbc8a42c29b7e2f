import type { Instant } from '../../model/brand.ts'
import type { Price, PriceConditions, PriceVariant, Rates } from '../../model/price.ts'
import type { TokenCounts, TokenKind } from '../../model/usage.ts'
import { directionOf, tokenKinds } from '../../model/usage.ts'
import { windowHolds } from './window.ts'

export type RatedPrice = Extract<Price, { kind: 'rates' }>

/** What a price may depend on beyond the tokens themselves. */
export type CallFacts = {
  /** When the request was sent; prices that change with the hour go by it. */
  at: Instant
  /** Null when nobody said whether it was thinking; then it was if there are reasoning tokens. */
  thinking: boolean | null
  /** The tier the response says it was served on; null when it says none. */
  serviceTier: string | null
  /** The request marked parts to be cached itself. */
  explicitCache: boolean
  /** The request asked for the cache that lives longer. */
  longCache: boolean
}

/**
 * Why a cost may not be what the vendor charges: nobody published that year's holidays; thinking has a price of its own and
 * nobody said whether there was any; the tier that was served, cached tokens, a longer cache or sound have no rate of their own.
 */
export type Doubt = 'calendar' | 'thinking' | 'serviceTier' | 'cachedRead' | 'cacheWriteLong' | 'audio'

export type ChosenRates = { rates: Rates; variant: PriceVariant | null; doubts: Doubt[] }

/** The rates that hold for the whole request, the variant they are of (null: the base rates), and what is in doubt. */
export function ratesFor(price: RatedPrice, tokens: TokenCounts, facts: CallFacts): ChosenRates {
  const doubts = new Set<Doubt>()
  const tiers = price.variants.map(({ when }) => when.serviceTier)
  if (isUnusualTier(facts.serviceTier) && !tiers.includes(facts.serviceTier)) doubts.add('serviceTier')
  for (const variant of price.variants) {
    const asked = metApartFromTime(variant.when, tokens, facts)
    if (!asked.met && !asked.inDoubt) continue
    const window = variant.when.window === null ? alwaysOpen : windowHolds(variant.when.window, facts.at)
    if (asked.inDoubt && window.holds) doubts.add('thinking')
    if (asked.met && !window.certain) doubts.add('calendar')
    if (asked.met && window.holds) return { rates: variant.rates, variant, doubts: [...doubts] }
  }
  return { rates: price.rates, variant: null, doubts: [...doubts] }
}

/**
 * Whether a variant's conditions are met, its window left aside. In doubt where only thinking decides, nobody said whether there
 * was any, and no reasoning was counted: some vendors do not count it.
 */
export function metApartFromTime(
  when: PriceConditions,
  tokens: TokenCounts,
  facts: CallFacts,
): { met: boolean; inDoubt: boolean } {
  const tierMet = when.serviceTier === null || when.serviceTier === facts.serviceTier
  if (!tierMet || !measureMet(when, tokens)) return { met: false, inDoubt: false }
  if (when.thinking === null) return { met: true, inDoubt: false }
  const thinking = facts.thinking ?? tokens.reasoning > 0
  return { met: when.thinking === thinking, inDoubt: facts.thinking === null && !thinking }
}

/** Micro-units per million tokens of that kind; kinds without a rate of their own are charged as input or output. */
export function rateOf(rates: Rates, kind: TokenKind, facts: Pick<CallFacts, 'explicitCache' | 'longCache'>): number {
  const base = directionOf(kind) === 'read' ? rates.input : rates.output
  return ownRate(rates, kind, facts) ?? base
}

/**
 * What is in doubt when a kind is charged without a rate of its own. Reasoning is output, images are input and a cache is
 * written at the input's price wherever a vendor does not say otherwise; reading a cache is cheaper everywhere, a longer one
 * and sound are dearer.
 */
export function doubtOf(rates: Rates, kind: TokenKind, facts: Pick<CallFacts, 'longCache'>): Doubt | null {
  switch (kind) {
    case 'cachedRead':
      return rates.cachedRead === null ? 'cachedRead' : null
    case 'cacheWrite':
      return facts.longCache && rates.cacheWriteLong === null ? 'cacheWriteLong' : null
    case 'audioInput':
      return rates.audioInput === null ? 'audio' : null
    case 'audioOutput':
      return rates.audioOutput === null ? 'audio' : null
    case 'input':
    case 'imageInput':
    case 'output':
    case 'reasoning':
      return null
  }
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

function measureMet({ inputAbove, outputAtMost }: PriceConditions, tokens: TokenCounts): boolean {
  if (outputAtMost !== null && sumOf(tokens, 'written') > outputAtMost) return false
  if (inputAbove === null) return true
  const read = sumOf(tokens, 'read')
  return inputAbove.inclusive ? read >= inputAbove.tokens : read > inputAbove.tokens
}

function sumOf(tokens: TokenCounts, direction: 'read' | 'written'): number {
  return tokenKinds.reduce((total, kind) => (directionOf(kind) === direction ? total + tokens[kind] : total), 0)
}

const alwaysOpen = { holds: true, certain: true }

/** Names of the tier the base rates are for; OpenAI answers `default`. */
const usualTiers = ['default', 'auto', 'standard']

function isUnusualTier(tier: string | null): boolean {
  return tier !== null && !usualTiers.includes(tier)
}
