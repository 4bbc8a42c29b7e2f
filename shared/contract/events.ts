import { z } from 'zod'
import { alertSchema } from '../model/alert.ts'
import { agentSchema } from '../model/agent.ts'
import { approvalSchema } from '../model/approval.ts'
import { agentIdSchema, providerIdSchema, runIdSchema, triggerIdSchema } from '../model/brand.ts'
import { firingSchema, upcomingSchema } from '../model/firing.ts'
import { ownModelsSchema } from '../model/own-model.ts'
import { powerSchema } from '../model/power.ts'
import { providerSchema } from '../model/provider.ts'
import { providerHealthSchema } from '../model/provider-health.ts'
import { repairSchema } from '../model/repair.ts'
import { runSchema } from '../model/run.ts'
import { settingsSchema } from '../model/settings.ts'
import { sourceStateSchema } from '../model/source.ts'
import { usageTotalsSchema } from '../model/usage.ts'
import { resultMarkSchema } from '../model/value.ts'
import { appErrorSchema } from './errors.ts'
import { offeredAgentSchema } from '../model/agent-file.ts'
import { comparisonSchema } from '../model/comparison.ts'
import { trialSchema } from '../model/trial.ts'
import { countingSchema, systemSchema, todaySchema } from './mirror.ts'

/** Everything main tells the page. An event reports what has already happened; it never asks for anything. */
export const appEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent.saved'), agent: agentSchema }),
  z.object({ type: z.literal('agent.removed'), agentId: agentIdSchema }),
  /** How far an agent that is tried has come. */
  /** An agent file was opened with the app or dropped on it; null once its owner has decided. */
  z.object({ type: z.literal('agentFile.offered'), offer: offeredAgentSchema.nullable() }),
  z.object({ type: z.literal('comparison.changed'), comparison: comparisonSchema }),
  z.object({ type: z.literal('trial.changed'), trial: trialSchema }),
  /** How far the counting of an agent's documents is; null when it is over. */
  z.object({ type: z.literal('agent.counting'), agentId: agentIdSchema, counting: countingSchema.nullable() }),
  z.object({ type: z.literal('run.saved'), run: runSchema }),
  z.object({ type: z.literal('run.removed'), runId: runIdSchema }),
  /** Text added to a segment at character `start`; a start of 0 begins the segment anew. */
  z.object({
    type: z.literal('run.text'),
    runId: runIdSchema,
    key: z.string(),
    label: z.string(),
    start: z.number().int().nonnegative(),
    text: z.string(),
  }),
  z.object({
    type: z.literal('run.meter'),
    runId: runIdSchema,
    usage: usageTotalsSchema,
    tokensPerSecond: z.number().nonnegative().nullable(),
  }),
  z.object({ type: z.literal('provider.saved'), provider: providerSchema }),
  z.object({ type: z.literal('provider.removed'), providerId: providerIdSchema }),
  /** A provider does not answer; null when it does again, or when nobody knows any more. */
  z.object({
    type: z.literal('provider.health'),
    providerId: providerIdSchema,
    health: providerHealthSchema.nullable(),
  }),
  /** Models that run on this computer itself, and how far those are that are being fetched. */
  z.object({ type: z.literal('ownModels.changed'), ownModels: ownModelsSchema }),
  /** A backup by itself was due: why it was not made, or null once it was. */
  z.object({ type: z.literal('backup.tried'), day: z.iso.date(), error: appErrorSchema.nullable() }),
  /** How far the export of everything is; null: none is under way. */
  z.object({ type: z.literal('export.changed'), percent: z.number().int().min(0).max(100).nullable() }),
  z.object({ type: z.literal('settings.saved'), settings: settingsSchema }),
  z.object({ type: z.literal('today.changed'), today: todaySchema }),
  z.object({ type: z.literal('upcoming.changed'), upcoming: z.array(upcomingSchema) }),
  z.object({ type: z.literal('firing.decided'), firing: firingSchema }),
  /** A question was asked or has its answer. */
  z.object({ type: z.literal('approval.saved'), approval: approvalSchema }),
  z.object({ type: z.literal('source.changed'), source: sourceStateSchema }),
  z.object({ type: z.literal('source.removed'), triggerId: triggerIdSchema }),
  z.object({ type: z.literal('system.changed'), system: systemSchema }),
  /** Repairs of our own files the owner has not put away. */
  z.object({ type: z.literal('repairs.changed'), repairs: z.array(repairSchema) }),
  z.object({ type: z.literal('power.changed'), power: powerSchema }),
  /** The owner looked at, judged or opened what a run made; `unread`: how many results they have not looked at. */
  z.object({ type: z.literal('result.marked'), mark: resultMarkSchema, unread: z.number().int().nonnegative() }),
  /** Something the owner is told of, or has put away. */
  z.object({ type: z.literal('alert.saved'), alert: alertSchema }),
  /** These are to be shown now, window or not. */
  z.object({ type: z.literal('alerts.told'), alerts: z.array(alertSchema).min(1) }),
  /** An agent tells its owner something, as one of its steps says. */
  z.object({
    type: z.literal('agent.told'),
    runId: runIdSchema,
    agentName: z.string().max(80),
    text: z.string().max(1000),
  }),
  /** Something the owner should know that belongs to no screen. */
  z.object({ type: z.literal('notice'), error: appErrorSchema }),
  /** The tray, a notification or a second start asks the page to show a place. */
  z.object({
    type: z.literal('show'),
    place: z.discriminatedUnion('name', [
      z.object({ name: z.literal('today') }),
      z.object({ name: z.literal('run'), runId: runIdSchema }),
      z.object({ name: z.literal('agent'), agentId: agentIdSchema }),
      z.object({ name: z.literal('week'), from: z.iso.date() }),
      z.object({ name: z.literal('models') }),
      z.object({ name: z.literal('settings') }),
    ]),
  }),
  /** Quitting would stop these runs; the page asks the owner and answers with `app.quit`. */
  z.object({ type: z.literal('quit.asked'), liveRuns: z.number().int().positive() }),
  /** The window was closed for the first time: say, once, that the app goes on in the tray. */
  z.object({ type: z.literal('tray.explained') }),
])
export type AppEvent = z.infer<typeof appEventSchema>
export type AppEventType = AppEvent['type']

/** Events cross to the page in batches, numbered without a gap from the snapshot's sequence on. */
export const eventBatchSchema = z.object({
  first: z.number().int().positive(),
  events: z.array(appEventSchema).min(1),
})
export type EventBatch = z.infer<typeof eventBatchSchema>
