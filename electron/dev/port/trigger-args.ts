import { z } from 'zod'
import { type Instant, instantSchema, type Zone, zoneSchema } from '../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { checkTrigger } from '../../../shared/rules/recurrence/check-trigger.ts'
import { momentOf, wallAt } from '../../../shared/rules/recurrence/wall-clock.ts'
import { invalid } from './protocol.ts'

/** Triggers and moments as the port takes them: as obvious as can be, and without what only the app needs. */

const weekdayNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const weekday = z.union([z.int().min(1).max(7), z.string()]).transform((value, context) => {
  const text = String(value).toLowerCase()
  const number =
    typeof value === 'number' ? value : weekdayNames.findIndex((name) => text.length >= 3 && name.startsWith(text)) + 1
  if (number === 0) context.addIssue({ code: 'custom', message: 'a weekday is 1 (Monday) to 7, or its English name' })
  return number
})

export const momentArgSchema = z
  .union([z.string(), z.number()])
  .describe(
    'ISO 8601 with Z or an offset; without one it is wall-clock time in the zone; a number is milliseconds since 1970',
  )

const wall = z.string().describe('wall-clock time in the zone, "2026-05-01T08:00"')
const daysSchema = z
  .union([
    z.enum(['daily', 'weekdays', 'lastDay']),
    z.array(weekday),
    z.looseObject({ kind: z.enum(['weekdays', 'dayOfMonth', 'lastDay', 'nthWeekday']) }),
  ])
  .describe('"daily", "weekdays" (Monday to Friday), "lastDay", a list of weekdays, or the app’s own form')

export const triggerArgSchema = z.looseObject({
  id: z.string().optional(),
  kind: z
    .enum(['once', 'interval', 'calendar', 'cron'])
    .describe('"cron" wants expression; "once" at; "interval" every, unit, startsAt; "calendar" times and days'),
  zone: z.string().optional(),
  at: wall.optional(),
  every: z.int().optional(),
  unit: z.enum(['minutes', 'hours']).optional(),
  startsAt: wall.optional().describe('left out: the moment everything starts from'),
  expression: z.string().optional(),
  times: z.array(z.string()).optional(),
  time: z.string().optional(),
  days: daysSchema.optional(),
  weekdays: z.array(weekday).optional(),
  dayOfMonth: z.int().optional().describe('with shortMonths: "leaveOut" or "lastDay" (the default)'),
  shortMonths: z.enum(['leaveOut', 'lastDay']).optional(),
  nth: z
    .union([z.int(), z.literal('last')])
    .optional()
    .describe('with weekday: the second Tuesday'),
  weekday: weekday.optional(),
  quietHours: z
    .object({ from: z.string(), to: z.string(), inside: z.enum(['move', 'leaveOut']).optional() })
    .nullable()
    .optional(),
  endsOn: z.string().nullable().optional().describe('the last day, "2026-12-31"'),
  randomDelayMinutes: z.int().optional(),
})
export type TriggerArg = z.output<typeof triggerArgSchema>

export const anyTriggerArgSchema = z.union([z.string().describe('a cron expression'), triggerArgSchema])

/**
 * The trigger as the app holds it.
 * @throws {CodedError} `request.invalid`, `schedule.*`
 */
export function toTrigger(given: string | TriggerArg, zone: string | undefined, id: string, start: number): Trigger {
  const fields: TriggerArg = typeof given === 'string' ? { kind: 'cron', expression: given } : given
  const inZone = toZone(zone ?? fields.zone ?? 'UTC')
  const startsAt = fields.startsAt ?? new Date(wallAt(start, inZone)).toISOString()
  const parsed = triggerSchema.safeParse({
    ...fields,
    id: fields.id ?? id,
    zone: inZone,
    ...(fields.kind === 'calendar' && {
      times: fields.times ?? (fields.time === undefined ? [] : [fields.time]),
      days: toDays(fields),
    }),
    ...(fields.kind === 'interval' && { unit: fields.unit ?? 'minutes', startsAt: toMinute(startsAt) }),
    ...(fields.kind === 'once' && { at: toMinute(fields.at ?? '') }),
    time: undefined,
  })
  if (!parsed.success) throw invalid(z.prettifyError(parsed.error))
  checkTrigger(parsed.data)
  return parsed.data
}

function toDays({ days, weekdays, dayOfMonth, shortMonths, nth, weekday: named }: TriggerArg): unknown {
  if (weekdays !== undefined) return { kind: 'weekdays', weekdays }
  if (dayOfMonth !== undefined) return { kind: 'dayOfMonth', day: dayOfMonth, shortMonths }
  if (nth !== undefined) return { kind: 'nthWeekday', nth, weekday: named }
  if (Array.isArray(days)) return { kind: 'weekdays', weekdays: days }
  if (days === 'weekdays') return { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] }
  if (days === 'lastDay') return { kind: 'lastDay' }
  if (days === undefined || days === 'daily') return { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] }
  return days
}

/** Seconds may be written as long as they are none. */
const toMinute = (text: string) => text.replace(/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}).*$/, '$1T$2')

export function toZone(name: string): Zone {
  const zone = zoneSchema.safeParse(name)
  if (!zone.success) throw invalid(`zone: this runtime knows no zone ${JSON.stringify(name)}`)
  return zone.data
}

/** @throws {CodedError} `request.invalid` for what is no moment */
export function toMoment(given: string | number, zone: Zone, name: string): Instant {
  const text = String(given)
  const isWall = typeof given === 'string' && !/(?:Z|[+-]\d{2}:?\d{2})$/i.test(text)
  const read =
    typeof given === 'number' ? given : Date.parse(isWall ? `${text.length === 10 ? `${text}T00:00` : text}Z` : text)
  const moment = instantSchema.safeParse(isWall && Number.isFinite(read) ? momentOf(read, zone)?.instant : read)
  if (!moment.success) throw invalid(`${name}: no moment ${JSON.stringify(given)}`)
  return moment.data
}

export const iso = (instant: number) => new Date(instant).toISOString()
