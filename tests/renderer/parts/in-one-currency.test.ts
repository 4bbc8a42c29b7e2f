import { describe, expect, it } from 'vitest'
import { inOneCurrency } from '../../../renderer/parts/in-one-currency.ts'
import { type Currency, currencySchema } from '../../../shared/model/money.ts'
import { exchangeRateSchema } from '../../../shared/rules/price/convert.ts'

const currency = (code: string): Currency => currencySchema.parse(code)
const money = (code: string, micros: number) => ({ currency: currency(code), micros })
const rate = (from: string, to: string, worth: string, date = '2026-11-20') =>
  exchangeRateSchema.parse({ from, to, rate: worth, date })

describe('sums in the currency the owner thinks in', () => {
  const rates = [rate('USD', 'CNY', '7.12'), rate('EUR', 'CNY', '8')]

  it('adds currencies up by their rates, and names those', () => {
    const amounts = [money('USD', 1_000_000), money('CNY', 500_000), money('EUR', 250_000)]
    expect(inOneCurrency(amounts, currency('CNY'), rates, '2026-11-23')).toEqual({
      kind: 'sum',
      money: money('CNY', 9_620_000),
      rates,
    })
  })

  it('says which rate is missing instead of leaving a part out', () => {
    const amounts = [money('USD', 1_000_000), money('JPY', 3)]
    expect(inOneCurrency(amounts, currency('CNY'), rates, '2026-11-23')).toEqual({
      kind: 'noRate',
      from: 'JPY',
      to: 'CNY',
    })
  })

  it('knows no rate before the day it is of', () => {
    expect(inOneCurrency([money('USD', 1)], currency('CNY'), rates, '2026-11-19')).toMatchObject({ kind: 'noRate' })
  })

  it('says nothing where everything is in that currency already, or none was chosen', () => {
    expect(inOneCurrency([money('CNY', 1)], currency('CNY'), rates, '2026-11-23')).toBeNull()
    expect(inOneCurrency([], currency('CNY'), rates, '2026-11-23')).toBeNull()
    expect(inOneCurrency([money('USD', 1)], null, rates, '2026-11-23')).toBeNull()
  })
})
