import { z } from 'zod'
import { stepIdSchema } from '../../../../shared/model/brand.ts'
import type { Forecast, ForecastMoney, MeasuredInput } from '../../../../shared/model/forecast.ts'
import { picoPerMicro } from '../../../../shared/model/money.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { forecastOf } from '../../../../shared/rules/forecast/forecast.ts'
import { pastErrorOf } from '../../../../shared/rules/forecast/forecast-error.ts'
import { decimalOfPico } from '../../../../shared/rules/price/decimal.ts'
import { priceAt } from '../../../../shared/rules/price/price-at.ts'
import { stepSchema } from '../../../../shared/steps/step.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, priceArgSchema, toInstant, toPrices } from '../price-args.ts'

const count = z.int().nonnegative().max(1e12)
const textsSchema = z.strictObject({
  tokens: count.describe('of one text'),
  count: z.int().positive().max(100_000).default(1),
  language: z.enum(['en', 'zh', 'other']).default('en'),
  precision: z.enum(['counted', 'rough']).default('counted').describe('rough: guessed from the size of a file'),
})
const pastRunSchema = z.strictObject({
  calls: z.int().positive().max(1e6),
  input: count,
  cachedRead: count.default(0).describe('of the input'),
  output: count,
  reasoning: count.default(0).describe('of the output'),
  ofSteps: z
    .strictObject({ input: count, output: count })
    .nullable()
    .default(null)
    .describe('what its steps alone had given before it, as `ofSteps` of its forecast says'),
  error: z
    .number()
    .nullable()
    .default(null)
    .describe('of its forecast, in percent of what was spent; above zero: too high'),
})

const argsSchema = z.strictObject({
  steps: z.array(stepSchema).min(1).max(50),
  measured: z
    .array(z.strictObject({ stepId: stepIdSchema, texts: z.array(textsSchema).max(2000) }))
    .max(50)
    .nullable()
    .describe('what lies in the folder of each step that reads; null: nobody looked, then history alone speaks'),
  contextTokens: z.int().positive().max(100_000_000).default(16_000),
  prices: z.union([priceArgSchema, z.array(priceArgSchema).max(200)]).nullish(),
  history: z
    .array(pastRunSchema)
    .max(100)
    .default([])
    .describe('runs of these steps with this model, the newest first'),
  at: momentSchema.describe('when it is planned to run'),
  language: z.enum(['en', 'zh']).default('en'),
})

const range = <Value extends z.ZodType>(value: Value) => z.object({ low: value, expected: value, high: value })
const resultSchema = z.object({
  known: z.boolean().describe('false: nothing was counted and nothing ran'),
  calls: range(z.int()).nullable(),
  input: range(z.int()).nullable(),
  output: range(z.int()).nullable(),
  status: z.enum(['known', 'free', 'unknown', 'nothing']).describe('nothing: no model is asked'),
  currency: z.string().nullable(),
  money: range(z.string())
    .nullable()
    .describe('in units of the currency; "0" where free or nothing, null where unknown'),
  basis: z
    .object({ input: z.enum(['counted', 'rough', 'history']), documents: z.int().nullable(), runs: z.int() })
    .nullable(),
  ofSteps: z.object({ input: z.int(), output: z.int() }).nullable(),
  error: z
    .object({ median: z.number().nullable(), last: z.number().nullable(), runs: z.int() })
    .describe('of past forecasts, in percent; the median of the newest ten, null before there are three'),
})

export const runForecastOf = defineOperation({
  about:
    'What a run will use before it starts: calls, tokens and money as ranges, from what was counted, what its steps ask and how its past runs went. An unknown price gives tokens and no money, never zero.',
  args: argsSchema,
  result: resultSchema,
  example: {
    args: {
      steps: [
        { id: 'read', kind: 'readFolder', folder: '/documents', recursive: false },
        { id: 'sum', kind: 'summarize', from: 'read', length: 'short', focus: '' },
      ],
      measured: [{ stepId: 'read', texts: [{ tokens: 1_000 }, { tokens: 3_000 }] }],
      prices: { currency: 'USD', validFrom: '2026-09-22T00:00:00Z', rates: { input: '1', output: '10' } },
      at: '2026-11-24T10:00:00+08:00',
    },
    ok: {
      known: true,
      calls: { low: 3, expected: 3, high: 3 },
      input: { low: 3_594, expected: 4_607, high: 6_264 },
      output: { low: 87, expected: 258, high: 864 },
      status: 'known',
      currency: 'USD',
      money: { low: '0.004464', expected: '0.007187', high: '0.014903' },
      basis: { input: 'counted', documents: 2, runs: 0 },
      ofSteps: { input: 4_607, output: 258 },
      error: { median: null, last: null, runs: 0 },
    },
  },
  async run({ steps, measured, contextTokens, prices, history, at, language }) {
    const moment = toInstant(at)
    const records = prices === null || prices === undefined ? [] : Array.isArray(prices) ? prices : [prices]
    const input: MeasuredInput | null = measured && { at: moment, steps: measured }
    const forecast = forecastOf({
      steps,
      measured: input,
      contextTokens,
      price: priceAt(toPrices(records), moment),
      history: history.map(({ calls, ofSteps, ...used }) => ({ calls, ofSteps, tokens: tokensOf(used) })),
      at: moment,
      language,
    })
    const error = pastErrorOf(history.flatMap((run) => run.error ?? []))
    return { ...describe(forecast), error }
  },
})

type Used = { input: number; cachedRead: number; output: number; reasoning: number }

function tokensOf({ input, cachedRead, output, reasoning }: Used) {
  return {
    ...noTokens,
    input: Math.max(0, input - cachedRead),
    cachedRead: Math.min(input, cachedRead),
    output: Math.max(0, output - reasoning),
    reasoning: Math.min(output, reasoning),
  }
}

function describe(forecast: Forecast | null): Omit<z.output<typeof resultSchema>, 'error'> {
  if (forecast === null) {
    const nothing = { calls: null, input: null, output: null, currency: null, money: null, basis: null, ofSteps: null }
    return { known: false, status: 'unknown', ...nothing }
  }
  const { calls, input, output, money, ofSteps } = forecast
  const { input: by, documents, runs } = forecast.basis
  return {
    known: true,
    calls,
    input,
    output,
    ...describeMoney(money),
    basis: { input: by, documents, runs },
    ofSteps,
  }
}

function describeMoney(money: ForecastMoney): Pick<z.output<typeof resultSchema>, 'status' | 'currency' | 'money'> {
  switch (money.kind) {
    case 'nothing':
    case 'free':
      return { status: money.kind, currency: null, money: { low: '0', expected: '0', high: '0' } }
    case 'unknown':
      return { status: 'unknown', currency: null, money: null }
    case 'known': {
      const text = (micros: number) => decimalOfPico(BigInt(micros) * picoPerMicro)
      const { low, expected, high } = money.range
      const range = { low: text(low), expected: text(expected), high: text(high) }
      return { status: 'known', currency: money.currency, money: range }
    }
  }
}
