import { z } from 'zod'
import { agentIdSchema, instantSchema, runIdSchema, triggerIdSchema } from '../../model/brand.ts'
import { runStateSchema } from '../../model/run.ts'
import { triggerSchema } from '../../model/trigger.ts'
import { appErrorSchema } from '../errors.ts'
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

/** A time that is still to come, and how it came to be that moment. */
export const previewedTimeSchema = z.object({
  triggerId: triggerIdSchema,
  at: instantSchema,
  /** The moment the trigger itself names, before quiet hours and random delay. */
  named: instantSchema,
  /** `missing`: clocks leave out the time that was asked for, `leftOut`; `twice`: it is the first of two. */
  clock: z.enum(['plain', 'missing', 'twice']),
  leftOut: z.string().nullable(),
  /** Quiet hours moved it to their end. */
  afterQuiet: z.boolean(),
  delayMs: z.number().int().nonnegative(),
})
export type PreviewedTime = z.infer<typeof previewedTimeSchema>

export const schedulePreviewSchema = z.object({
  /** Those of all triggers, the soonest first. */
  times: z.array(previewedTimeSchema),
  /** Triggers that can never be due as they are, each with what is wrong. */
  problems: z.array(z.object({ triggerId: triggerIdSchema, error: appErrorSchema })),
  /** Triggers whose last time has passed. */
  over: z.array(triggerIdSchema),
  /** There are no times beyond those listed. */
  ends: z.boolean(),
})
export type SchedulePreview = z.infer<typeof schedulePreviewSchema>

/** When agents run by themselves. */
export const scheduleCommands = {
  'schedule.preview': command(
    z.object({ triggers: z.array(triggerSchema).max(20), count: z.number().int().min(1).max(20) }),
    schedulePreviewSchema,
  ),
  /** What ran and what will run: seven days of the PC's zone, from the day of `from` on. */
  'schedule.week': command(z.object({ from: instantSchema }), z.object({ days: z.array(scheduleDaySchema).length(7) })),
} as const
