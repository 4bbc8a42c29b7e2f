import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantSchema } from '../../../../shared/model/brand.ts'
import { microsOf, picoPerMicro } from '../../../../shared/model/money.ts'
import { priceSchema, type Price } from '../../../../shared/model/price.ts'
import { addTokens, noTokens, type TokenCounts, tokenKinds } from '../../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../../shared/rules/price/cost.ts'
import { costRange } from '../../../../shared/rules/price/cost-range.ts'
import { type CallBounds, dearestCost, dearestRates } from '../../../../shared/rules/price/dearest.ts'
import type { CallFacts, RatedPrice } from '../../../../shared/rules/price/rates.ts'
import { at, peakHours, ratedPrice, rates } from './prices.ts'

const noon = at('2026-11-24T12:00:00+08:00')

const count = fc.nat({ max: 400_000 })
const tokensArbitrary: fc.Arbitrary<TokenCounts> = fc.record({
  input: count,
  cachedRead: count,
  cacheWrite: count,
  imageInput: count,
  audioInput: count,
  output: count,
  reasoning: count,
  audioOutput: count,
})
const rate = fc.oneof(fc.nat({ max: 1_000_000_000 }), fc.constantFrom(0, 1, 3_625, 20_000, 999_999_999_999))
const own = fc.option(rate, { nil: null })
const ratesArbitrary = fc.record({
  input: rate,
  output: rate,
  cachedRead: own,
  cachedReadExplicit: own,
  cacheWrite: own,
  cacheWriteLong: own,
  reasoning: own,
  imageInput: own,
  audioInput: own,
  audioOutput: own,
  perRequest: rate,
})
const orNone = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null })
const whenArbitrary = fc
  .record({
    inputAbove: orNone(fc.record({ tokens: fc.nat({ max: 900_000 }), inclusive: fc.boolean() })),
    outputAtMost: orNone(fc.integer({ min: 1, max: 900_000 })),
    thinking: orNone(fc.boolean()),
    serviceTier: orNone(fc.constantFrom('flex', 'priority')),
    window: orNone(fc.constantFrom(peakHours, { ...peakHours, exceptHolidays: null, weekdays: [6, 7] })),
  })
  .filter((when) => Object.values(when).some((condition) => condition !== null))
const priceArbitrary: fc.Arbitrary<RatedPrice> = fc
  .record({
    rates: ratesArbitrary,
    variants: fc.array(fc.record({ when: whenArbitrary, rates: ratesArbitrary }), { maxLength: 4 }),
  })
  .map(({ rates: base, variants }) => {
    const price = priceSchema.parse({
      kind: 'rates',
      currency: 'USD',
      rates: base,
      variants,
      validFrom: 0,
      source: 'any',
    })
    if (price.kind !== 'rates') throw new Error('not rated')
    return price
  })
const instant = fc
  .integer({ min: at('2026-09-20T00:00:00Z'), max: at('2027-02-01T00:00:00Z') })
  .map((milliseconds) => instantSchema.parse(milliseconds))
const factsArbitrary: fc.Arbitrary<CallFacts> = fc.record({
  at: instant,
  thinking: fc.option(fc.boolean(), { nil: null }),
  serviceTier: fc.constantFrom(null, 'default', 'flex', 'priority', 'scale'),
  explicitCache: fc.boolean(),
  longCache: fc.boolean(),
})

function picoOf(price: Price, tokens: TokenCounts, facts: CallFacts): bigint {
  const cost = costOf(price, tokens, facts)
  if (cost.status !== 'known') throw new Error(cost.status)
  return cost.pico
}

describe('exact costs', () => {
  it('are the sum of their parts, each tokens times rate', () => {
    fc.assert(
      fc.property(priceArbitrary, tokensArbitrary, factsArbitrary, (price, tokens, facts) => {
        const cost = costOf(price, tokens, facts)
        if (cost.status !== 'known') return false
        const sum = cost.parts.reduce((total, part) => total + part.pico, 0n)
        const products = cost.parts.every(
          (part) => part.pico === BigInt(part.rate) * BigInt(part.kind === 'request' ? 1 : part.tokens),
        )
        return sum === cost.pico && products && cost.pico >= 0n
      }),
    )
  })

  it('never fall when a token is added within a tier', () => {
    fc.assert(
      fc.property(ratesArbitrary, tokensArbitrary, fc.constantFrom(...tokenKinds), (base, tokens, kind) => {
        const price = ratedPrice({ rates: { ...rates(0, 0), ...withoutNulls(base) } })
        const more = { ...tokens, [kind]: tokens[kind] + 1 }
        return picoOf(price, more, plainFacts(noon)) >= picoOf(price, tokens, plainFacts(noon))
      }),
    )
  })

  it('add up within a tier: two calls cost what one of both costs, but for the fee per request', () => {
    fc.assert(
      fc.property(ratesArbitrary, tokensArbitrary, tokensArbitrary, (base, left, right) => {
        const price = ratedPrice({ rates: { ...rates(0, 0), ...withoutNulls(base) } })
        const of = (tokens: TokenCounts) => picoOf(price, tokens, plainFacts(noon))
        return of(left) + of(right) === of(addTokens(left, right)) + BigInt(price.rates.perRequest)
      }),
    )
  })

  it('of a million tiny calls add up exactly, far below what a micro-unit holds', () => {
    // 1 cached token at 0.0028 a million is 2,800 pico-units: 0.0000000028.
    const price = ratedPrice({ rates: rates(140_000, 280_000, { cachedRead: 2_800 }) })
    const tiny = { ...noTokens, cachedRead: 1 }
    let sum = 0n
    for (let call = 0; call < 1_000_000; call++) sum += picoOf(price, tiny, plainFacts(noon))
    expect(sum).toBe(2_800n * 1_000_000n)
    expect(microsOf(sum)).toBe(2_800)
    expect(microsOf(picoOf(price, tiny, plainFacts(noon)))).toBe(0)
  })

  it('stay exact where a float no longer could', () => {
    const price = ratedPrice({ rates: rates(999_999_999_999, 1) })
    const tokens = { ...noTokens, input: 999_999_999, output: 1 }
    expect(picoOf(price, tokens, plainFacts(noon))).toBe(999_999_999_999n * 999_999_999n + 1n)
  })
})

describe('the bound before a call', () => {
  it('is never passed, whatever the call uses within it, at any moment of its span', () => {
    fc.assert(
      fc.property(
        priceArbitrary,
        tokensArbitrary,
        factsArbitrary,
        fc.nat({ max: 3 * 24 * 3_600_000 }),
        fc.nat({ max: 3 * 24 * 3_600_000 }),
        fc.record({ tier: fc.boolean(), thinking: fc.boolean(), caches: fc.boolean(), kinds: fc.boolean() }),
        (price, tokens, facts, before, after, knows) => {
          const bounds = boundsAround(tokens, facts, { before, after }, knows)
          const bound = dearestCost(dearestRates(price, bounds), bounds)
          return picoOf(price, tokens, facts) <= bound
        },
      ),
      { numRuns: 3_000 },
    )
  })

  it('holds for every moment a call may be charged at', () => {
    fc.assert(
      fc.property(
        priceArbitrary,
        tokensArbitrary,
        factsArbitrary,
        fc.nat({ max: 40 * 3_600_000 }),
        (price, tokens, facts, length) => {
          const endedAt = instantSchema.parse(facts.at + length)
          const range = costRange(price, tokens, facts, endedAt)
          const own = picoOf(price, tokens, facts)
          if (range === null) return true
          const bounds = boundsAround(
            tokens,
            facts,
            { before: 0, after: length },
            { tier: true, thinking: false, caches: true, kinds: true },
          )
          return range.low <= own && own <= range.high && range.high <= dearestCost(dearestRates(price, bounds), bounds)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

function boundsAround(
  tokens: TokenCounts,
  facts: CallFacts,
  span: { before: number; after: number },
  knows: { tier: boolean; thinking: boolean; caches: boolean; kinds: boolean },
): CallBounds {
  return {
    from: instantSchema.parse(facts.at - span.before),
    until: instantSchema.parse(facts.at + span.after),
    input: tokens.input + tokens.cachedRead + tokens.cacheWrite + tokens.imageInput + tokens.audioInput,
    output: tokens.output + tokens.reasoning + tokens.audioOutput,
    kinds: knows.kinds ? tokenKinds.filter((kind) => tokens[kind] > 0) : null,
    thinking: knows.thinking ? facts.thinking : null,
    serviceTiers: knows.tier ? [facts.serviceTier] : null,
    explicitCache: knows.caches ? facts.explicitCache : null,
    longCache: knows.caches ? facts.longCache : null,
  }
}

function withoutNulls(base: Record<string, number | null>): Record<string, number> {
  return Object.fromEntries(Object.entries(base).flatMap(([kind, value]) => (value === null ? [] : [[kind, value]])))
}

it('a micro-unit is a million pico-units, as rates per million need it', () => {
  expect(picoPerMicro).toBe(1_000_000n)
})
