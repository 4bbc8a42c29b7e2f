import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOfPico, decimalOfRate, picoOfDecimal, rateOfDecimal } from '../../../../shared/rules/price/decimal.ts'

describe('rates as text', () => {
  it.each([
    ['0.28', 280_000],
    ['0', 0],
    ['0.003625', 3_625],
    ['30', 30_000_000],
    ['1000000', 1_000_000_000_000],
    ['0.1000000000', 100_000],
  ])('%s', (text, rate) => {
    expect(rateOfDecimal(text)).toBe(rate)
  })

  it.each(['', '-1', '+1', '.5', '1.', '1e3', ' 1', '1,5', 'NaN', '0.0000001', '1000000.000001', '0x10', '٣'])(
    'refuses "%s"',
    (text) => {
      expect(rateOfDecimal(text)).toBeNull()
    },
  )

  it('come back as they were, without needless zeros', () => {
    fc.assert(fc.property(fc.nat({ max: 2 ** 31 - 1 }), (rate) => rateOfDecimal(decimalOfRate(rate)) === rate))
    expect(decimalOfRate(280_000)).toBe('0.28')
    expect(decimalOfRate(20_000_000)).toBe('20')
  })
})

describe('amounts as text', () => {
  it('are never rounded', () => {
    expect(decimalOfPico(0n)).toBe('0')
    expect(decimalOfPico(1n)).toBe('0.000000000001')
    expect(decimalOfPico(-1_500_000_000_000n)).toBe('-1.5')
    expect(decimalOfPico(123_456_789_012_345_678_901_234n)).toBe('123456789012.345678901234')
  })

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 27n }), (pico) => picoOfDecimal(decimalOfPico(pico)) === pico),
    )
    expect(picoOfDecimal('0.0000000000001')).toBeNull()
    expect(picoOfDecimal('-1')).toBeNull()
  })
})
