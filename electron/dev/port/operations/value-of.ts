import { z } from 'zod'
import { agentIdSchema, runIdSchema, type Zone, zoneSchema } from '../../../../shared/model/brand.ts'
import type { HourlyRate } from '../../../../shared/model/hourly-rate.ts'
import { currencySchema, microsOf, type Money, picoPerMicro } from '../../../../shared/model/money.ts'
import {
  minutesSavedSchema,
  uncountedReasons,
  valueEndSchema,
  valueJobSchema,
  type ValueRow,
  type ValueSum,
  verdictSchema,
} from '../../../../shared/model/value.ts'
import { dayOf } from '../../../../shared/rules/day.ts'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { decimalOfPico, picoOfDecimal } from '../../../../shared/rules/price/decimal.ts'
import {
  uncountedRuns,
  valueByAgent,
  valueByJob,
  valueByMonth,
  valueOf as sumValue,
} from '../../../../shared/rules/value/value-of.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, toInstant } from '../price-args.ts'
import { invalid } from '../protocol.ts'

const decimal = z.string().max(60)
const count = z.int().nonnegative()
const id = z.string().min(1).max(80)

const runSchema = z.strictObject({
  id,
  agent: id.default('agent'),
  job: valueJobSchema.default('other'),
  endedAt: momentSchema,
  end: valueEndSchema.default('complete'),
  undone: z.boolean().default(false),
  estimatedMinutes: minutesSavedSchema
    .nullable()
    .default(null)
    .describe('of the agent when the run ended; null: there is none'),
  isNew: z.boolean().default(false).describe('a job nobody did before: what it makes is counted, not hours'),
  deliverables: count.default(0),
  cost: z
    .array(z.strictObject({ currency: currencySchema, amount: decimal.describe('with at most six decimals') }))
    .max(20)
    .default([]),
  unpricedCalls: count.default(0),
})

const confirmationSchema = z.strictObject({
  run: id,
  minutes: minutesSavedSchema.optional().describe('what the owner says it saved'),
  verdict: verdictSchema.nullable().optional(),
})

const rateSchema = z.strictObject({
  currency: currencySchema,
  perHour: decimal,
  from: z.iso.date().nullable().default(null).describe('the first day it holds; null: from the beginning'),
})

const bothKinds = z.object({ confirmed: z.string(), estimated: z.string() })
const sumSchema = z.object({
  currency: z.string().nullable(),
  runs: count,
  confirmedRuns: count,
  estimatedRuns: count,
  uncountedRuns: count,
  uncounted: z.record(z.enum(uncountedReasons), count).describe('the same by reason'),
  minutes: z.object({ confirmed: count, estimated: count }),
  newDeliverables: count,
  labour: bothKinds,
  models: bothKinds.extend({ uncounted: z.string(), total: z.string() }),
  value: bothKinds
    .nullable()
    .describe(
      'confirmed: its labour less its models less those of runs that do not count; estimated: its labour less its models. Null where a rate is missing',
    ),
  spent: z.record(z.string(), z.string()).describe('by currency, as it was charged'),
  unpricedRuns: count,
  unpricedCalls: count,
  unratedRuns: count,
  exchangeRates: z.array(exchangeRateSchema).describe('those the sum was made with'),
  missingRates: z.array(z.object({ from: z.string(), to: z.string() })),
})

export const valueOf = defineOperation({
  about:
    'What runs were worth: labour (minutes x hourly rate of the day, rounded to millionths for each run) less what models cost. Minutes count only for runs that succeeded and were not refused, undone or useless; what needs work or found nothing to do counts only with the minutes the owner said. Confirmed and estimated are never added. A later confirmation of the same run counts. Costs of another currency enter at the exchange rate of the day (or the oldest there is), rounded for each run, so all divisions add up.',
  args: z.strictObject({
    zone: zoneSchema.default(zoneSchema.parse('UTC')).describe('months and days are of this zone'),
    runs: z.array(runSchema).max(20_000),
    confirmations: z.array(confirmationSchema).max(40_000).default([]),
    rate: z.union([rateSchema, z.array(rateSchema).max(200)]).nullable(),
    exchangeRates: z.array(exchangeRateSchema).max(500).default([]),
    currency: currencySchema.optional().describe('left out: that of the newest hourly rate'),
  }),
  result: z.object({
    months: z.array(z.object({ month: z.string(), value: sumSchema })),
    agents: z.array(z.object({ agent: z.string(), value: sumSchema })),
    jobs: z.array(z.object({ job: z.string(), value: sumSchema })),
    total: sumSchema,
  }),
  example: example(),
  async run({ zone, runs, confirmations, rate, exchangeRates, currency }) {
    const ids = new Set(runs.map((run) => run.id))
    if (ids.size < runs.length) throw invalid('two runs have the same id')
    const strange = confirmations.find(({ run }) => !ids.has(run))
    if (strange !== undefined) throw invalid(`"${strange.run}" is no run`)
    const said = new Map<string, { minutes: number | null; verdict: ValueRow['verdict'] }>()
    for (const { run, minutes, verdict } of confirmations) {
      const before = said.get(run) ?? { minutes: null, verdict: null }
      said.set(run, {
        minutes: minutes ?? before.minutes,
        verdict: verdict === undefined ? before.verdict : verdict,
      })
    }
    const rows = runs.map((run) => toRow(run, said.get(run.id), zone))
    const rates = rate === null ? [] : Array.isArray(rate) ? rate : [rate]
    const terms = { hourlyRates: rates.map(toRate), exchangeRates, ...(currency === undefined ? {} : { currency }) }
    return {
      months: valueByMonth(rows, terms).map(({ key, value }) => ({ month: key, value: describe(value) })),
      agents: valueByAgent(rows, terms).map(({ key, value }) => ({ agent: key, value: describe(value) })),
      jobs: valueByJob(rows, terms).map(({ key, value }) => ({ job: key, value: describe(value) })),
      total: describe(sumValue(rows, terms)),
    }
  },
})

function toRow(
  run: z.output<typeof runSchema>,
  said: { minutes: number | null; verdict: ValueRow['verdict'] } | undefined,
  zone: Zone,
): ValueRow {
  const { cost, agent, endedAt, ...same } = run
  return {
    ...same,
    runId: runIdSchema.parse(run.id),
    agentId: agentIdSchema.parse(agent),
    agentName: agent,
    day: dayOf(toInstant(endedAt), zone),
    verdict: said?.verdict ?? null,
    confirmedMinutes: said?.minutes ?? null,
    spent: cost.map(({ currency, amount }) => ({ currency, micros: toMicros(amount), estimatedMicros: 0 })),
  }
}

function toRate({ currency, perHour, from }: z.output<typeof rateSchema>): HourlyRate {
  const micros = toMicros(perHour)
  if (micros <= 0) throw invalid(`"${perHour}": an hour is worth more than nothing`)
  return { currency, micros, from }
}

function describe(sum: ValueSum): z.output<typeof sumSchema> {
  const { counted, labour, models, value, spent, uncounted, hourlyRates: _rates, ...same } = sum
  return {
    ...same,
    confirmedRuns: counted.confirmed,
    estimatedRuns: counted.estimated,
    uncountedRuns: uncountedRuns({ uncounted }),
    uncounted,
    labour: { confirmed: toDecimal(labour.confirmed), estimated: toDecimal(labour.estimated) },
    models: {
      confirmed: toDecimal(models.confirmed),
      estimated: toDecimal(models.estimated),
      uncounted: toDecimal(models.uncounted),
      total: toDecimal(models.confirmed + models.estimated + models.uncounted),
    },
    value: value && { confirmed: toDecimal(value.confirmed), estimated: toDecimal(value.estimated) },
    spent: Object.fromEntries(spent.map(({ currency, micros }: Money) => [currency, toDecimal(micros)])),
  }
}

function toDecimal(micros: number): string {
  return decimalOfPico(BigInt(micros) * picoPerMicro)
}

function toMicros(text: string): number {
  const pico = picoOfDecimal(text)
  if (pico === null || pico % picoPerMicro !== 0n) throw invalid(`"${text}" is no amount with at most six decimals`)
  return microsOf(pico)
}

function example() {
  const usd = currencySchema.parse('USD')
  const uncounted = {
    failed: 1,
    refused: 0,
    stopped: 0,
    nothingToDo: 0,
    undone: 0,
    useless: 0,
    needsWork: 0,
    isNew: 0,
    noEstimate: 0,
  }
  const sum = {
    currency: 'USD',
    runs: 3,
    confirmedRuns: 1,
    estimatedRuns: 1,
    uncountedRuns: 1,
    uncounted,
    minutes: { confirmed: 30, estimated: 20 },
    newDeliverables: 0,
    labour: { confirmed: '9', estimated: '6' },
    models: { confirmed: '0.0562', estimated: '0.05', uncounted: '0.01', total: '0.1162' },
    value: { confirmed: '8.9338', estimated: '5.95' },
    spent: { USD: '0.1162' },
    unpricedRuns: 0,
    unpricedCalls: 0,
    unratedRuns: 0,
    exchangeRates: [],
    missingRates: [],
  }
  const cost = (amount: string) => [{ currency: usd, amount }]
  return {
    args: {
      runs: [
        { id: 'a', endedAt: '2026-11-02T08:00:00Z', estimatedMinutes: 20, cost: cost('0.0562') },
        { id: 'b', endedAt: '2026-11-03T08:00:00Z', estimatedMinutes: 20, cost: cost('0.05') },
        {
          id: 'c',
          endedAt: '2026-11-04T08:00:00Z',
          end: 'failed' as const,
          estimatedMinutes: 20,
          cost: cost('0.01'),
        },
      ],
      confirmations: [{ run: 'a', minutes: 30 }],
      rate: { currency: usd, perHour: '18' },
    },
    ok: {
      months: [{ month: '2026-11', value: sum }],
      agents: [{ agent: 'agent', value: sum }],
      jobs: [{ job: 'other', value: sum }],
      total: sum,
    },
  }
}
