import { z } from 'zod'
import { errorCodeSchema } from '../../../../shared/contract/errors.ts'
import { type AdviceRun, adviceSchema, toldDecisionSchema } from '../../../../shared/model/advice.ts'
import { agentIdSchema, runIdSchema, type Zone, zoneSchema } from '../../../../shared/model/brand.ts'
import { currencySchema, microsOf, picoPerMicro } from '../../../../shared/model/money.ts'
import { noTokens } from '../../../../shared/model/usage.ts'
import { minutesSavedSchema, valueEndSchema, verdictSchema } from '../../../../shared/model/value.ts'
import { dayOf } from '../../../../shared/rules/day.ts'
import { picoOfDecimal } from '../../../../shared/rules/price/decimal.ts'
import { adviceOf as advise } from '../../../../shared/rules/value/advice-of.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, priceArgSchema, toInstant, toPrice } from '../price-args.ts'
import { invalid } from '../protocol.ts'

const id = z.string().min(1).max(80)
const count = z.int().nonnegative()

const runSchema = z.strictObject({
  id,
  endedAt: momentSchema,
  end: valueEndSchema.default('complete'),
  code: errorCodeSchema.nullable().default(null).describe('what it failed with'),
  undone: z.boolean().default(false),
  verdict: verdictSchema.nullable().default(null),
  confirmedMinutes: minutesSavedSchema.nullable().default(null),
  isNew: z.boolean().default(false),
  hasFile: z.boolean().default(true).describe('it left something behind that can be looked at here'),
  seen: z.boolean().default(false).describe('its result was looked at or opened'),
  cost: z
    .array(z.strictObject({ currency: currencySchema, amount: z.string().max(60) }))
    .max(20)
    .default([]),
  unpricedCalls: count.default(0),
  calls: count.default(0),
  tokens: z.strictObject({ input: count.default(0), output: count.default(0) }).prefault({}),
})

export const adviceOf = defineOperation({
  about:
    'Advice for each agent from how its runs went: fix (of its newest 20 runs at least 3 and 30 % failed for one reason, the last one too; or half were refused or undone; or half of those judged were not accepted), retire (nobody looked at its last 10 results, of 3 days or more), cheapen (a step asks a model what a comparison would have told the same; or the same calls would have cost at most 70 % with a model that is good enough; or at most 85 % in the cheapest hours of its own; or at least 70 % of 10 or more runs found nothing to do; or it asks anew what it asked before), keep (at least 3 good results). What presses most comes first; nothing is said of agents with fewer than 3 runs.',
  args: z.strictObject({
    zone: zoneSchema.default(zoneSchema.parse('UTC')),
    history: z
      .array(
        z.strictObject({
          agent: id,
          enabled: z.boolean().default(true),
          asksAgain: z.boolean().default(false).describe('it asks a model again what it asked before, word for word'),
          runs: z.array(runSchema).max(1_000).describe('in any order'),
          cheaper: z
            .strictObject({ model: z.string().max(300), price: priceArgSchema })
            .nullable()
            .default(null)
            .describe('the cheapest model that is good enough, where that is another than its own'),
          couldWait: z
            .strictObject({ model: z.string().max(300), price: priceArgSchema })
            .nullable()
            .default(null)
            .describe('its own price, where it starts at times of the day and does not wait for cheaper hours yet'),
          couldRunLess: z.boolean().default(false).describe('it starts every so many minutes or hours'),
          told: toldDecisionSchema
            .nullable()
            .default(null)
            .describe('a step that asks a model what a comparison would have told the same'),
        }),
      )
      .max(200),
  }),
  result: z.object({
    advice: z.array(z.object({ agent: z.string(), runs: count, unpricedRuns: count, advice: adviceSchema })),
  }),
  example: {
    args: {
      history: [
        {
          agent: 'price-watch',
          runs: [1, 2, 3].map((day) => ({
            id: `run-${day}`,
            endedAt: `2026-11-0${day}T08:00:00Z`,
            end: 'failed' as const,
            code: 'folder.missing' as const,
            cost: [{ currency: currencySchema.parse('USD'), amount: '0.01' }],
          })),
        },
      ],
    },
    ok: {
      advice: [
        {
          agent: 'price-watch',
          runs: 3,
          unpricedRuns: 0,
          advice: {
            kind: 'fix',
            because: 'fails',
            code: 'folder.missing',
            runId: runIdSchema.parse('run-3'),
            bad: 3,
            of: 3,
            spent: [{ currency: currencySchema.parse('USD'), micros: 30_000 }],
            change: { kind: 'switchOff' },
          },
        },
      ],
    },
  },
  async run({ zone, history }) {
    const histories = history.map(({ agent, runs, cheaper, couldWait, ...same }) => ({
      ...same,
      agentId: agentIdSchema.parse(agent),
      agentName: agent,
      runs: runs
        .toSorted((left, right) => toInstant(right.endedAt) - toInstant(left.endedAt))
        .map((run) => toRun(run, zone)),
      couldWait: couldWait && { label: couldWait.model, price: toPrice(couldWait.price) },
      cheaper: cheaper && { label: cheaper.model, price: toPrice(cheaper.price) },
    }))
    return {
      advice: advise(histories).map(({ agentId, agentName: _name, ...same }) => ({ agent: agentId, ...same })),
    }
  },
})

function toRun(run: z.output<typeof runSchema>, zone: Zone): AdviceRun {
  const { id: name, endedAt, seen, cost, tokens, ...same } = run
  return {
    ...same,
    runId: runIdSchema.parse(name),
    day: dayOf(toInstant(endedAt), zone),
    isSeen: seen,
    deliverables: run.hasFile ? 1 : 0,
    spent: cost.map(({ currency, amount }) => ({ currency, micros: toMicros(amount), estimatedMicros: 0 })),
    tokens: { ...noTokens, ...tokens },
  }
}

function toMicros(text: string): number {
  const pico = picoOfDecimal(text)
  if (pico === null || pico % picoPerMicro !== 0n) throw invalid(`"${text}" is no amount with at most six decimals`)
  return microsOf(pico)
}
