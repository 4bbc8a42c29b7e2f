import type { Instant } from '../../model/brand.ts'
import type { Currency, Pico } from '../../model/money.ts'
import type { Price } from '../../model/price.ts'
import { type TokenCounts, type TokenKind, tokenKinds } from '../../model/usage.ts'
import { type CallFacts, rateOf, ratesFor } from './rates.ts'

/** What a call cost. Unknown is never zero, and free is not the same as a price of zero. */
export type Cost =
  | {
      status: 'known'
      currency: Currency
      pico: Pico
      /** How the sum comes about; `request` is the fee per request. Only kinds with tokens are listed. */
      parts: { kind: TokenKind | 'request'; tokens: number; rate: number; pico: Pico }[]
      /** False when the price depends on a calendar that is not known for that day. */
      certain: boolean
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
 */
export function costOf(price: Price | null, tokens: TokenCounts, facts: CallFacts): Cost {
  if (price === null) return { status: 'unknown' }
  if (price.kind === 'free') return { status: 'free' }
  const { rates, certain } = ratesFor(price, tokens, facts)
  const parts: Extract<Cost, { status: 'known' }>['parts'] = []
  for (const kind of tokenKinds) {
    const count = tokens[kind]
    if (count === 0) continue
    const rate = rateOf(rates, kind, facts)
    parts.push({ kind, tokens: count, rate, pico: BigInt(count) * BigInt(rate) })
  }
  if (rates.perRequest > 0) {
    parts.push({ kind: 'request', tokens: 0, rate: rates.perRequest, pico: BigInt(rates.perRequest) })
  }
  const pico = parts.reduce((sum, part) => sum + part.pico, 0n)
  return { status: 'known', currency: price.currency, pico, parts, certain }
}
