import { z } from 'zod'
import { errorCodeSchema } from '../contract/errors.ts'
import { agentIdSchema, runIdSchema, stepIdSchema } from './brand.ts'
import { moneySchema } from './money.ts'
import { modelPolicySchema } from './policy.ts'
import { priceSchema } from './price.ts'
import { timeOfDaySchema } from './time-trigger.ts'
import { comparisonSchema } from './test.ts'
import { tokenCountsSchema } from './usage.ts'
import { valueRowSchema } from './value.ts'

const count = z.number().int().nonnegative()

/** One ended run, as advice looks at it. */
export const adviceRunSchema = valueRowSchema
  .omit({ runId: true, agentId: true, agentName: true, job: true, estimatedMinutes: true })
  .extend({
    runId: runIdSchema,
    /** What it failed with; null where it did not. */
    code: errorCodeSchema.nullable(),
    /** It left a file behind, which can be looked at here. */
    hasFile: z.boolean(),
    /** Its result was looked at or opened, from the page. */
    isSeen: z.boolean(),
    calls: count,
    tokens: tokenCountsSchema,
  })
export type AdviceRun = z.infer<typeof adviceRunSchema>

/** A step that asks a model what a comparison would have told the same, so many times in a row. */
export const toldDecisionSchema = z.object({ stepId: stepIdSchema, things: count, comparison: comparisonSchema })

/** What is known of an agent; its runs the newest first. */
export const adviceHistorySchema = z.object({
  agentId: agentIdSchema,
  agentName: z.string().max(80),
  enabled: z.boolean(),
  asksAgain: z.boolean(),
  runs: z.array(adviceRunSchema).max(1_000),
  /** The cheapest model that is good enough for its task, where that is another than its own. */
  cheaper: z.object({ label: z.string().max(300), price: priceSchema }).nullable(),
  /** Its own price, where it starts at times of the day and does not wait for cheaper hours yet. */
  couldWait: z
    .object({ label: z.string().max(300), price: priceSchema })
    .nullable()
    .default(null),
  /** It starts every so many minutes or hours, and could do so half as often. */
  couldRunLess: z.boolean().default(false),
  /** The first of its steps of which that is so. */
  told: toldDecisionSchema.nullable().default(null),
})
export type AdviceHistory = z.infer<typeof adviceHistorySchema>

/** What one click changes of an agent, and another takes back. */
export const adviceChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('switchOff') }),
  z.object({ kind: z.literal('askOnce') }),
  /** It waits for cheaper hours, and is ready by this time of the day. */
  z.object({ kind: z.literal('readyBy'), at: timeOfDaySchema }),
  z.object({ kind: z.literal('halfAsOften') }),
  /** A step compares where it asked a model. */
  z.object({ kind: z.literal('compare'), stepId: stepIdSchema, comparison: comparisonSchema }),
  z.object({ kind: z.literal('model'), modelPolicy: modelPolicySchema }),
])
export type AdviceChange = z.infer<typeof adviceChangeSchema>

/** Advice with the figures it rests on. */
export const adviceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('fix'),
    /** `fails`: it fails for this reason; `refused`: the owner says no; `judged`: what it makes is not good enough. */
    because: z.enum(['fails', 'refused', 'judged']),
    code: errorCodeSchema.nullable(),
    /** The newest of them. */
    runId: runIdSchema,
    /** How many, of how many runs. */
    bad: count,
    of: count,
    /** What those cost. */
    spent: z.array(moneySchema),
    change: adviceChangeSchema.nullable(),
  }),
  z.object({
    kind: z.literal('retire'),
    /** So many results in a row that nobody looked at, since this day. */
    results: count,
    since: z.iso.date(),
    spent: z.array(moneySchema),
    change: adviceChangeSchema.nullable(),
  }),
  z.object({
    kind: z.literal('cheapen'),
    how: z.enum(['compare', 'model', 'offPeak', 'lessOften', 'askOnce']),
    runs: count,
    /** How many of them found nothing to do, where that is the reason. */
    idle: count.optional(),
    /** How many things were asked about, where a comparison would have told the same. */
    things: count.optional(),
    /** What they cost. */
    spent: z.array(moneySchema),
    /** What the same calls would have cost with the cheaper model, or in its cheapest hours. */
    instead: z.object({ label: z.string(), low: moneySchema, high: moneySchema }).nullable(),
    change: adviceChangeSchema,
  }),
  z.object({
    kind: z.literal('keep'),
    /** Runs the owner accepted or confirmed minutes of, of those they judged. */
    good: count,
    judged: count,
    confirmedMinutes: count,
    spent: z.array(moneySchema),
  }),
])
export type Advice = z.infer<typeof adviceSchema>
export const agentAdviceSchema = z.object({
  agentId: agentIdSchema,
  agentName: z.string(),
  runs: count,
  /** Runs among them with calls whose price is unknown: what those cost is in no figure. */
  unpricedRuns: count,
  advice: adviceSchema,
})
export type AgentAdvice = z.infer<typeof agentAdviceSchema>
