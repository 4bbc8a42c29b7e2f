import { type Instant, instantSchema, type Zone } from '../model/brand.ts'
import type { Settings } from '../model/settings.ts'
import { dayOf, endOfDay, startOfDay } from './day.ts'
import { minuteOfDay } from './format-time.ts'

const minute = 60_000

/** Whether everything was paused at the moment something was due, as far as is known now. */
export function wasPausedAt(
  { paused, pausedUntil }: Pick<Settings, 'paused' | 'pausedUntil'>,
  dueAt: Instant,
  now: Instant,
): boolean {
  if (pausedUntil === null) return paused
  return dueAt < pausedUntil && (paused || now >= pausedUntil)
}

/** The next time a wall clock shows these minutes since midnight, today or tomorrow. */
export function nextAt(minutes: number, now: Instant, zone: Zone): Instant {
  const today = startOfDay(now, zone)
  for (const midnight of [today, endOfDay(now, zone)]) {
    const guess = at(midnight + minutes * minute)
    // On a day the clocks are changed, so many minutes after midnight is another time.
    const moment = at(guess - (minuteOfDay(guess, zone) - minutes) * minute)
    const meant = dayOf(moment, zone) === dayOf(midnight, zone) ? moment : guess
    if (meant > now) return meant
  }
  return endOfDay(now, zone)
}

/** A time of day of tomorrow. */
export function tomorrowAt(minutes: number, now: Instant, zone: Zone): Instant {
  return nextAt(minutes, at(endOfDay(now, zone) - (minutes === 0 ? 1 : 0)), zone)
}

const at = (moment: number): Instant => instantSchema.parse(moment)
