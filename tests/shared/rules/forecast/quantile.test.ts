import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantile, weightedByAge } from '../../../../shared/rules/forecast/quantile.ts'

const weighted = fc.array(
  fc.record({
    value: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 20 },
)
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('a weighted quantile', () => {
  it('lies among the values and rises with the share', () => {
    fc.assert(
      fc.property(weighted, share, share, (values, one, other) => {
        const [low, high] = [quantile(values, Math.min(one, other)), quantile(values, Math.max(one, other))]
        const all = values.map(({ value }) => value)
        expect(low).toBeGreaterThanOrEqual(Math.min(...all))
        expect(high).toBeLessThanOrEqual(Math.max(...all))
        expect((high ?? 0) - (low ?? 0)).toBeGreaterThanOrEqual(-1e-6)
      }),
    )
  })

  it('is the middle of an odd number of equal weight, and nothing of nothing', () => {
    expect(
      quantile(
        [3, 1, 2].map((value) => ({ value, weight: 1 })),
        0.5,
      ),
    ).toBe(2)
    expect(quantile([], 0.5)).toBeNull()
  })

  it('counts what is older for less', () => {
    const weights = weightedByAge([1, 1, 1]).map(({ weight }) => weight)
    expect(weights).toEqual(weights.toSorted((left, right) => right - left))
    expect(new Set(weights).size).toBe(3)
  })
})
