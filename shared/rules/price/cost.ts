import { CodedError } from '../../contract/errors.ts'
import type { Instant } from '../../model/brand.ts'
import type { Currency, Pico } from '../../model/money.ts'
import type { Price, PriceVariant, Rates } from '../../model/price.ts'
import { type TokenCounts, type TokenKind, tokenKinds } from '../../model/usage.ts'
import { type CallFacts, type Doubt, doubtOf, rateOf, ratesFor } from './rates.ts'

/** What one kind of token cost; `request` is the fee per request. `rate` is micro-units per million. */
export type CostPart = { kind: TokenKind | 'request'; tokens: number; rate: number; pico: Pico }

/** What a call cost. Unknown is never zero, and free is not the same as a price of zero. */
export type Cost =
  | {
      status: 'known'
      currency: Currency
      pico: Pico
      /** How the sum comes about. Only kinds with tokens are listed. */
      parts: CostPart[]
      /** The variant whose rates hold for the whole request; null: the base rates. */
      variant: PriceVariant | null
      /** False when something in `doubts` could make the vendor charge another amount. */
      certain: boolean
      doubts: Doubt[]
    }
  | { status: 'free' }
  | { status: 'unknown' }

/** Facts of an ordinary call: no tier named, no cache asked for. */
export function plainFacts(at: Instant): CallFacts {
  return { at, thinking: null, serviceTier: null, explicitCache: false, longCache: false }
}

/**
 * The exact cost of one call, in pico-units: tokens x micro-units per million tokens, summed without rounding. The
 * whole request is charged at one set of rates, chosen by its total input, its tier and the moment it was sent.
 * @throws {CodedError} `request.invalid` when a count is negative, fractional or beyond the safe integers.
 */
export function costOf(price: Price | null, tokens: TokenCounts, facts: CallFacts): Cost {
  checkCounts(tokens)
  if (price === null) return { status: 'unknown' }
  if (price.kind === 'free') return { status: 'free' }
  const { rates, variant, doubts: doubtsOfRates } = ratesFor(price, tokens, facts)
  const parts = partsOf(rates, tokens, facts)
  const doubts = new Set(doubtsOfRates)
  for (const { kind } of parts) {
    const doubt = kind === 'request' ? null : doubtOf(rates, kind, facts)
    if (doubt !== null) doubts.add(doubt)
  }
  return {
    status: 'known',
    currency: price.currency,
    pico: sumOf(parts),
    parts,
    variant,
    certain: doubts.size === 0,
    doubts: [...doubts],
  }
}

/** What every kind of token costs at one set of rates, and the fee per request. */
export function partsOf(
  rates: Rates,
  tokens: TokenCounts,
  facts: Pick<CallFacts, 'explicitCache' | 'longCache'>,
): CostPart[] {
  const parts: CostPart[] = []
  for (const kind of tokenKinds) {
    const count = tokens[kind]
    if (count === 0) continue
    const rate = rateOf(rates, kind, facts)
    parts.push({ kind, tokens: count, rate, pico: BigInt(count) * BigInt(rate) })
  }
  if (rates.perRequest > 0) {
    parts.push({ kind: 'request', tokens: 0, rate: rates.perRequest, pico: BigInt(rates.perRequest) })
  }
  return parts
}

/** The parts together. */
export function sumOf(parts: readonly CostPart[]): Pico {
  return parts.reduce((sum, part) => sum + part.pico, 0n)
}

function checkCounts(tokens: TokenCounts): void {
  const bad = tokenKinds.find((kind) => !Number.isSafeInteger(tokens[kind]) || tokens[kind] < 0)
  if (bad !== undefined) throw new CodedError('request.invalid', {}, `${bad}: ${tokens[bad]} is no count of tokens`)
}
