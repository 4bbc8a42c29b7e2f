import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Forecast } from '../../../../shared/model/forecast.ts'
import { currencySchema } from '../../../../shared/model/money.ts'
import { type RunState } from '../../../../shared/model/run.ts'
import { noTokens, noUsage, type UsageTotals } from '../../../../shared/model/usage.ts'
import { forecastErrorOf, judged, judgedRuns, pastErrorOf } from '../../../../shared/rules/forecast/forecast-error.ts'
import { forecastOf } from '../../../../shared/rules/forecast/forecast.ts'
import { makeRun } from '../../../helpers/things.ts'
import { documents, question } from './forecasts.ts'

const [usd, cny] = ['USD', 'CNY'].map((code) => currencySchema.parse(code))
const range = (expected: number) => ({ low: 0, expected, high: expected * 2 })
const forecast = (expected: number): Pick<Forecast, 'money' | 'input' | 'output'> => ({
  money: { kind: 'known', currency: currencySchema.parse('CNY'), range: range(expected) },
  input: range(900),
  output: range(100),
})
const usage = (micros: number, changes: Partial<UsageTotals> = {}): UsageTotals => ({
  ...noUsage,
  calls: 3,
  tokens: { ...noTokens, input: 400, output: 100 },
  spent: [{ currency: currencySchema.parse('CNY'), micros, estimatedMicros: 0 }],
  ...changes,
})

describe('the error of a forecast', () => {
  it('is in percent of what was spent, above zero where it was too high', () => {
    expect(forecastErrorOf(forecast(1_080), usage(1_000))).toBe(8)
    expect(forecastErrorOf(forecast(500), usage(1_000))).toBe(-50)
    expect(forecastErrorOf(forecast(1_000), usage(1_000))).toBe(0)
  })

  it('goes by tokens where nobody knows the money, or nothing is charged', () => {
    expect(forecastErrorOf({ ...forecast(0), money: { kind: 'free' } }, usage(0, { spent: [], freeCalls: 3 }))).toBe(
      100,
    )
    expect(forecastErrorOf({ ...forecast(0), money: { kind: 'unknown' } }, usage(0, { spent: [] }))).toBe(100)
  })

  it('is not known where only a part of the money is, or another currency was charged', () => {
    expect(forecastErrorOf(forecast(1_000), usage(1_000, { unpricedCalls: 1 }))).toBeNull()
    const inDollars = usage(0, {
      spent: [{ currency: usd ?? currencySchema.parse('USD'), micros: 9, estimatedMicros: 0 }],
    })
    expect(forecastErrorOf(forecast(1_000), inDollars)).toBeNull()
    const both = [usd, cny].flatMap((currency) =>
      currency === undefined ? [] : [{ currency, micros: 5, estimatedMicros: 0 }],
    )
    expect(forecastErrorOf(forecast(1_000), usage(0, { spent: both }))).toBeNull()
  })

  it('is not known where nothing was used', () => {
    expect(forecastErrorOf(forecast(1_000), noUsage)).toBeNull()
    expect(forecastErrorOf(forecast(1_000), usage(0))).toBeNull()
  })

  it.each<[RunState, boolean]>([
    [{ name: 'succeeded', outcome: 'complete' }, true],
    [{ name: 'succeeded', outcome: 'partial' }, true],
    [{ name: 'succeeded', outcome: 'nothingToDo' }, false],
    [{ name: 'stopped' }, false],
    [{ name: 'failed', reason: 'cap', error: { code: 'budget.reached', params: {}, detail: '' } }, false],
    [{ name: 'skipped', error: { code: 'run.skippedMissed', params: {}, detail: '' } }, false],
  ])('counts for a run only when it did its work: %j', (state, counts) => {
    const made = forecastOf(question({ measured: documents([1_000]) }))
    const run = { ...makeRun({ state }), usage: usage(1_000), forecast: made && { ...made, task: 'task' } }
    expect(judged(run).forecastError !== null).toBe(counts)
    expect(judged({ ...run, forecast: null }).forecastError).toBeNull()
  })
})

describe('past errors', () => {
  it('have a median once there are three, and a last one at once', () => {
    expect(pastErrorOf([])).toEqual({ median: null, last: null, runs: 0 })
    expect(pastErrorOf([-8, 4])).toEqual({ median: null, last: -8, runs: 2 })
    expect(pastErrorOf([-8, 4, 100])).toEqual({ median: 8, last: -8, runs: 3 })
  })

  it('are the sizes of the newest alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 3, maxLength: 30 }), (errors) => {
        const { median, runs } = pastErrorOf(errors)
        const newest = errors.slice(0, judgedRuns).map(Math.abs)
        expect(runs).toBe(newest.length)
        expect(median).toBeGreaterThanOrEqual(Math.min(...newest))
        expect(median).toBeLessThanOrEqual(Math.max(...newest))
      }),
    )
  })
})
