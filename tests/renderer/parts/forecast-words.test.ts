import { describe, expect, it } from 'vitest'
import { pastErrorText, sideOf, wholePercent } from '../../../renderer/parts/forecast-words.ts'
import { forecastShare } from '../../../renderer/parts/forecast-share.ts'
import { budgetLimitSchema } from '../../../shared/model/budget.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'

const { t } = createTranslator('en')
const range = (expected: number) => ({ low: 0, expected, high: expected })
const money = { kind: 'known' as const, currency: currencySchema.parse('USD'), range: range(500_000) }

describe('what is said of past forecasts', () => {
  it('says nothing before there was one, and the usual error once there are enough', () => {
    expect(pastErrorText({ median: null, last: null, runs: 0 }, t)).toBe('')
    expect(pastErrorText({ median: null, last: -8.2, runs: 1 }, t)).toBe(t('forecast.error.low', { percent: 8 }))
    const both = pastErrorText({ median: 11, last: 0.3, runs: 3 }, t)
    expect(both).toContain(t('forecast.error.right'))
    expect(both).toContain(t('forecast.error.usual', { percent: 11 }))
  })

  it.each([
    [8.2, 'high', 8],
    [-8.6, 'low', 9],
    [0.4, 'right', 0],
    [-0.4, 'right', 0],
  ])('%f %% is %s', (error, side, percent) => {
    expect(sideOf(error)).toBe(side)
    expect(wholePercent(error)).toBe(percent)
  })
})

describe('the share of a cap that is expected', () => {
  const limit = (micros: number) => ({ limit: budgetLimitSchema.parse({ kind: 'money', currency: 'USD', micros }) })
  const share = (micros: number, used: Parameters<typeof forecastShare>[1]) =>
    forecastShare(limit(micros), used, [], '2026-11-25')

  it('is never more than all of it, and not known where the money is not', () => {
    const tokens = range(1_000)
    expect(share(1_000_000, { money, tokens })).toBe(0.5)
    expect(share(100_000, { money, tokens })).toBe(1)
    expect(share(0, { money, tokens })).toBe(1)
    expect(share(1_000_000, { money: { kind: 'unknown' }, tokens })).toBeNull()
    expect(share(1_000_000, { money: { kind: 'free' }, tokens })).toBe(0)
    const euros = { ...money, currency: currencySchema.parse('EUR') }
    expect(share(1_000_000, { money: euros, tokens })).toBeNull()
    const ofTokens = { limit: budgetLimitSchema.parse({ kind: 'tokens', tokens: 4_000 }) }
    expect(forecastShare(ofTokens, { money: { kind: 'unknown' }, tokens }, [], '2026-11-25')).toBe(0.25)
  })
})
