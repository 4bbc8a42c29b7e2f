import type { Forecast, PastError } from '../../model/forecast.ts'
import type { Run } from '../../model/run.ts'
import { totalTokens, type UsageTotals } from '../../model/usage.ts'
import { quantile } from './quantile.ts'

/** The newest runs whose forecasts are judged together. */
export const judgedRuns = 10
/** Fewer say nothing of the next. */
const enoughRuns = 3

/**
 * How far off a forecast was, in percent of what was used, to one decimal; above zero: too high. In money where both are known in
 * the same currency, else in tokens. Null where nothing was used, or only a part of its money is known.
 */
export function forecastErrorOf(
  forecast: Pick<Forecast, 'money' | 'input' | 'output'>,
  usage: UsageTotals,
): number | null {
  if (usage.calls === 0) return null
  const [spent] = usage.spent
  const { money } = forecast
  if (money.kind === 'known' && spent !== undefined) {
    const isWhole = usage.spent.length === 1 && usage.unpricedCalls === 0 && spent.currency === money.currency
    return isWhole ? percent(money.range.expected, spent.micros) : null
  }
  return percent(forecast.input.expected + forecast.output.expected, totalTokens(usage.tokens))
}

/** The run with the error of its forecast; one that failed, was stopped or skipped, or found nothing to do, has none. */
export function judged(run: Run): Run {
  const counts = run.state.name === 'succeeded' && run.state.outcome !== 'nothingToDo'
  return { ...run, forecastError: counts && run.forecast !== null ? forecastErrorOf(run.forecast, run.usage) : null }
}

/** What an agent's past errors, the newest first, say of its next forecast. */
export function pastErrorOf(errors: readonly number[]): PastError {
  const newest = errors.slice(0, judgedRuns)
  const sizes = newest.map((error) => ({ value: Math.abs(error), weight: 1 }))
  const median = newest.length < enoughRuns ? null : quantile(sizes, 0.5)
  return { median: median === null ? null : round(median), last: newest[0] ?? null, runs: newest.length }
}

function percent(expected: number, used: number): number | null {
  return used === 0 ? null : round(((expected - used) / used) * 100)
}

function round(percent: number): number {
  const rounded = Math.round(percent * 10) / 10
  return rounded === 0 ? 0 : rounded
}
