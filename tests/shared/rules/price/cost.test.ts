import { describe, expect, it } from 'vitest'
import { noTokens, type TokenCounts } from '../../../../shared/model/usage.ts'
import { type Cost, costOf, plainFacts } from '../../../../shared/rules/price/cost.ts'
import { decimalOfPico } from '../../../../shared/rules/price/decimal.ts'
import type { CallFacts } from '../../../../shared/rules/price/rates.ts'
import { priceSchema } from '../../../../shared/model/price.ts'
import { at, flash, ratedPrice, rates } from './prices.ts'

const noon = at('2026-11-24T12:00:00+08:00')
const plain = plainFacts(noon)

function known(cost: Cost): Extract<Cost, { status: 'known' }> {
  if (cost.status !== 'known') expect.fail(cost.status)
  return cost
}
const price = (of: Parameters<typeof costOf>[0], tokens: Partial<TokenCounts>, facts: Partial<CallFacts> = {}) =>
  known(costOf(of, { ...noTokens, ...tokens }, { ...plain, ...facts }))
const amount = (...call: Parameters<typeof price>) => decimalOfPico(price(...call).pico)

describe('what a call cost', () => {
  it('is tokens times rate, kind by kind', () => {
    const cost = price(flash, { input: 176, cachedRead: 1_024, output: 100, reasoning: 245 })
    expect(decimalOfPico(cost.pico)).toBe('0.00157648')
    expect(cost.parts).toEqual([
      { kind: 'input', tokens: 176, rate: 1_000_000, pico: 176_000_000n },
      { kind: 'cachedRead', tokens: 1_024, rate: 20_000, pico: 20_480_000n },
      { kind: 'output', tokens: 100, rate: 4_000_000, pico: 400_000_000n },
      { kind: 'reasoning', tokens: 245, rate: 4_000_000, pico: 980_000_000n },
    ])
    expect(cost).toMatchObject({ currency: 'CNY', certain: true, doubts: [], variant: null })
  })

  it('is known as free, and known as unknown, and neither is zero', () => {
    const free = priceSchema.parse({ kind: 'free', validFrom: noon, source: 'runs here' })
    expect(costOf(free, { ...noTokens, input: 5 }, plain)).toEqual({ status: 'free' })
    expect(costOf(null, { ...noTokens, input: 5 }, plain)).toEqual({ status: 'unknown' })
  })

  it('goes by the hour the request was sent', () => {
    expect(amount(flash, { input: 1_000 }, { at: at('2026-11-24T08:59:59.999+08:00') })).toBe('0.001')
    expect(amount(flash, { input: 1_000 }, { at: at('2026-11-24T09:00:00+08:00') })).toBe('0.002')
    const cost = price(flash, { input: 1_000 }, { at: at('2026-11-24T09:00:00+08:00') })
    expect(cost.variant?.name).toBe('peak')
  })

  it('is uncertain where nobody published the holidays, and only there', () => {
    const unknownDay = price(flash, { input: 1_000 }, { at: at('2027-06-01T10:00:00+08:00') })
    expect(unknownDay).toMatchObject({ pico: 2_000_000_000n, certain: false, doubts: ['calendar'] })
    expect(price(flash, { input: 1 }, { at: at('2027-06-01T13:00:00+08:00') }).certain).toBe(true)
  })

  it('adds the fee per request to each request, even to one of no tokens', () => {
    const fee = ratedPrice({ rates: rates(0, 0, { perRequest: 5_000_000_000 }) })
    expect(amount(fee, {})).toBe('0.005')
    expect(price(fee, {}).parts).toEqual([{ kind: 'request', tokens: 0, rate: 5_000_000_000, pico: 5_000_000_000n }])
  })

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('refuses %s tokens', (count) => {
    expect(() => costOf(flash, { ...noTokens, output: count }, plain)).toThrow(/^request\.invalid/)
  })
})

describe('tiers by total input', () => {
  const tiered = (inclusive: boolean) =>
    ratedPrice({
      variants: [
        { when: { inputAbove: { tokens: 128_000, inclusive } }, rates: rates(3_000_000, 3_000_000) },
        { when: { inputAbove: { tokens: 32_000, inclusive } }, rates: rates(2_000_000, 2_000_000) },
      ],
    })

  it.each([
    [31_999, 1, 1],
    [32_000, 1, 2],
    [32_001, 2, 2],
    [127_999, 2, 2],
    [128_000, 2, 3],
    [128_001, 3, 3],
  ])('%i tokens: %i when the limit is below, %i when it is within', (input, exclusive, inclusive) => {
    const perToken = (of: boolean) => price(tiered(of), { input, output: 10 }).pico / BigInt(input + 10)
    expect(perToken(false)).toBe(BigInt(exclusive) * 1_000_000n)
    expect(perToken(true)).toBe(BigInt(inclusive) * 1_000_000n)
  })

  it('count everything that was read: cached, written to a cache, pictures, sound', () => {
    const tokens = { input: 31_990, cachedRead: 4, cacheWrite: 3, imageInput: 2, audioInput: 1 }
    expect(price(tiered(false), tokens).variant).toBeNull()
    expect(price(tiered(false), { ...tokens, audioInput: 2 }).variant).not.toBeNull()
  })

  it('do not count what is written', () => {
    expect(price(tiered(false), { input: 32_000, output: 500_000 }).variant).toBeNull()
  })
})

describe('other conditions', () => {
  const short = ratedPrice({ variants: [{ when: { outputAtMost: 200 }, rates: rates(1_000_000, 250_000) }] })
  const thinking = ratedPrice({ variants: [{ when: { thinking: true }, rates: rates(1_000_000, 4_000_000) }] })
  const flex = ratedPrice({ variants: [{ when: { serviceTier: 'flex' }, rates: rates(500_000, 500_000) }] })

  it('output up to a length, reasoning included', () => {
    expect(amount(short, { output: 150, reasoning: 50 })).toBe('0.00005')
    expect(amount(short, { output: 150, reasoning: 51 })).toBe('0.000201')
  })

  it('thinking as it was said, else as the reasoning tokens tell', () => {
    expect(amount(thinking, { output: 100 }, { thinking: true })).toBe('0.0004')
    expect(amount(thinking, { output: 100 }, { thinking: false })).toBe('0.0001')
    expect(price(thinking, { output: 60, reasoning: 40 })).toMatchObject({ pico: 400_000_000n, certain: true })
    expect(price(thinking, { output: 100 })).toMatchObject({ pico: 100_000_000n, doubts: ['thinking'] })
  })

  it('the tier that was really served; one without a price is in doubt, the usual one is not', () => {
    expect(amount(flex, { input: 100 }, { serviceTier: 'flex' })).toBe('0.00005')
    expect(price(flex, { input: 100 }, { serviceTier: 'default' })).toMatchObject({ pico: 100_000_000n, certain: true })
    expect(price(flex, { input: 100 }, { serviceTier: 'priority' })).toMatchObject({ doubts: ['serviceTier'] })
  })

  it('all together, the first that fits winning', () => {
    const both = ratedPrice({
      variants: [
        { when: { serviceTier: 'flex', inputAbove: { tokens: 10, inclusive: false } }, rates: rates(9_000_000, 0) },
        { when: { serviceTier: 'flex' }, rates: rates(5_000_000, 0) },
        { when: { inputAbove: { tokens: 10, inclusive: false } }, rates: rates(7_000_000, 0) },
      ],
    })
    const per = (input: number, serviceTier: string | null) => price(both, { input }, { serviceTier }).parts[0]?.rate
    expect([per(11, 'flex'), per(10, 'flex'), per(11, null), per(10, null)]).toEqual([
      9_000_000, 5_000_000, 7_000_000, 1_000_000,
    ])
  })
})

describe('kinds without a rate of their own', () => {
  const bare = ratedPrice({ rates: rates(1_000_000, 4_000_000) })

  it.each([
    ['reasoning', 4_000_000, []],
    ['imageInput', 1_000_000, []],
    ['cacheWrite', 1_000_000, []],
    ['cachedRead', 1_000_000, ['cachedRead']],
    ['audioInput', 1_000_000, ['audio']],
    ['audioOutput', 4_000_000, ['audio']],
  ] as const)('%s is charged at %i, in doubt: %j', (kind, rate, doubts) => {
    const cost = price(bare, { [kind]: 10 })
    expect(cost.parts).toEqual([{ kind, tokens: 10, rate, pico: BigInt(rate) * 10n }])
    expect(cost.doubts).toEqual(doubts)
    expect(cost.certain).toBe(doubts.length === 0)
  })

  it('caches asked for by name, and longer ones, have rates of their own where they differ', () => {
    const cached = ratedPrice({
      rates: rates(12_000_000, 36_000_000, {
        cachedRead: 1_500_000,
        cachedReadExplicit: 1_000_000,
        cacheWrite: 15_000_000,
        cacheWriteLong: 24_000_000,
      }),
    })
    expect(amount(cached, { cachedRead: 1_000 })).toBe('0.0015')
    expect(amount(cached, { cachedRead: 1_000 }, { explicitCache: true })).toBe('0.001')
    expect(amount(cached, { cacheWrite: 1_000 })).toBe('0.015')
    expect(amount(cached, { cacheWrite: 1_000 }, { longCache: true })).toBe('0.024')
    const short = ratedPrice({ rates: rates(1_000_000, 0, { cacheWrite: 1_250_000 }) })
    expect(price(short, { cacheWrite: 1_000 }, { longCache: true })).toMatchObject({
      pico: 1_250_000_000n,
      doubts: ['cacheWriteLong'],
    })
  })

  it('sound and pictures have theirs', () => {
    const rich = ratedPrice({
      rates: rates(2_500_000, 10_000_000, { audioInput: 32_000_000, audioOutput: 64_000_000, imageInput: 5_000_000 }),
    })
    const tokens = { input: 50, audioInput: 100, imageInput: 10, output: 20, audioOutput: 60 }
    expect(amount(rich, tokens)).toBe('0.007415')
    expect(price(rich, tokens).certain).toBe(true)
  })
})
