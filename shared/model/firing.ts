import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, firingIdSchema, instantSchema, runIdSchema, triggerIdSchema } from './brand.ts'

/** What came of a moment a trigger was due. */
export const firingOutcomeSchema = z.enum([
  'ran',
  /** It ran when the PC was awake again. */
  'ranLate',
  /** It waited in line behind the agent's last run, or waits still while `runId` is null. */
  'waited',
  /** It passed while nobody could start it. With a `runId`, a later run made up for it. */
  'missed',
  /** Missed, and older than the agent's age limit when it was found. */
  'tooOld',
  /** Missed, and more than are made up for one by one. */
  'tooMany',
  /** All agents were paused. */
  'skippedPaused',
  /** The last run was not over, and the agent leaves out what overlaps. */
  'skippedRunning',
  /** The last run was not over, and the line behind it was full. */
  'lineFull',
  /** It came in quiet hours, and the trigger leaves those out. */
  'skippedQuiet',
  /** The agent or the trigger was switched off, removed or over before it could start. */
  'ended',
  /** It was due and awake, but the run was refused, such as for a folder that is not chosen. */
  'notStarted',
])
export type FiringOutcome = z.infer<typeof firingOutcomeSchema>

/** One moment a trigger was due, and what came of it. */
export const firingSchema = z.object({
  id: firingIdSchema,
  agentId: agentIdSchema,
  triggerId: triggerIdSchema,
  dueAt: instantSchema,
  /** The moment the trigger named, where quiet hours or a random delay moved it. */
  movedFrom: instantSchema.nullable().default(null),
  outcome: firingOutcomeSchema,
  /** Why it was not answered on time: the app was off, the PC slept, or its clock jumped (which a sleep nobody told of looks like). */
  cause: z.enum(['off', 'asleep', 'clock']).nullable().default(null),
  /** The run that answered it, even when that came late. */
  runId: runIdSchema.nullable(),
  /** Why it was not started; null for every other outcome. */
  error: appErrorSchema.nullable(),
  decidedAt: instantSchema,
})
export type Firing = z.infer<typeof firingSchema>

/** The next time an agent will run by itself. */
export const upcomingSchema = z.object({ agentId: agentIdSchema, triggerId: triggerIdSchema, dueAt: instantSchema })
export type Upcoming = z.infer<typeof upcomingSchema>
