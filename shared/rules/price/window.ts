import type { Instant, Zone } from '../../model/brand.ts'
import type { PriceWindow } from '../../model/price.ts'
import { holidayOn } from './holidays.ts'

/** Wall-clock facts of a moment in a zone. */
export type WallTime = { date: string; weekday: number; minutes: number }

const formats = new Map<string, Intl.DateTimeFormat>()

/** Date (`2026-11-24`), ISO weekday and minutes since midnight as a clock on the wall there shows them. */
export function wallTimeOf(at: Instant, zone: Zone): WallTime {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const date = `${parts.year}-${parts.month}-${parts.day}`
  const day = new Date(`${date}T00:00:00Z`).getUTCDay()
  return { date, weekday: day === 0 ? 7 : day, minutes: Number(parts.hour) * 60 + Number(parts.minute) }
}

/**
 * Whether a price window holds at that moment. `certain` is false where the window depends on a holiday calendar that is
 * not known for that year; the window is then taken to hold on weekdays as usual.
 */
export function windowHolds(window: PriceWindow, at: Instant): { holds: boolean; certain: boolean } {
  const { date, weekday, minutes } = wallTimeOf(at, window.zone)
  const inHours = window.hours.some(({ from, to }) => minutes >= minutesOf(from) && minutes < minutesOf(to))
  if (!inHours || !window.weekdays.includes(weekday)) return { holds: false, certain: true }
  if (window.exceptHolidays === null) return { holds: true, certain: true }
  const holiday = holidayOn(window.exceptHolidays, date)
  return { holds: holiday !== 'holiday', certain: holiday !== 'unknown' }
}

function minutesOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3))
}
