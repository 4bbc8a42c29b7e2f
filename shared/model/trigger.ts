import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, firingIdSchema, instantSchema, runIdSchema, triggerIdSchema, zoneSchema } from './brand.ts'

export const weekdaySchema = z.number().int().min(1).max(7)

/** What starts a run by itself. Starting by hand needs no trigger. */
export const triggerSchema = z.discriminatedUnion('kind', [
  z.object({
    id: triggerIdSchema,
    kind: z.literal('calendar'),
    /** ISO weekdays, Monday is 1; all seven mean every day. */
    weekdays: z.array(weekdaySchema).min(1).max(7),
    /** Wall-clock time in the zone, 24 hours. */
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    zone: zoneSchema,
  }),
])
export type Trigger = z.infer<typeof triggerSchema>

/** What happens to a time that passed while the PC slept or the app was off. */
export const missedRunPolicySchema = z.enum(['runOnce', 'skip'])
export type MissedRunPolicy = z.infer<typeof missedRunPolicySchema>

/** One moment a trigger was due, and what came of it. */
export const firingSchema = z.object({
  id: firingIdSchema,
  agentId: agentIdSchema,
  triggerId: triggerIdSchema,
  dueAt: instantSchema,
  /** `notStarted`: it was due and awake, but the run was refused, such as for a folder that is not chosen. */
  outcome: z.enum(['ran', 'ranLate', 'missed', 'skippedPaused', 'skippedRunning', 'notStarted']),
  runId: runIdSchema.nullable(),
  /** Why it was not started; null for every other outcome. */
  error: appErrorSchema.nullable(),
  decidedAt: instantSchema,
})
export type Firing = z.infer<typeof firingSchema>

/** The next time an agent will run by itself. */
export const upcomingSchema = z.object({ agentId: agentIdSchema, triggerId: triggerIdSchema, dueAt: instantSchema })
export type Upcoming = z.infer<typeof upcomingSchema>
