import type { Instant, Zone } from '../../model/brand.ts'
import type { Budget } from '../../model/budget.ts'
import type { Forecast, ForecastMoney, MonthForecast } from '../../model/forecast.ts'
import { picoPerMicro } from '../../model/money.ts'
import { amountIn, sizeOf, type Used } from '../budget/amounts.ts'
import { periodAround } from '../budget/period.ts'
import type { DayUse } from '../budget/spending.ts'
import { dayOf } from '../day.ts'
import type { ExchangeRate } from '../price/convert.ts'
import { sumOfRanges } from './range.ts'

export type MonthQuestion = {
  /** The moments it will run at, in order. */
  times: readonly Instant[]
  /** For so many times as many runs, where not all are listed. */
  scale: number
  /** What the run of a moment will use. */
  forecastAt: (at: Instant) => Forecast
  /** The agent's caps. */
  budgets: readonly Budget[]
  /** What the agent has used on days of the periods that are under way. */
  used: readonly DayUse[]
  rates: readonly ExchangeRate[]
  zone: Zone
}

/** What the runs of the coming month will use together, and which cap would stop them first. */
export function forecastMonth(question: MonthQuestion): MonthForecast {
  const runs = question.times.map((at) => ({ at, forecast: question.forecastAt(at) }))
  const tokens = sumOfRanges(runs.flatMap(({ forecast }) => [forecast.input, forecast.output]))
  const scale = (value: number) => Math.round(value * question.scale)
  const scaledRange = ({ low, expected, high }: typeof tokens) => ({
    low: scale(low),
    expected: scale(expected),
    high: scale(high),
  })
  const money = together(runs.map(({ forecast }) => forecast.money))
  return {
    runs: scale(runs.length),
    tokens: scaledRange(tokens),
    money: money.kind === 'known' ? { ...money, range: scaledRange(money.range) } : money,
    stops: firstStop(runs, question),
  }
}

/** All runs have one model and one price, so they differ at most in what is known; currencies are never added. */
function together(moneys: readonly ForecastMoney[]): ForecastMoney {
  const known = moneys.flatMap((money) => (money.kind === 'known' ? [money] : []))
  const currency = known[0]?.currency
  if (moneys.some(({ kind }) => kind === 'unknown')) return { kind: 'unknown' }
  if (currency === undefined) return moneys.find(({ kind }) => kind === 'free') ?? { kind: 'nothing' }
  if (known.some((money) => money.currency !== currency)) return { kind: 'unknown' }
  return { kind: 'known', currency, range: sumOfRanges(known.map(({ range }) => range)) }
}

function firstStop(
  runs: readonly { at: Instant; forecast: Forecast }[],
  { budgets, used, rates, zone }: MonthQuestion,
): MonthForecast['stops'] {
  const sums = new Map<string, bigint>()
  const firstDay = runs[0] === undefined ? null : dayOf(runs[0].at, zone)
  for (const budget of budgets) {
    if (budget.period === 'run' || firstDay === null) continue
    const { from, to } = periodAround(firstDay, budget.period)
    const before = used.filter(({ day }) => day >= from && day <= to)
    const amounts = before.map((use) => amountIn(budget.limit, use, rates, use.day) ?? 0n)
    sums.set(
      `${budget.id} ${from}`,
      amounts.reduce((sum, amount) => sum + amount, 0n),
    )
  }
  for (const { at, forecast } of runs) {
    const day = dayOf(at, zone)
    for (const budget of budgets) {
      const amount = amountIn(budget.limit, useOf(forecast), rates, day)
      // Money nobody knows, or that no rate leads to, cannot be held against a cap.
      if (amount === null) continue
      const key = budget.period === 'run' ? null : `${budget.id} ${periodAround(day, budget.period).from}`
      const sum = amount + (key === null ? 0n : (sums.get(key) ?? 0n))
      if (sum > sizeOf(budget.limit)) return { budgetId: budget.id, day }
      if (key !== null) sums.set(key, sum)
    }
  }
  return null
}

function useOf({ input, output, money }: Forecast): Used {
  return {
    tokens: BigInt(input.expected + output.expected),
    money:
      money.kind === 'known' ? { currency: money.currency, pico: BigInt(money.range.expected) * picoPerMicro } : null,
  }
}
