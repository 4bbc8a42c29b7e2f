import type { CalendarDays } from '../../model/time-trigger.ts'
import { day } from './wall-clock.ts'

/** Whether a calendar trigger is due on a day, given as wall-clock time of its midnight. */
export function isDueOn(days: CalendarDays, midnight: number): boolean {
  const date = new Date(midnight)
  const dayOfMonth = date.getUTCDate()
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  const weekday = date.getUTCDay() === 0 ? 7 : date.getUTCDay()
  switch (days.kind) {
    case 'weekdays':
      return days.weekdays.includes(weekday)
    case 'dayOfMonth':
      return dayOfMonth === (days.shortMonths === 'lastDay' ? Math.min(days.day, lastDay) : days.day)
    case 'lastDay':
      return dayOfMonth === lastDay
    case 'nthWeekday':
      if (weekday !== days.weekday) return false
      return days.nth === 'last' ? dayOfMonth + 7 > lastDay : Math.ceil(dayOfMonth / 7) === days.nth
  }
}

/** Midnights from `first` on, in order, that a calendar trigger is due on; looks two years ahead. */
export function* dueDays(days: CalendarDays, first: number): Generator<number> {
  for (let ahead = 0; ahead < 750; ahead += 1) {
    const midnight = first + ahead * day
    if (isDueOn(days, midnight)) yield midnight
  }
}
