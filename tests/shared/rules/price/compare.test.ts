import { describe, expect, it } from 'vitest'
import { priceSchema } from '../../../../shared/model/price.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { costAt } from '../../../../shared/rules/price/compare.ts'

const rates = (input: number, output: number) => ({
  ...{ input, output, cachedRead: null, cacheWrite: null, reasoning: null },
})
const price = (rest: object) =>
  priceSchema.parse({ kind: 'rates', currency: 'USD', validFrom: 0, source: 'test', ...rest })
const used = [
  { calls: 10, tokens: { ...noTokens, input: 1_000, output: 100 } },
  { calls: 2, tokens: { ...noTokens, input: 800_000, output: 100 } },
]

describe('what calls would have cost at another price', () => {
  it('is exact, with the fee of every request', () => {
    expect(costAt(price({ rates: { ...rates(3, 5), perRequest: 7 } }), used)).toEqual({
      low: 801_000n * 3n + 200n * 5n + 12n * 7n,
      high: 801_000n * 3n + 200n * 5n + 12n * 7n,
      byLength: false,
    })
  })

  it('takes the step of each kind of call’s average length, not that of the whole', () => {
    const steps = price({
      rates: rates(1, 1),
      variants: [{ when: { inputAbove: { tokens: 200_000, inclusive: false } }, rates: rates(2, 2) }],
    })
    expect(costAt(steps, used)).toEqual({ low: 1_100n + 1_600_200n, high: 1_100n + 1_600_200n, byLength: true })
  })

  it('spans what the hour of the day may make of it', () => {
    const window = { zone: 'UTC', weekdays: [1], hours: [{ from: '01:00', to: '02:00' }], exceptHolidays: null }
    const hours = price({ rates: rates(2, 2), variants: [{ when: { window }, rates: rates(1, 1) }] })
    expect(costAt(hours, used)).toEqual({ low: 801_200n, high: 1_602_400n, byLength: false })
  })

  it('is free where the price is', () => {
    expect(costAt(priceSchema.parse({ kind: 'free', validFrom: 0, source: 'test' }), used)).toBeNull()
  })
})
