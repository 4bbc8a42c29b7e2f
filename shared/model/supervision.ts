import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { instantSchema } from './brand.ts'

/** How an agent's runs are watched over. Null switches a limit off; time spent waiting never counts. */
export const supervisionSchema = z.object({
  /** How long a run may be at work. */
  runMinutes: z.number().int().min(1).max(20_160).nullable().default(360),
  /** How long one of its steps may be. */
  stepMinutes: z.number().int().min(1).max(20_160).nullable().default(180),
  /** How much memory a run's process may take. */
  memoryMegabytes: z.number().int().min(128).max(65_536).nullable().default(2048),
  /** After so many scheduled runs in a row that failed, the agent is paused. */
  pauseAfterFailures: z.number().int().min(1).max(50).nullable().default(3),
  /** How long a question waits for its owner before it counts as refused. */
  approvalHours: z.number().int().min(1).max(720).default(24),
  /** How many runs of the agent may be at work at once. */
  concurrent: z.number().int().min(1).max(5).default(1),
})
export type Supervision = z.infer<typeof supervisionSchema>

/**
 * Whether an agent may start by itself. `paused`: too many of its runs failed in a row; `quarantined`: its runs bring their
 * process down. Both hold until the owner lets it go on; `ready` says since when failures are counted.
 */
export const standingSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('ready'), since: instantSchema.nullable() }),
  z.object({
    name: z.literal('paused'),
    at: instantSchema,
    failures: z.number().int().positive(),
    error: appErrorSchema,
  }),
  z.object({ name: z.literal('quarantined'), at: instantSchema, error: appErrorSchema }),
])
export type Standing = z.infer<typeof standingSchema>
