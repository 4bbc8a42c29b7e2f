import { z } from 'zod'
import { alertSchema } from '../model/alert.ts'
import { approvalSchema } from '../model/approval.ts'
import { instantSchema, zoneSchema } from '../model/brand.ts'
import { agentSchema } from '../model/agent.ts'
import { firingSchema, upcomingSchema } from '../model/firing.ts'
import { noOwnModels, ownModelsSchema } from '../model/own-model.ts'
import { powerSchema } from '../model/power.ts'
import { providerSchema } from '../model/provider.ts'
import { providerHealthSchema } from '../model/provider-health.ts'
import { repairSchema } from '../model/repair.ts'
import { runSchema } from '../model/run.ts'
import { languageSchema, settingsSchema } from '../model/settings.ts'
import { sourceStateSchema } from '../model/source.ts'
import { offeredAgentSchema } from '../model/agent-file.ts'
import { comparisonSchema } from '../model/comparison.ts'
import { trialSchema } from '../model/trial.ts'
import { usageTotalsSchema } from '../model/usage.ts'
import { resultMarkSchema } from '../model/value.ts'

/** One stretch of text a live run wrote: the answer about one document, part or merge. */
export const segmentSchema = z.object({
  key: z.string(),
  label: z.string(),
  text: z.string(),
  /** Characters cut off at the front because the whole grew too long to show live. */
  dropped: z.number().int().nonnegative(),
})
export type Segment = z.infer<typeof segmentSchema>

/** What a live run shows beyond its record; gone when the run has ended and the app restarts. */
export const liveSchema = z.object({
  /** The newest segments, at most `liveSegmentLimit`. */
  segments: z.array(segmentSchema),
  /** Tokens written per second over the last seconds; null while nothing streams. */
  tokensPerSecond: z.number().nonnegative().nullable(),
})
export type Live = z.infer<typeof liveSchema>

export const systemSchema = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  zone: zoneSchema,
  /** The language `system` stands for. */
  systemLanguage: languageSchema,
  /** `available`: keys can be protected; `missing`: this system offers no key store; `locked`: it is there but closed. */
  keyring: z.enum(['available', 'missing', 'locked']),
  /** Since when the app is awake, for "Awake since 07:24". */
  startedAt: instantSchema,
  gateway: z.enum(['asleep', 'starting', 'ready', 'restarting', 'failed']),
  /** True where the window draws its own buttons. */
  ownWindowButtons: z.boolean(),
})
export type System = z.infer<typeof systemSchema>

export const todaySchema = z.object({
  /** Start of the current day in the PC's zone. */
  from: instantSchema,
  usage: usageTotalsSchema,
  runsDone: z.number().int().nonnegative(),
})
export type Today = z.infer<typeof todaySchema>

export const countingSchema = z.object({
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative(),
})
export type Counting = z.infer<typeof countingSchema>

/** Main's truth as the page mirrors it. Changed only by the shared reducer; replaceable by a snapshot. */
export const mirrorSchema = z.object({
  agents: z.record(z.string(), agentSchema),
  /** Live runs and the newest ended ones; older ones are asked for by `runs.list`. */
  runs: z.record(z.string(), runSchema),
  live: z.record(z.string(), liveSchema),
  /** What the owner thinks of these runs, by their ids. */
  marks: z.record(z.string(), resultMarkSchema).default({}),
  /** Results the owner has not looked at. */
  unread: z.number().int().nonnegative().default(0),
  providers: z.array(providerSchema),
  /** Providers that do not answer just now, by their id. */
  providersDown: z.record(z.string(), providerHealthSchema).default({}),
  ownModels: ownModelsSchema.default(noOwnModels),
  settings: settingsSchema,
  today: todaySchema,
  upcoming: z.array(upcomingSchema),
  /** The newest firings that did not run on time. */
  missed: z.array(firingSchema),
  /** Questions that wait for the owner, the nearest deadline first. */
  approvals: z.array(approvalSchema).default([]),
  /** What the owner is told of and has not put away, the newest first. */
  alerts: z.array(alertSchema).default([]),
  /** How each trigger stands that waits for something, by its id. */
  sources: z.record(z.string(), sourceStateSchema).default({}),
  /** Agents whose documents are being counted, and how far that is. */
  counting: z.record(z.string(), countingSchema).default({}),
  /** How far the export of everything is, in percent; null: none is under way. */
  exporting: z.number().int().min(0).max(100).nullable().default(null),
  /** The newest try of each agent, as long as the app is open. */
  comparisons: z.record(z.string(), comparisonSchema).default({}),
  trials: z.record(z.string(), trialSchema).default({}),
  /** What an agent file that was opened offers; nothing is taken before its owner says so. */
  offered: offeredAgentSchema.nullable().default(null),
  system: systemSchema,
  /** Repairs of our own files the owner has not put away, the newest first. */
  repairs: z.array(repairSchema).default([]),
  power: powerSchema,
})
export type Mirror = z.infer<typeof mirrorSchema>

export const snapshotSchema = z.object({ sequence: z.number().int().nonnegative(), mirror: mirrorSchema })
export type Snapshot = z.infer<typeof snapshotSchema>

export const liveSegmentLimit = 60
/** Characters of all segments of a run together: a long answer is shown whole while it is written. */
export const liveTextLimit = 2 * 1024 * 1024
export const recentRunLimit = 200
