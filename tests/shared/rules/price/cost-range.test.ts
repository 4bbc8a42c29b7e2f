import { describe, expect, it } from 'vitest'
import { noTokens } from '../../../../shared/model/usage.ts'
import { plainFacts } from '../../../../shared/rules/price/cost.ts'
import { costRange } from '../../../../shared/rules/price/cost-range.ts'
import { priceSchema } from '../../../../shared/model/price.ts'
import { at, flash, ratedPrice, rates } from './prices.ts'

const tokens = { ...noTokens, input: 1_000 }
const range = (from: string, until: string, price: Parameters<typeof costRange>[0] = flash) =>
  costRange(price, tokens, plainFacts(at(`${from}+08:00`)), at(`${until}+08:00`))

describe('the range of a call whose price changed while it ran', () => {
  it('has both prices where it crossed a boundary, and nothing where it did not', () => {
    const both = { low: 1_000_000_000n, high: 2_000_000_000n }
    expect(range('2026-11-24T08:59:50', '2026-11-24T09:00:10')).toEqual(both)
    expect(range('2026-11-24T11:59:50', '2026-11-24T12:00:10')).toEqual(both)
    expect(range('2026-11-24T09:00:00', '2026-11-24T11:59:59')).toBeNull()
    expect(range('2026-11-24T12:00:00', '2026-11-24T13:00:00')).toBeNull()
    expect(range('2026-10-01T08:59:50', '2026-10-01T09:00:10')).toBeNull()
  })

  it('bears a clock that was set back meanwhile', () => {
    expect(range('2026-11-24T09:00:10', '2026-11-24T08:59:50')).not.toBeNull()
  })

  it('says what an unknown calendar leaves open', () => {
    expect(range('2027-06-01T10:00:00', '2027-06-01T10:00:00')).toEqual({ low: 1_000_000_000n, high: 2_000_000_000n })
  })

  it('leaves everything but the time as it was', () => {
    const tiered = ratedPrice({
      variants: [
        { when: { inputAbove: { tokens: 1_000, inclusive: false } }, rates: rates(9_000_000, 9_000_000) },
        ...flash.variants,
      ],
    })
    expect(range('2026-11-24T08:59:50', '2026-11-24T09:00:10', tiered)).toEqual({
      low: 1_000_000_000n,
      high: 2_000_000_000n,
    })
  })

  it('is none for what is free or unknown', () => {
    expect(range('2026-11-24T08:59:50', '2026-11-24T09:00:10', null)).toBeNull()
    const free = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'here' })
    expect(range('2026-11-24T08:59:50', '2026-11-24T09:00:10', free)).toBeNull()
  })
})
