import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Forecast, forecastSchema, type MeasuredTexts } from '../../../../shared/model/forecast.ts'
import { type Price, priceSchema } from '../../../../shared/model/price.ts'
import { forecastOf, type ForecastQuestion } from '../../../../shared/rules/forecast/forecast.ts'
import { makeAgent } from '../../../helpers/things.ts'
import { flash, rates, ratedPrice } from '../price/prices.ts'
import { documents, noon, pastRun, question } from './forecasts.ts'

const free = priceSchema.parse({ kind: 'free', validFrom: 0, source: 'a test' })
const dearerWhenLong = ratedPrice({
  variants: [{ when: { inputAbove: { tokens: 20_000, inclusive: true } }, rates: rates(3_000_000, 5_000_000) }],
})

const price = fc.constantFrom<Price | null>(null, free, ratedPrice(), flash, dearerWhenLong)
const sizes = fc.array(fc.integer({ min: 1, max: 300_000 }), { maxLength: 12 })
const past = fc
  .record({
    input: fc.integer({ min: 0, max: 500_000 }),
    output: fc.integer({ min: 0, max: 50_000 }),
    ofSteps: fc.option(
      fc.record({ input: fc.integer({ min: 0, max: 500_000 }), output: fc.integer({ min: 0, max: 50_000 }) }),
    ),
    calls: fc.integer({ min: 1, max: 50 }),
  })
  .map(({ input, output, ofSteps, calls }) => pastRun(input, output, { ofSteps, calls }))
const common = {
  price,
  contextTokens: fc.integer({ min: 500, max: 1_000_000 }),
  precision: fc.constantFrom<MeasuredTexts['precision']>('counted', 'rough'),
  language: fc.constantFrom<MeasuredTexts['language']>('en', 'zh', 'other'),
  length: fc.constantFrom('short' as const, 'medium' as const, 'long' as const),
  history: fc.array(past, { maxLength: 12 }),
}

type Case = {
  contextTokens: number
  price: Price | null
  precision: MeasuredTexts['precision']
  language: MeasuredTexts['language']
  length: 'short' | 'medium' | 'long'
  history: ForecastQuestion['history']
}

function forecastFor(tokens: readonly number[], each: Case): Forecast {
  const { precision, language, length, ...rest } = each
  const steps = makeAgent().steps.map((step) => (step.kind === 'summarize' ? { ...step, length } : step))
  const forecast = forecastOf(question({ ...rest, steps, measured: documents(tokens, { precision, language }) }))
  if (forecast === null) throw new Error('counted input gives a forecast')
  return forecast
}

const money = ({ money }: Forecast) => (money.kind === 'known' ? money.range : null)

describe('every forecast', () => {
  it('is in order, whole, and never negative', () => {
    fc.assert(
      fc.property(sizes, fc.record(common), (tokens, each) => {
        // The schema holds every range to whole numbers from zero on, in order.
        expect(forecastSchema.safeParse(forecastFor(tokens, each)).error).toBeUndefined()
      }),
    )
  })

  it('has no fewer calls, tokens and money for more or longer documents', () => {
    const growth = fc.oneof(
      fc.record({ kind: fc.constant('longer' as const), index: fc.nat(11), by: fc.integer({ min: 1, max: 200_000 }) }),
      fc.record({ kind: fc.constant('more' as const), index: fc.nat(11), by: fc.integer({ min: 1, max: 200_000 }) }),
    )
    fc.assert(
      fc.property(sizes, growth, fc.record(common), (tokens, { kind, index, by }, each) => {
        const place = index % Math.max(1, tokens.length)
        const grown =
          kind === 'more' || tokens.length === 0
            ? [...tokens, by]
            : tokens.map((size, at) => (at === place ? size + by : size))
        const [before, after] = [forecastFor(tokens, each), forecastFor(grown, each)]
        for (const end of ['low', 'expected', 'high'] as const) {
          expect(after.calls[end]).toBeGreaterThanOrEqual(before.calls[end])
          expect(after.input[end]).toBeGreaterThanOrEqual(before.input[end])
          expect(after.output[end]).toBeGreaterThanOrEqual(before.output[end])
          // A group of calls is rounded to whole tokens: a micro-unit or two.
          const [less, more] = [money(before)?.[end], money(after)?.[end]]
          if (each.history.length === 0 && less !== undefined && more !== undefined) {
            expect(more * 1.0001 + 200).toBeGreaterThanOrEqual(less)
          }
        }
      }),
    )
  })

  it('knows no money without a price, and never takes that for zero', () => {
    fc.assert(
      fc.property(sizes, fc.record(common), (tokens, each) => {
        const forecast = forecastFor(tokens, { ...each, price: null })
        expect(forecast.money.kind).toBe(forecast.calls.expected === 0 ? 'nothing' : 'unknown')
        expect(forecastFor(tokens, { ...each, price: free }).money.kind).toBe(
          forecast.calls.expected === 0 ? 'nothing' : 'free',
        )
      }),
    )
  })

  it('stays in order by history alone', () => {
    fc.assert(
      fc.property(fc.array(past, { minLength: 1, maxLength: 12 }), price, (history, given) => {
        const forecast = forecastOf({ ...question({ measured: null, history, price: given }), at: noon })
        expect(forecastSchema.safeParse(forecast).error).toBeUndefined()
      }),
    )
  })
})
