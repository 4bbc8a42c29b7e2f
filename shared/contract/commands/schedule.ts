import { z } from 'zod'
import { agentIdSchema, instantSchema, runIdSchema, triggerIdSchema } from '../../model/brand.ts'
import { runStateSchema } from '../../model/run.ts'
import { triggerSchema } from '../../model/trigger.ts'
import { firingSchema } from '../../model/firing.ts'
import { spentSchema } from '../../model/usage.ts'
import { command } from './command.ts'

/** A run as a calendar shows it. */
export const runMarkSchema = z.object({
  runId: runIdSchema,
  agentId: agentIdSchema,
  agentName: z.string(),
  /** When it began, or was put in line. */
  at: instantSchema,
  endedAt: instantSchema.nullable(),
  state: runStateSchema,
  spent: z.array(spentSchema),
})
export type RunMark = z.infer<typeof runMarkSchema>

/** When a trigger will be due on one day. */
export const plannedDaySchema = z.object({
  agentId: agentIdSchema,
  triggerId: triggerIdSchema,
  times: z.array(instantSchema).min(1),
  /** There are more on that day than are listed. */
  more: z.boolean(),
})
export type PlannedDay = z.infer<typeof plannedDaySchema>
export const plannedTimesShown = 24

/** One day of the PC's zone. */
export const scheduleDaySchema = z.object({
  from: instantSchema,
  to: instantSchema,
  runs: z.array(runMarkSchema),
  /** Runs beyond those listed. */
  runsMore: z.number().int().nonnegative(),
  /** Times that were due and did not run on time, each with its reason. */
  late: z.array(firingSchema),
  /** Only what is still to come. */
  planned: z.array(plannedDaySchema),
})
export type ScheduleDay = z.infer<typeof scheduleDaySchema>

/** When agents run by themselves. */
export const scheduleCommands = {
  'schedule.preview': command(
    z.object({ trigger: triggerSchema, count: z.number().int().min(1).max(20) }),
    z.object({ instants: z.array(instantSchema) }),
  ),
  /** What ran and what will run: seven days of the PC's zone, from the day of `from` on. */
  'schedule.week': command(z.object({ from: instantSchema }), z.object({ days: z.array(scheduleDaySchema).length(7) })),
} as const
