import type { Instant, Zone } from '../../model/brand.ts'
import type { CalendarPeriod } from '../../model/budget.ts'
import { dayOf, firstMomentOf } from '../day.ts'

/** A period by its calendar days, both included, `YYYY-MM-DD`. */
export type DayRange = { from: string; to: string }

const oneDay = 24 * 60 * 60 * 1_000

/** The days of the period that a calendar day belongs to; weeks begin on Monday. */
export function periodAround(day: string, period: CalendarPeriod): DayRange {
  switch (period) {
    case 'day':
      return { from: day, to: day }
    case 'week': {
      const sinceMonday = (new Date(midday(day)).getUTCDay() + 6) % 7
      return { from: daysAfter(day, -sinceMonday), to: daysAfter(day, 6 - sinceMonday) }
    }
    case 'month': {
      const first = `${day.slice(0, -2)}01`
      // Day 32 of any month lies in the next one.
      const inNext = daysAfter(first, 31)
      return { from: first, to: daysAfter(`${inNext.slice(0, -2)}01`, -1) }
    }
  }
}

/** The moment the period after the current one begins on the clocks of the zone. */
export function renewalOf(at: Instant, zone: Zone, period: CalendarPeriod): Instant {
  return firstMomentOf(daysAfter(periodAround(dayOf(at, zone), period).to, 1), zone)
}

/** The last week, from Monday to Sunday, that is over on a day. */
export function weekBefore(day: string): DayRange {
  return periodAround(daysAfter(periodAround(day, 'week').from, -1), 'week')
}

/** Every day of a range. */
export function daysOf({ from, to }: DayRange): string[] {
  const days = []
  for (let day = from; day <= to; day = daysAfter(day, 1)) days.push(day)
  return days
}

/** The day so many days after another; before it where the number is below zero. */
export function daysAfter(day: string, days: number): string {
  return new Date(midday(day) + days * oneDay).toISOString().slice(0, 'YYYY-MM-DD'.length)
}

function midday(day: string): number {
  return Date.parse(`${day}T12:00:00Z`)
}
