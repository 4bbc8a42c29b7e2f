import { describe, expect, it } from 'vitest'
import { type Instant, instantSchema, zoneSchema } from '../../../../shared/model/brand.ts'
import { agentBudgetsSchema } from '../../../../shared/model/budget.ts'
import type { Forecast, ForecastMoney } from '../../../../shared/model/forecast.ts'
import { currencySchema } from '../../../../shared/model/money.ts'
import { forecastMonth, type MonthQuestion } from '../../../../shared/rules/forecast/month.ts'
import { at } from '../../../helpers/things.ts'

const cny = currencySchema.parse('CNY')
const zone = zoneSchema.parse('Asia/Shanghai')
const first = at('2026-11-20T08:00:00+08:00')
const daily = Array.from({ length: 20 }, (_, day) => instantSchema.parse(first + day * 86_400_000))
const range = (expected: number) => ({ low: expected / 2, expected, high: expected * 2 })
const known: ForecastMoney = { kind: 'known', currency: cny, range: range(1_000_000) }
const runAt =
  (money: ForecastMoney) =>
  (moment: Instant): Forecast => ({
    at: moment,
    calls: range(2),
    input: range(8_000),
    output: range(2_000),
    money,
    basis: { input: 'counted', documents: 1, countedAt: first, runs: 0 },
    ofSteps: null,
  })
const limit = (period: string, changes: object = {}) => ({
  id: period,
  scope: period === 'run' ? 'run' : 'agent',
  period,
  limit: { kind: 'money', currency: 'CNY', micros: 5_000_000 },
  ...changes,
})

function month(changes: Partial<Omit<MonthQuestion, 'budgets'>> & { budgets?: unknown[] } = {}) {
  const { budgets = [], ...rest } = changes
  return forecastMonth({
    times: daily,
    scale: 1,
    forecastAt: runAt(known),
    budgets: agentBudgetsSchema.parse(budgets),
    used: [],
    rates: [],
    zone,
    ...rest,
  })
}

describe('a month of runs', () => {
  it('is all of them together', () => {
    expect(month()).toEqual({
      runs: 20,
      tokens: range(200_000),
      money: { kind: 'known', currency: cny, range: range(20_000_000) },
      stops: null,
    })
    expect(month({ scale: 1.5 })).toMatchObject({ runs: 30, tokens: range(300_000) })
  })

  it('is free, unknown or nothing as its runs are, and unknown once one of them is', () => {
    for (const kind of ['free', 'unknown', 'nothing'] as const) {
      expect(month({ forecastAt: runAt({ kind }) }).money).toEqual({ kind })
    }
    const mixed = (moment: Instant) => runAt(moment === first ? known : { kind: 'unknown' })(moment)
    expect(month({ forecastAt: mixed }).money).toEqual({ kind: 'unknown' })
    const dollars: ForecastMoney = { ...known, currency: currencySchema.parse('USD') }
    const two = (moment: Instant) => runAt(moment === first ? known : dollars)(moment)
    expect(month({ forecastAt: two }).money).toEqual({ kind: 'unknown' })
  })

  it('says which cap stops it, and about when', () => {
    expect(month({ budgets: [limit('month')] }).stops).toEqual({ budgetId: 'month', day: '2026-11-25' })
    // From Monday 23 November on, the week holds five runs.
    expect(month({ budgets: [limit('week')] }).stops).toEqual({ budgetId: 'week', day: '2026-11-28' })
    expect(month({ budgets: [limit('day')] }).stops).toBeNull()
    const small = { limit: { kind: 'tokens', tokens: 9_999 } }
    expect(month({ budgets: [limit('run', small)] }).stops).toEqual({ budgetId: 'run', day: '2026-11-20' })
  })

  it('counts what was used before in the same period', () => {
    const used = [
      { day: '2026-11-03', tokens: 0n, money: { currency: cny, pico: 4_000_000_000_000n } },
      { day: '2026-10-30', tokens: 0n, money: { currency: cny, pico: 90_000_000_000_000n } },
    ]
    expect(month({ used, budgets: [limit('month')] }).stops).toEqual({ budgetId: 'month', day: '2026-11-21' })
  })

  it('holds other currencies against a cap only at a rate', () => {
    const dollars = { limit: { kind: 'money', currency: 'USD', micros: 1_000_000 } }
    expect(month({ budgets: [limit('month', dollars)] }).stops).toBeNull()
    const rates = [{ from: cny, to: currencySchema.parse('USD'), rate: '0.5', date: '2026-11-01' }]
    expect(month({ rates, budgets: [limit('month', dollars)] }).stops).toEqual({ budgetId: 'month', day: '2026-11-22' })
  })

  it('holds no money it does not know against a cap', () => {
    expect(month({ forecastAt: runAt({ kind: 'unknown' }), budgets: [limit('month')] }).stops).toBeNull()
  })
})
