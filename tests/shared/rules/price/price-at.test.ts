import { describe, expect, it } from 'vitest'
import { priceAt } from '../../../../shared/rules/price/price-at.ts'
import { at, ratedPrice } from './prices.ts'

const [first, second, third] = ['2026-08-16T16:00:00Z', '2026-09-10T04:00:00Z', '2027-03-01T00:00:00Z'].map((text) =>
  ratedPrice({ validFrom: at(text) }),
)
if (first === undefined || second === undefined || third === undefined) throw new Error('three prices')

describe('the price at a moment', () => {
  it.each([
    ['2026-08-16T15:59:59.999Z', null],
    ['2026-08-16T16:00:00Z', first],
    ['2026-09-10T03:59:59.999Z', first],
    ['2026-09-10T04:00:00Z', second],
    ['2026-11-24T00:00:00Z', second],
    ['2030-01-01T00:00:00Z', third],
  ])('at %s', (moment, expected) => {
    expect(priceAt([third, first, second], at(moment))).toBe(expected)
  })

  it('of no records is unknown', () => {
    expect(priceAt([], at('2026-11-24T00:00:00Z'))).toBeNull()
  })
})
