import { createInstance } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { conditionWords } from '../../../../renderer/features/models/price-words.ts'
import { texts } from '../../../../shared/i18n/texts.ts'
import { priceConditionsSchema } from '../../../../shared/model/price.ts'

const i18n = createInstance()
beforeAll(async () => {
  await i18n.init({
    lng: 'en',
    resources: { en: { translation: texts.en }, 'zh-CN': { translation: texts['zh-CN'] } },
    interpolation: { escapeValue: false },
  })
})
const words = (when: unknown, language = 'en') => {
  const t = i18n.getFixedT(language)
  return conditionWords(priceConditionsSchema.parse(when), (key, ...values) => t(key, ...values), language)
}
const peak = {
  window: {
    zone: 'Asia/Shanghai',
    weekdays: [1, 2, 3, 4, 5],
    hours: [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
    exceptHolidays: 'CN',
  },
}

describe('when other rates hold', () => {
  test('is said in words', () => {
    expect(words(peak)).toBe(
      '09:00 to 12:00 and 14:00 to 18:00, Beijing time, Monday to Friday, not on holidays in China',
    )
    expect(words(peak, 'zh-CN')).toBe('北京时间 09:00 至 12:00、14:00 至 18:00，周一至周五，中国法定节假日除外')
    expect(words({ inputAbove: { tokens: 272_000, inclusive: false }, serviceTier: 'flex' })).toBe(
      'more than 272,000 tokens read, served as “flex”',
    )
    expect(words({ inputAbove: { tokens: 32_000, inclusive: true }, thinking: true })).toBe(
      '32,000 tokens read or more, while it thinks',
    )
    expect(words({ outputAtMost: 200, thinking: false })).toBe('at most 200 tokens written, without thinking')
  })

  test('names single days and other zones', () => {
    const window = { ...peak.window, zone: 'America/New_York', weekdays: [6, 7], exceptHolidays: null }
    expect(words({ window })).toBe('09:00 to 12:00 and 14:00 to 18:00, New York time, Sat and Sun')
    expect(words({ window: { ...window, weekdays: [1, 2, 3, 4, 5, 6, 7] } })).toMatch(/, every day$/)
  })
})
