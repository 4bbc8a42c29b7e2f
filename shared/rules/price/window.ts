import type { Instant, Zone } from '../../model/brand.ts'
import type { PriceWindow } from '../../model/price.ts'
import { holidayOn } from './holidays.ts'

/** What a clock and a calendar on the wall show in a zone; weekday 1 is Monday. */
export type WallTime = { date: string; weekday: number; minutes: number }

const formats = new Map<string, Intl.DateTimeFormat>()
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Date (`2026-11-24`), ISO weekday and minutes since midnight as a clock on the wall there shows them. */
export function wallTimeOf(at: Instant, zone: Zone): WallTime {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value.replace('.', '')]))
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    weekday: weekdays.indexOf(parts.weekday ?? '') + 1,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  }
}

/**
 * Whether a price window holds at that moment. `certain` is false where the window depends on a holiday calendar that is
 * not known for that year; the window is then taken to hold on weekdays as usual.
 */
export function windowHolds(window: PriceWindow, at: Instant): { holds: boolean; certain: boolean } {
  const { date, weekday, minutes } = wallTimeOf(at, window.zone)
  const inHours = window.hours.some(({ from, to }) => minutes >= minutesOf(from) && minutes < minutesOf(to))
  const day = dayOf(window, date, weekday)
  if (!inHours || day === 'out') return { holds: false, certain: true }
  return { holds: true, certain: day === 'in' }
}

const minute = 60_000
const oneDay = 24 * 60 * minute
/** Beyond two weeks every window is taken to open and to close. */
const longestLookedAt = 14 * oneDay

/**
 * Whether the window may hold, and whether it may not, at some moment of a span; `until` belongs to it. Never says that
 * something cannot be when it can: a day whose clocks are changed, or whose holidays are not known, counts as both.
 */
export function windowOver(window: PriceWindow, from: Instant, until: Instant): { canHold: boolean; canFail: boolean } {
  // A clock set back while a call ran.
  if (until < from) return windowOver(window, until, from)
  const stretches = until - from > longestLookedAt ? null : stretchesOf(window.zone, from, until)
  if (stretches === null) return { canHold: true, canFail: true }
  const answer = { canHold: false, canFail: false }
  for (const stretch of stretches) {
    const kind = dayOf(window, stretch.date, stretch.weekday)
    const covered = window.hours
      .map((hours) => ({ from: minutesOf(hours.from), to: minutesOf(hours.to) }))
      .filter((hours) => hours.from <= stretch.to && hours.to > stretch.from)
    if (kind !== 'out' && covered.length > 0) answer.canHold = true
    if (kind !== 'in' || !coversAll(covered, stretch)) answer.canFail = true
  }
  return answer
}

/** Minutes of one day, both ends included. */
type Stretch = { date: string; weekday: number; from: number; to: number }

const lastMinute = 24 * 60 - 1
const plainDateLength = '2026-11-24'.length

/** The days of a span in a zone, with the minutes of each that may belong to it; null in years of other than four digits. */
function stretchesOf(zone: Zone, from: Instant, until: Instant): Stretch[] | null {
  const first = wallTimeOf(from, zone)
  const last = wallTimeOf(until, zone)
  if (first.date.length !== plainDateLength || last.date.length !== plainDateLength) return null
  if (first.date === last.date) {
    // Clocks set back show some minutes twice, or later than the end; then the whole day is looked at.
    const shown = last.minutes - first.minutes
    const isPlain = shown >= 0 && (until - from) / minute < shown + 1
    const [start, end] = isPlain ? [first.minutes, last.minutes] : [0, lastMinute]
    return [{ date: first.date, weekday: first.weekday, from: start, to: end }]
  }
  const stretches: Stretch[] = [{ ...first, from: first.minutes, to: lastMinute }]
  for (let date = dateAfter(first.date); date < last.date; date = dateAfter(date)) {
    stretches.push({ date, weekday: weekdayOf(date), from: 0, to: lastMinute })
  }
  stretches.push({ ...last, from: 0, to: last.minutes })
  return stretches
}

function coversAll(covered: { from: number; to: number }[], stretch: Stretch): boolean {
  let reached = stretch.from
  for (const { from, to } of covered.toSorted((left, right) => left.from - right.from)) {
    if (from > reached) return false
    reached = Math.max(reached, to)
  }
  return reached > stretch.to
}

/** Whether the window's days include that one: `perhaps` where nobody knows its holidays. */
function dayOf(window: PriceWindow, date: string, weekday: number): 'in' | 'out' | 'perhaps' {
  if (!window.weekdays.includes(weekday)) return 'out'
  if (window.exceptHolidays === null) return 'in'
  switch (holidayOn(window.exceptHolidays, date)) {
    case 'holiday':
      return 'out'
    case 'ordinary':
      return 'in'
    case 'unknown':
      return 'perhaps'
  }
}

function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + oneDay).toISOString().slice(0, 10)
}

function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}

function minutesOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3))
}
