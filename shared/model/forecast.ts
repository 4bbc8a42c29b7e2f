import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { instantSchema, stepIdSchema } from './brand.ts'
import { currencySchema } from './money.ts'
import { offPeakPlanSchema } from './off-peak.ts'

const count = z.number().int().nonnegative()

/** What something will probably be: rarely less than `low`, rarely more than `high`. */
export const rangeSchema = z
  .object({ low: count, expected: count, high: count })
  .refine(({ low, expected, high }) => low <= expected && expected <= high, 'a range is in order')
export type Range = z.infer<typeof rangeSchema>

/** Texts of about one size. `rough`: guessed from the sizes of their files. */
export const measuredTextsSchema = z.object({
  tokens: count,
  count: z.number().int().positive(),
  language: z.enum(['en', 'zh', 'other']),
  precision: z.enum(['counted', 'rough']),
})
export type MeasuredTexts = z.infer<typeof measuredTextsSchema>

/** What lies in the folders of a task, as it was counted at a moment. */
export const measuredInputSchema = z.object({
  at: instantSchema,
  steps: z.array(z.object({ stepId: stepIdSchema, texts: z.array(measuredTextsSchema).max(2000) })).max(50),
})
export type MeasuredInput = z.infer<typeof measuredInputSchema>

/** Money in micro-units of its currency. Unknown is never zero, free is a fact, and `nothing` means that no model is asked. */
export const forecastMoneySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('known'), currency: currencySchema, range: rangeSchema }),
])
export type ForecastMoney = z.infer<typeof forecastMoneySchema>

export const forecastBasisSchema = z.object({
  /** `counted`: the documents were read and counted; `rough`: some only by the size of their files; `history`: not looked at. */
  input: z.enum(['counted', 'rough', 'history']),
  /** How many documents there were; null where they were not looked at. */
  documents: count.nullable(),
  countedAt: instantSchema.nullable(),
  /** Past runs of the same steps that were taken into account. */
  runs: count,
})
export type ForecastBasis = z.infer<typeof forecastBasisSchema>

/** What one run will probably use, before it starts. */
export const forecastSchema = z.object({
  /** The moment it is for; prices may depend on it. */
  at: instantSchema,
  calls: rangeSchema,
  /** Tokens read and written by the model. */
  input: rangeSchema,
  output: rangeSchema,
  money: forecastMoneySchema,
  basis: forecastBasisSchema,
  /** What the steps alone gave, without history: later runs learn from how far off it was. Null without a count. */
  ofSteps: z.object({ input: count, output: count }).nullable(),
})
export type Forecast = z.infer<typeof forecastSchema>

/** A forecast as a run keeps it; `task` names the steps it was made for. */
export const runForecastSchema = forecastSchema.extend({ task: z.string().max(100) })
export type RunForecast = z.infer<typeof runForecastSchema>

/** How far off earlier forecasts were, in percent of what was really used. */
export const pastErrorSchema = z.object({
  /** The median of the sizes; null before there are enough. */
  median: z.number().nonnegative().nullable(),
  /** Above zero: the newest forecast was too high. */
  last: z.number().nullable(),
  runs: count,
})
export type PastError = z.infer<typeof pastErrorSchema>

/** What an agent's times of the coming month will probably use together. */
export const monthForecastSchema = z.object({
  runs: count,
  tokens: rangeSchema,
  money: forecastMoneySchema,
  /** The first cap that would stop or hold a run, and the day (`YYYY-MM-DD`) it is about. */
  stops: z.object({ budgetId: z.string(), day: z.string() }).nullable(),
})
export type MonthForecast = z.infer<typeof monthForecastSchema>

/** Everything that can be told of an agent's cost before it runs. */
export const agentForecastSchema = z.object({
  /** Null where nothing is known: never counted, and never run. */
  run: forecastSchema.nullable(),
  /** Null without times of its own, or while a run is not known. */
  month: monthForecastSchema.nullable(),
  /** Its next time, and when the run then begins; null where it has no times or may not wait for cheaper hours. */
  offPeak: offPeakPlanSchema.extend({ dueAt: instantSchema }).nullable(),
  error: pastErrorSchema,
  /** Why the documents could not be counted, or no model can be named. */
  problem: appErrorSchema.nullable(),
})
export type AgentForecast = z.infer<typeof agentForecastSchema>
