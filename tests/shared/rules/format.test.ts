import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { noTokens, noUsage, type UsageTotals } from '../../../shared/model/usage.ts'
import {
  amountAsTyped,
  bytesText,
  formatCount,
  formatMoney,
  moneyInProse,
  moneyParts,
  pagesSourceText,
  pagesText,
  parseAmount,
  splitPencil,
  tokensText,
  usageMoney,
  usageMoneyText,
} from '../../../shared/rules/format.ts'

const usd = currencySchema.parse('USD')
const cny = currencySchema.parse('CNY')
const jpy = currencySchema.parse('JPY')
const english = createTranslator('en').t
const chinese = createTranslator('zh-CN').t

describe('money', () => {
  test.each([
    [6_840_000, 'settled', '$6.84'],
    [74_100, 'live', '$0.0741'],
    [1_284_500_000, 'settled', '$1,284.50'],
    [0, 'settled', '$0.00'],
    [5_000, 'settled', '$0.01'],
    [4_999, 'settled', '$0.00'],
    [-230_000, 'settled', '\u2212$0.23'],
    [-1, 'settled', '$0.00'],
  ] as const)('%i micro-dollars read %s as %s', (micros, precision, text) => {
    expect(formatMoney({ currency: usd, micros }, 'en', precision)).toBe(text)
  })

  test('each language tells the currencies apart', () => {
    expect(formatMoney({ currency: cny, micros: 2_180_000 }, 'zh-CN', 'settled')).toBe('¥2.18')
    expect(formatMoney({ currency: cny, micros: 2_180_000 }, 'en', 'settled')).toBe('CN¥2.18')
    expect(formatMoney({ currency: usd, micros: 2_180_000 }, 'zh-CN', 'settled')).toBe('US$2.18')
  })

  test('a currency without coins has none, and live shows two decimals', () => {
    expect(formatMoney({ currency: jpy, micros: 12_400_000 }, 'en', 'settled')).toBe('¥12')
    expect(formatMoney({ currency: jpy, micros: 12_400_000 }, 'en', 'live')).toBe('¥12.40')
    expect(moneyParts({ currency: jpy, micros: 12_400_000 }, 'en', 'settled').fraction).toBe('')
  })

  test('is never off by more than half of its last digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9e12, max: 9e12 }), (micros) => {
        const { sign, whole, fraction } = moneyParts({ currency: usd, micros }, 'en', 'live')
        const shown = Number(`${sign === '' ? '' : '-'}${whole.replaceAll(',', '')}${fraction}`)
        expect(Math.abs(shown * 1e6 - micros)).toBeLessThanOrEqual(50.001)
      }),
    )
  })

  test('less than the smallest coin is said in words', () => {
    expect(moneyInProse({ currency: usd, micros: 2_700 }, 'en', english)).toBe('under $0.01')
    expect(moneyInProse({ currency: cny, micros: 2_700 }, 'zh-CN', chinese)).toBe('不到 ¥0.01')
    expect(moneyInProse({ currency: usd, micros: 10_000 }, 'en', english)).toBe('$0.01')
    expect(moneyInProse({ currency: usd, micros: 0 }, 'en', english)).toBe('$0.00')
  })
})

describe('pencil digits', () => {
  const split = (micros: number, estimatedMicros: number) =>
    splitPencil({ currency: usd, micros, estimatedMicros }, 'en')

  test('begin where the amount may still change', () => {
    expect(split(74_100, 3_900)).toEqual({ ink: '$0.07', pencil: '41' })
    expect(split(2_700, 2_700)).toEqual({ ink: '$0.00', pencil: '27' })
    expect(split(74_100, 0)).toEqual({ ink: '$0.0741', pencil: '' })
    expect(split(74_120, 10)).toEqual({ ink: '$0.0741', pencil: '' })
  })

  test('take all digits when the number of digits changes', () => {
    expect(split(10_100_000, 400_000)).toEqual({ ink: '$', pencil: '10.1000' })
  })

  test('together are always the whole amount', () => {
    fc.assert(
      fc.property(fc.nat(1e10), fc.nat(1e10), (micros, estimated) => {
        const { ink, pencil } = split(micros, Math.min(micros, estimated))
        expect(ink + pencil).toBe(formatMoney({ currency: usd, micros }, 'en', 'live'))
      }),
    )
  })
})

describe('the money of a run or a day', () => {
  const used = (changes: Partial<UsageTotals>): UsageTotals => ({ ...noUsage, calls: 1, ...changes })
  const dollars = { currency: usd, micros: 310_000, estimatedMicros: 0 }

  test('an unknown price is never shown as zero', () => {
    expect(usageMoneyText(used({ unpricedCalls: 2 }), 'en', english)).toBe('price unknown')
    expect(usageMoneyText(used({ unpricedCalls: 2, spent: [{ ...dollars, micros: 0 }] }), 'en', english)).toBe(
      'price unknown',
    )
    expect(usageMoneyText(used({ unpricedCalls: 1, spent: [dollars] }), 'en', english)).toBe(
      '$0.31 and an unknown price',
    )
  })

  test('free is a word, nothing is another, and zero spent is an amount', () => {
    expect(usageMoneyText(used({ freeCalls: 3 }), 'en', english)).toBe('free')
    expect(usageMoneyText(used({ freeCalls: 3 }), 'zh-CN', chinese)).toBe('免费')
    expect(usageMoneyText(noUsage, 'en', english)).toBe('nothing spent')
    expect(usageMoneyText(used({ spent: [{ ...dollars, micros: 0 }] }), 'en', english)).toBe('$0.00')
  })

  test('currencies stand side by side and are never added', () => {
    const spent = [dollars, { currency: cny, micros: 2_180_000, estimatedMicros: 0 }]
    expect(usageMoneyText(used({ spent }), 'en', english)).toBe('$0.31, CN¥2.18')
    expect(usageMoney(used({ spent }))).toMatchObject({ kind: 'spent', amounts: spent })
  })
})

describe('tokens, pages and sizes', () => {
  test('tokens have a singular in English and none in Chinese', () => {
    expect(tokensText(1, 'en', english)).toBe('1 token')
    expect(tokensText(31_904, 'en', english)).toBe('31,904 tokens')
    expect(tokensText(1, 'zh-CN', chinese)).toBe('1 词元')
  })

  test('pages are a human measure, and none are claimed for nothing', () => {
    const usage = (input: number): UsageTotals => ({ ...noUsage, tokens: { ...noTokens, input } })
    expect(pagesText(usage(0), 'en', english)).toBe('')
    expect(pagesText(usage(300), 'en', english)).toBe('about 15 sentences')
    expect(pagesText(usage(700), 'en', english)).toBe('about 1 page')
    expect(pagesText(usage(52_118), 'en', english)).toBe('about 78 pages')
    expect(pagesText(usage(300), 'zh-CN', chinese)).toBe('约 20 句话')
    expect(pagesText(usage(52_118), 'zh-CN', chinese)).toBe('约 124 页')
  })

  test('sentences and pages name what they are counted by', () => {
    expect(pagesSourceText('en', english)).toBe(
      'As English text: a token is about 0.75 words (OpenAI), a sentence 15 words, a page 500 words.',
    )
    expect(pagesSourceText('zh-CN', chinese)).toContain('每个词元约 1.67 个字（依据 DeepSeek）')
  })

  test('a negative count has a real minus', () => {
    expect(formatCount(-1_200, 'en')).toBe('\u22121,200')
  })

  test('a file is never smaller than a tenth of a kilobyte', () => {
    expect(bytesText(12, 'en')).toBe('0.1 kB')
    expect(bytesText(48_213, 'en')).toBe('48.2 kB')
    expect(bytesText(12_400_000, 'en')).toBe('12 MB')
    expect(bytesText(2_497_280_256, 'en')).toBe('2.5 GB')
    expect(bytesText(120_000_000_000, 'en')).toBe('120 GB')
  })
})

describe('typed amounts', () => {
  test.each([
    ['0.28', 280_000],
    ['0,28', 280_000],
    [' 12 ', 12_000_000],
    ['0.000001', 1],
    ['1.284', 1_284_000],
  ])('%s is read', (typed, micros) => {
    expect(parseAmount(typed)).toBe(micros)
  })

  test.each(['', '-1', '1,284', '1.2.3', 'free', '0.1234567', '1e3', '１２', '12345678'])('%s is refused', (typed) => {
    expect(parseAmount(typed)).toBeNull()
  })

  test('are written as they are read', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999_999), (micros) => {
        expect(parseAmount(amountAsTyped(micros))).toBe(micros)
      }),
    )
  })
})
