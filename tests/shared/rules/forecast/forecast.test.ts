import { describe, expect, it } from 'vitest'
import type { Forecast } from '../../../../shared/model/forecast.ts'
import { priceSchema } from '../../../../shared/model/price.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { forecastOf, type ForecastQuestion } from '../../../../shared/rules/forecast/forecast.ts'
import { makeAgent } from '../../../helpers/things.ts'
import { at, flash, rates, ratedPrice } from '../price/prices.ts'
import { documents, pastRun, question } from './forecasts.ts'

const free = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'a test' })

function ask(changes: Partial<ForecastQuestion> = {}): Forecast {
  const forecast = forecastOf(question(changes))
  if (forecast === null) throw new Error('nothing is known')
  return forecast
}

function moneyOf(forecast: Forecast) {
  if (forecast.money.kind !== 'known') throw new Error(forecast.money.kind)
  return forecast.money.range
}

describe('a forecast from counted documents', () => {
  it('asks once for each document and once for all', () => {
    const forecast = ask()
    expect(forecast.calls).toEqual({ low: 3, expected: 3, high: 3 })
    expect(forecast.basis).toMatchObject({ input: 'counted', documents: 2, runs: 0 })
    expect(forecast.input.expected).toBeGreaterThan(3_000)
    expect(forecast.input.expected).toBeLessThan(4_000)
  })

  it('splits what a model cannot take in at once, and merges the parts', () => {
    // A context of 16,000 leaves room for some 9,400 tokens of material.
    const forecast = ask({ measured: documents([30_000]), contextTokens: 16_000 })
    expect(forecast.calls.expected).toBe(5)
    expect(ask({ measured: documents([30_000]), contextTokens: 128_000 }).calls.expected).toBe(1)
    // The owner reads another language, so that an overview says something new.
    const foreign = { measured: documents([30_000]), contextTokens: 128_000, language: 'zh' as const }
    expect(ask(foreign).calls.expected).toBe(2)
  })

  it('makes no call where there is nothing to read, whatever history and price say', () => {
    for (const price of [null, free, ratedPrice()]) {
      const forecast = ask({ measured: documents([]), price, history: [pastRun(5_000, 500)] })
      expect(forecast.money).toEqual({ kind: 'nothing' })
      expect(forecast.calls.high).toBe(0)
      expect([forecast.input.high, forecast.output.high]).toEqual([0, 0])
    }
  })

  it('is wider where documents were only guessed by their size, and says so', () => {
    const counted = ask()
    const rough = ask({ measured: documents([1_000, 2_000], { precision: 'rough' }) })
    expect(rough.basis.input).toBe('rough')
    expect(rough.input.low).toBeLessThan(counted.input.low)
    expect(rough.input.high).toBeGreaterThan(counted.input.high)
  })

  it('expects longer answers for longer summaries', () => {
    const [short, medium, long] = (['short', 'medium', 'long'] as const).map((length) => {
      const steps = makeAgent().steps.map((step) => (step.kind === 'summarize' ? { ...step, length } : step))
      return ask({ steps }).output.expected
    })
    expect(short).toBeLessThan(medium ?? 0)
    expect(medium).toBeLessThan(long ?? 0)
  })
})

describe('the money of a forecast', () => {
  it('is unknown without a price, and before a price is valid, and never zero', () => {
    expect(ask({ price: null }).money).toEqual({ kind: 'unknown' })
    expect(ask({ price: ratedPrice({ validFrom: at('2027-01-01T00:00:00Z') }) }).money).toEqual({ kind: 'unknown' })
  })

  it('is the word free where nothing is charged', () => {
    expect(ask({ price: free }).money).toEqual({ kind: 'free' })
  })

  it('follows the hours of the planned moment, and holds both sides where a run may cross them', () => {
    const [off, peak, before] = ['12:30', '15:00', '13:45'].map((time) =>
      moneyOf(ask({ price: flash, at: at(`2026-11-24T${time}:00+08:00`) })),
    )
    expect(peak?.expected).toBe(2 * (off?.expected ?? 0))
    expect(before?.expected).toBe(off?.expected)
    expect(before?.high).toBe(peak?.high)
    expect(before?.low).toBe(off?.low)
  })

  it('takes the rates of each call’s own size', () => {
    const price = ratedPrice({
      variants: [
        {
          name: 'long input',
          when: { inputAbove: { tokens: 20_000, inclusive: false } },
          rates: rates(4_000_000, 4_000_000),
        },
      ],
    })
    const many = moneyOf(ask({ price, measured: documents(Array(10).fill(3_000)), contextTokens: 128_000 }))
    const one = moneyOf(ask({ price, measured: documents([30_000]), contextTokens: 128_000 }))
    expect(one.expected).toBeGreaterThan(3 * many.expected)
  })

  it('counts on cached reads only where past runs had them', () => {
    const tokens = { ...noTokens, input: 400, cachedRead: 2_600, output: 300 }
    const cached = ask({ price: flash, history: [{ calls: 3, tokens, ofSteps: { input: 3_000, output: 300 } }] })
    const plain = ask({ price: flash, history: [pastRun(3_000, 300, { ofSteps: { input: 3_000, output: 300 } })] })
    expect(moneyOf(cached).expected).toBeLessThan(moneyOf(plain).expected)
    expect(cached.input).toEqual(plain.input)
    expect(moneyOf(cached).high).toBe(moneyOf(plain).high)
  })
})

describe('what past runs teach', () => {
  const ofSteps = { input: 1_000, output: 200 }

  it('moves a forecast to what such runs really used, the more the more there are', () => {
    const before = ask()
    const after = (count: number) =>
      ask({ history: Array.from({ length: count }, () => pastRun(1_200, 100, { ofSteps })) })
    expect(after(8).input.expected / before.input.expected).toBeCloseTo(1.2, 1)
    expect(after(8).output.expected / before.output.expected).toBeCloseTo(0.54, 1)
    expect(after(1).output.expected).toBeGreaterThan(after(8).output.expected)
    expect(after(8).basis.runs).toBe(8)
    const width = ({ output }: Forecast) => output.high / output.low
    expect(width(after(8))).toBeLessThan(width(before) / 2)
  })

  it('is not upset by one wild run', () => {
    const usual = Array.from({ length: 8 }, () => pastRun(1_000, 200, { ofSteps }))
    const wild = ask({ history: [...usual.slice(0, 4), pastRun(90_000, 40_000, { ofSteps }), ...usual.slice(4)] })
    expect(wild.input.expected).toBe(ask({ history: usual }).input.expected)
  })

  it('counts newer runs for more', () => {
    const [calm, busy] = [100, 400].map((output) =>
      Array.from({ length: 5 }, () => pastRun(1_000, output, { ofSteps })),
    )
    const rising = ask({ history: [...(busy ?? []), ...(calm ?? [])] })
    const falling = ask({ history: [...(calm ?? []), ...(busy ?? [])] })
    expect(rising.output.expected).toBeGreaterThan(falling.output.expected)
  })

  it('is all there is where nothing was counted', () => {
    const forecast = ask({ measured: null, history: [pastRun(5_000, 500), pastRun(4_000, 400), pastRun(6_000, 600)] })
    expect(forecast.basis).toEqual({ input: 'history', documents: null, countedAt: null, runs: 3 })
    expect(Math.abs(forecast.input.expected - 5_000)).toBeLessThan(200)
    expect(forecast.ofSteps).toBeNull()
    expect(moneyOf(forecast).expected).toBe(forecast.input.expected + forecast.output.expected)
  })

  it('nothing is known of a task that was never counted and never ran', () => {
    expect(forecastOf(question({ measured: null }))).toBeNull()
  })
})
