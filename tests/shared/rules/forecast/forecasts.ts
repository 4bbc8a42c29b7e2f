import { type MeasuredInput, measuredInputSchema, type MeasuredTexts } from '../../../../shared/model/forecast.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { type ForecastQuestion } from '../../../../shared/rules/forecast/forecast.ts'
import type { PastRun } from '../../../../shared/rules/forecast/history.ts'
import { makeAgent } from '../../../helpers/things.ts'
import { at, ratedPrice } from '../price/prices.ts'

export const noon = at('2026-11-24T12:30:00+08:00')

/** Counted English documents of so many tokens each, in the folder of the usual agent. */
export function documents(tokens: readonly number[], changes: Partial<MeasuredTexts> = {}): MeasuredInput {
  const usual = { count: 1, language: 'en', precision: 'counted' } as const
  const texts = tokens.map((each) => ({ tokens: each, ...usual, ...changes }))
  return measuredInputSchema.parse({ at: noon, steps: [{ stepId: 'read', texts }] })
}

/** A question about the usual agent and a price of CNY 1 a million. */
export function question(changes: Partial<ForecastQuestion> = {}): ForecastQuestion {
  return {
    steps: makeAgent().steps,
    measured: documents([1_000, 2_000]),
    contextTokens: 32_000,
    price: ratedPrice(),
    history: [],
    at: noon,
    language: 'en',
    ...changes,
  }
}

/** A past run that used so much, where its steps had given `ofSteps`. */
export function pastRun(input: number, output: number, changes: Partial<PastRun> = {}): PastRun {
  return { calls: 3, tokens: { ...noTokens, input, output }, ofSteps: null, ...changes }
}
