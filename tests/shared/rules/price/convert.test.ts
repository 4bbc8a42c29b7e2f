import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencySchema } from '../../../../shared/model/money.ts'
import { convert, exchangeRateSchema, rateBetween, sumForDisplay } from '../../../../shared/rules/price/convert.ts'

const usd = currencySchema.parse('USD')
const cny = currencySchema.parse('CNY')
const eur = currencySchema.parse('EUR')
const rate = exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '7.12', date: '2026-11-20' })

describe('a rate', () => {
  it.each(['0', '0.000', '-7.12', '7,12', '1e3', '', 'NaN', '1234567890123', '1.0000000000001'])(
    'is not "%s"',
    (text) => {
      expect(exchangeRateSchema.safeParse({ ...rate, rate: text }).success).toBe(false)
    },
  )

  it('is the newest of the day or before, either way round', () => {
    const rates = [
      exchangeRateSchema.parse({ from: 'CNY', to: 'USD', rate: '0.14', date: '2026-11-01' }),
      rate,
      exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '7.2', date: '2026-11-25' }),
    ]
    const between = (day: string) => rateBetween(rates, { from: cny, to: usd }, day)
    expect(between('2026-11-24')).toBe(rate)
    expect(between('2026-11-25')?.rate).toBe('7.2')
    expect(between('2026-11-19')?.rate).toBe('0.14')
    expect(between('2026-10-31')).toBeNull()
    expect(rateBetween(rates, { from: cny, to: eur }, '2026-11-24')).toBeNull()
  })
})

describe('converting', () => {
  it('goes both ways, rounding half away from zero at the pico-unit', () => {
    expect(convert({ currency: usd, pico: 1_000_000_000_000n }, rate, 'nearest')).toEqual({
      currency: cny,
      pico: 7_120_000_000_000n,
    })
    expect(convert({ currency: cny, pico: 7_120_000_000_000n }, rate, 'nearest')).toEqual({
      currency: usd,
      pico: 1_000_000_000_000n,
    })
    const half = exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '0.5', date: '2026-11-20' })
    expect(convert({ currency: usd, pico: 3n }, half, 'nearest').pico).toBe(2n)
    expect(convert({ currency: usd, pico: -3n }, half, 'nearest').pico).toBe(-2n)
  })

  it('never gives less than the worth when rounding up', () => {
    const third = exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '3', date: '2026-11-20' })
    expect(convert({ currency: cny, pico: 1n }, third, 'up').pico).toBe(1n)
    expect(convert({ currency: cny, pico: 3n }, third, 'up').pico).toBe(1n)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), (pico) => {
        const up = convert({ currency: cny, pico }, rate, 'up').pico
        return up * 712n >= pico * 100n && (up - 1n) * 712n < pico * 100n
      }),
    )
  })

  it('refuses a rate of other currencies', () => {
    expect(() => convert({ currency: eur, pico: 1n }, rate, 'up')).toThrow(RangeError)
  })
})

describe('a sum to be shown', () => {
  const parts = [
    { currency: usd, pico: 500_000n },
    { currency: cny, pico: 3_560_000n },
  ]

  it('is rounded once, at the end, half away from zero', () => {
    // 0.5 micro-units of USD are 3.56 of CNY; with 3.56 more 7.12, which is 7.
    expect(sumForDisplay(parts, cny, [rate], '2026-11-24')).toEqual({ currency: cny, micros: 7 })
    expect(sumForDisplay(parts, usd, [rate], '2026-11-24')).toEqual({ currency: usd, micros: 1 })
    expect(sumForDisplay([], usd, [], '2026-11-24')).toEqual({ currency: usd, micros: 0 })
  })

  it('of many turned round is no further off than one', () => {
    const many = Array.from({ length: 1_000 }, () => ({ currency: cny, pico: 712_000n }))
    // Each is 0.1 micro-units of USD, which alone would round to nothing.
    expect(sumForDisplay(many, usd, [rate], '2026-11-24')).toEqual({ currency: usd, micros: 100 })
  })

  it('is none rather than a part, where a rate is missing', () => {
    expect(sumForDisplay(parts, eur, [rate], '2026-11-24')).toBeNull()
  })
})
