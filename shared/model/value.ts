import { z } from 'zod'
import { agentIdSchema, instantSchema, runIdSchema } from './brand.ts'
import { hourlyRatesSchema } from './hourly-rate.ts'
import { currencySchema, moneySchema } from './money.ts'
import { templateJobs } from './template.ts'
import { spentSchema } from './usage.ts'
import { exchangeRateSchema } from '../rules/price/convert.ts'

/** What the owner thinks of what a run made. */
export const verdictSchema = z.enum(['accepted', 'needsWork', 'useless'])
export type Verdict = z.infer<typeof verdictSchema>

/** Minutes of a person's work; a week of hours is more than any one run saves. */
export const minutesSavedSchema = z.number().int().min(0).max(10_000)

/** Kinds of job value is sorted by; agents without a template are `other`. */
export const valueJobs = [...templateJobs, 'other'] as const
export const valueJobSchema = z.enum(valueJobs)
export type ValueJob = z.infer<typeof valueJobSchema>

/** How a run ended, as far as its value goes. */
export const valueEndSchema = z.enum(['complete', 'partial', 'nothingToDo', 'failed', 'refused', 'stopped'])
export type ValueEnd = z.infer<typeof valueEndSchema>

/** What one ended run contributes, as it is kept: its day and its agent's estimate stay as they were when it ended. */
export const valueRowSchema = z.object({
  runId: runIdSchema,
  agentId: agentIdSchema,
  agentName: z.string().max(80),
  job: valueJobSchema,
  /** The day it ended, of the PC's zone at that time; `YYYY-MM-DD`. */
  day: z.iso.date(),
  end: valueEndSchema,
  /** Its changes of files were taken back. */
  undone: z.boolean(),
  verdict: verdictSchema.nullable(),
  estimatedMinutes: minutesSavedSchema.nullable(),
  confirmedMinutes: minutesSavedSchema.nullable(),
  /** Nobody did this job before: what it makes is counted, not hours. */
  isNew: z.boolean(),
  deliverables: z.number().int().nonnegative(),
  spent: z.array(spentSchema),
  unpricedCalls: z.number().int().nonnegative(),
})
export type ValueRow = z.infer<typeof valueRowSchema>

/** Why no minutes of a run are counted. */
export const uncountedReasons = [
  'failed',
  'refused',
  'stopped',
  'nothingToDo',
  'undone',
  'useless',
  'needsWork',
  'isNew',
  'noEstimate',
] as const
export type UncountedReason = (typeof uncountedReasons)[number]

const count = z.number().int().nonnegative()
const bothKinds = z.object({ confirmed: moneySchema.shape.micros, estimated: moneySchema.shape.micros })

/**
 * What runs were worth, in whole micro-units of one currency. Confirmed and estimated are never added together. Every run is in
 * exactly one of `counted.confirmed`, `counted.estimated` and `uncounted`, and its cost in the part of `models` of that name.
 */
export const valueSumSchema = z.object({
  /** Null where no hourly rate was ever set: then there are minutes and costs, and no value. */
  currency: currencySchema.nullable(),
  runs: count,
  counted: z.object({ confirmed: count, estimated: count }),
  uncounted: z.record(z.enum(uncountedReasons), count),
  minutes: z.object({ confirmed: count, estimated: count }),
  /** Things made by runs of jobs nobody did before. */
  newDeliverables: count,
  labour: bothKinds,
  models: bothKinds.extend({ uncounted: moneySchema.shape.micros }),
  /** Labour less models; what uncounted runs cost is taken off the confirmed one. Null where a rate is missing. */
  value: bothKinds.nullable(),
  /** What was spent, as it was charged. */
  spent: z.array(moneySchema),
  /** Runs, and calls of them, whose price is unknown: what they cost is in no figure. */
  unpricedRuns: count,
  unpricedCalls: count,
  /** Counted runs for whose day there is no hourly rate. */
  unratedRuns: count,
  /** The rates the sum was made with. */
  hourlyRates: hourlyRatesSchema,
  exchangeRates: z.array(exchangeRateSchema),
  missingRates: z.array(z.object({ from: currencySchema, to: currencySchema })),
})
export type ValueSum = z.infer<typeof valueSumSchema>

/** Runs' value divided in every way it is looked at. */
export const valueReportSchema = z.object({
  total: valueSumSchema,
  months: z.array(z.object({ month: z.string(), value: valueSumSchema })),
  agents: z.array(z.object({ agentId: agentIdSchema, agentName: z.string(), value: valueSumSchema })),
  jobs: z.array(z.object({ job: valueJobSchema, value: valueSumSchema })),
})
export type ValueReport = z.infer<typeof valueReportSchema>

/** What the owner did with what a run made, and what it is thought to have saved. */
export const resultMarkSchema = z.object({
  runId: runIdSchema,
  verdict: verdictSchema.nullable(),
  estimatedMinutes: minutesSavedSchema.nullable(),
  confirmedMinutes: minutesSavedSchema.nullable(),
  isNew: z.boolean(),
  undone: z.boolean(),
  /** When its result was first looked at on the page; null: not yet. */
  readAt: instantSchema.nullable(),
  /** When a file of it was first opened from the page. */
  openedAt: instantSchema.nullable(),
})
export type ResultMark = z.infer<typeof resultMarkSchema>
