import { describe, expect, it } from 'vitest'
import { findNumber } from '../../../electron/runner/pages/find-number.ts'

describe('the number beside some words', () => {
  it.each([
    ['Price: $1,299.00 incl. tax', 'price', 'en', 1299, '$'],
    ['Price: US$ 12.5', 'Price', 'en', 12.5, 'USD'],
    ['Preis: 1.299,00 € inkl. MwSt.', 'Preis', 'de-DE', 1299, 'EUR'],
    ['Preis: 1.299 €', 'Preis', 'de', 1299, 'EUR'],
    ['Preis: 1.659 €', 'Preis', '', 1.659, 'EUR'],
    ["Preis: CHF 1'299.50", 'Preis', 'de-CH', 1299.5, 'CHF'],
    ['Prix : 1 299,90 €', 'Prix', 'fr', 1299.9, 'EUR'],
    ['Prix : 1\u202f299,90\u00a0€', 'Prix', 'fr', 1299.9, 'EUR'],
    ['现价 ￥ 4,599.00 元', '现价', 'zh-CN', 4599, 'CNY'],
    ['月销 1.2万 件', '月销', 'zh', 12000, ''],
    ['价格：¥1980', '价格', 'ja', 1980, 'JPY'],
    ['库存 ３８ 件', '库存', 'zh', null, ''],
    ['Discount -15 %', 'discount', 'en', -15, '%'],
    ['| Price | 12.99 |', 'price', 'en', 12.99, ''],
    ['# Price\n\nas of 2026-11-26, 10:30\n\nGBP 7', 'Price', 'en', 7, 'GBP'],
    ['12 in stock', 'in stock', 'en', 12, ''],
    ['Best  Price\n€5', 'best price', 'en', 5, 'EUR'],
    ['Rating 5 100 reviews', 'rating', 'en', 5, ''],
    ['New iPhone15 for $799', 'new', 'en', 799, '$'],
    ['Price on request', 'price', 'en', null, ''],
    ['No such words 5', 'price', 'en', null, ''],
    ['Preis (inkl.) 5', 'preis (inkl.)', 'de', 5, ''],
  ])('%j at %j (%s) is %s %s', (text, words, language, value, unit) => {
    const found = findNumber(text, words, language)
    expect(found).toEqual(value === null ? null : { value, unit })
  })

  it('is the first with a currency where no words are given, else the first', () => {
    expect(findNumber('Over 200 shops. Now 9,90 € each', '', 'de')).toEqual({ value: 9.9, unit: 'EUR' })
    expect(findNumber('Visitors today: 4312', '', 'en')).toEqual({ value: 4312, unit: '' })
    expect(findNumber('Nothing here', '', 'en')).toBeNull()
  })
})
