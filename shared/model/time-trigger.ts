import { z } from 'zod'

export const weekdaySchema = z.number().int().min(1).max(7)

/** Wall-clock time, 24 hours. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** A day and a time on the zone's wall clock. Whether that day exists is for `scheduleProblem` to say. */
const localTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)

export const onceSchema = z.object({ kind: z.literal('once'), at: localTimeSchema })

/** Counts elapsed time from its first moment on, so that changes of clocks do not touch it. */
export const intervalSchema = z.object({
  kind: z.literal('interval'),
  every: z.number().int().min(1).max(10_000),
  unit: z.enum(['minutes', 'hours']),
  /** The first time; the others follow from it. */
  startsAt: localTimeSchema,
})

/** Which days a calendar trigger is due on. */
export const calendarDaysSchema = z.discriminatedUnion('kind', [
  /** ISO weekdays, Monday is 1; all seven mean every day. */
  z.object({ kind: z.literal('weekdays'), weekdays: z.array(weekdaySchema).min(1).max(7) }),
  z.object({
    kind: z.literal('dayOfMonth'),
    day: z.number().int().min(1).max(31),
    /** What a month without that day does. */
    shortMonths: z.enum(['leaveOut', 'lastDay']).default('lastDay'),
  }),
  z.object({ kind: z.literal('lastDay') }),
  /** The second Tuesday, the last Friday. */
  z.object({
    kind: z.literal('nthWeekday'),
    nth: z.union([z.number().int().min(1).max(5), z.literal('last')]),
    weekday: weekdaySchema,
  }),
])
export type CalendarDays = z.infer<typeof calendarDaysSchema>

export const calendarSchema = z.object({
  kind: z.literal('calendar'),
  times: z.array(timeOfDaySchema).min(1).max(24),
  days: calendarDaysSchema,
})

/** Five fields; what they mean is for `scheduleProblem` to say. */
export const cronSchema = z.object({ kind: z.literal('cron'), expression: z.string().trim().min(1).max(200) })
