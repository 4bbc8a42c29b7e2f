import { Cron } from 'croner'
import { type Instant, instantSchema } from '../model/brand.ts'
import type { Trigger } from '../model/trigger.ts'

/**
 * The next moments a trigger is due, in order, all later than `from`; fewer than `count` only at the end of time.
 *
 * Where clocks are changed: a time that does not exist on a day is due at the first moment after the gap, and a time that
 * comes twice is due the first time only. A day that a zone left out altogether (Apia, 30 December 2011) has no times.
 */
export function nextInstants(trigger: Trigger, from: Instant, count: number): Instant[] {
  const dates = scheduleOf(trigger)?.nextRuns(count, new Date(from)) ?? []
  return dates.map((date) => instantSchema.parse(date.getTime()))
}

/** The next moment a trigger is due after `from`; null only at the end of time. */
export function nextInstant(trigger: Trigger, from: Instant): Instant | null {
  return nextInstants(trigger, from, 1)[0] ?? null
}

const day = 86_400_000
/** How far back times that passed are listed one by one; a clock that was wrong by years must not fill the disk. */
export const longestLookBack = 400 * day

/** Every moment a trigger was due from `first` (itself due) up to and including `until`, not further back than `longestLookBack`. */
export function instantsThrough(trigger: Trigger, first: Instant, until: Instant): Instant[] {
  const schedule = scheduleOf(trigger)
  const instants: Instant[] = []
  if (schedule === null) return instants
  let next = first >= until - longestLookBack ? new Date(first) : schedule.nextRun(new Date(until - longestLookBack))
  while (next !== null && next.getTime() <= until) {
    instants.push(instantSchema.parse(next.getTime()))
    next = schedule.nextRun(next)
  }
  return instants
}

/** A croner pattern with one hour and one minute follows the policy above by itself; it is never started. */
function scheduleOf(trigger: Trigger): Cron | null {
  if (trigger.kind !== 'calendar' || trigger.days.kind !== 'weekdays') return null
  const [hour, minute] = (trigger.times[0] ?? '').split(':').map(Number)
  const weekdays = new Set(trigger.days.weekdays)
  const days = weekdays.size === 7 ? '*' : [...weekdays].join(',')
  return new Cron(`${minute} ${hour} * * ${days}`, { timezone: trigger.zone, mode: '5-part' })
}
