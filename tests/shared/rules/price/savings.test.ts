import { describe, expect, it } from 'vitest'
import { instantSchema } from '../../../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../../../shared/model/price.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../../shared/rules/price/cost.ts'
import { savingsOf } from '../../../../shared/rules/price/savings.ts'

const price = (rest: object): Price =>
  priceSchema.parse({ kind: 'rates', currency: 'USD', validFrom: 0, source: 'test', ...rest })
const rates = (input: number, cachedRead: number | null, output: number, others: object = {}) => ({
  ...{ input, cachedRead, output, cacheWrite: null, reasoning: null },
  ...others,
})
const window = {
  zone: 'Asia/Shanghai',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  hours: [{ from: '09:00', to: '18:00' }],
  exceptHolidays: null,
}
const peaks = price({
  rates: rates(220_000, 7_000, 660_000),
  variants: [{ name: 'peak', when: { window }, rates: rates(440_000, 14_000, 1_320_000) }],
})
const tokens = { ...noTokens, input: 1_000, cachedRead: 9_000, output: 500 }
/** 03:00 and 11:00 in Shanghai. */
const [night, noon] = [Date.UTC(2026, 10, 4, 19), Date.UTC(2026, 10, 5, 3)].map((at) => instantSchema.parse(at))
const charged = (by: Price, at = night, used = tokens, facts = {}) => {
  if (at === undefined) throw new Error('no moment')
  const cost = costOf(by, used, { ...plainFacts(at), ...facts })
  if (cost.status !== 'known') throw new Error('no cost')
  return cost.pico
}

describe('what a call was spared', () => {
  it('is the cheaper rate of what came from a cache, and the dearer hours of the same price', () => {
    expect(savingsOf(peaks, tokens, charged(peaks))).toEqual({
      cache: 9_000n * (220_000n - 7_000n),
      hours: 1_000n * 220_000n + 9_000n * 7_000n + 500n * 660_000n,
    })
    expect(savingsOf(peaks, tokens, charged(peaks, noon))).toEqual({ cache: 9_000n * (440_000n - 14_000n), hours: 0n })
  })

  it('counts against it what writing to a cache cost more', () => {
    const writes = price({ rates: rates(1_000_000, 100_000, 1, { cacheWrite: 1_250_000 }) })
    const used = { ...noTokens, cacheWrite: 1_000 }
    expect(savingsOf(writes, used, charged(writes, night, used))).toEqual({ cache: -250_000_000n, hours: 0n })
  })

  it('finds the tier a call was served on by its amount alone', () => {
    const tiers = price({
      rates: rates(1_000_000, 500_000, 2_000_000),
      variants: [{ name: 'flex', when: { serviceTier: 'flex' }, rates: rates(500_000, 250_000, 1_000_000) }],
    })
    const flex = charged(tiers, night, tokens, { serviceTier: 'flex' })
    expect(savingsOf(tiers, tokens, flex)?.cache).toBe(9_000n * 250_000n)
  })

  it('is unknown where the amount is none of that price, and where there is none', () => {
    expect(savingsOf(peaks, tokens, 5n)).toBeNull()
    expect(savingsOf(null, tokens, 5n)).toBeNull()
  })

  it('is nothing where no cache was read and no hour is cheaper', () => {
    const plain = price({ rates: rates(100, null, 200) })
    expect(savingsOf(plain, tokens, charged(plain))).toEqual({ cache: 0n, hours: 0n })
  })
})
