import type { Instant, Zone } from '../model/brand.ts'
import type { Translate } from './format.ts'

/** Where and for whom a moment is written. */
export type TimePlace = { readonly language: string; readonly zone: Zone }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Wall-clock time on a 24-hour clock: "07:24". */
export function clockText(instant: Instant, place: TimePlace): string {
  const { hour: hours, minute: minutes } = wallClock(instant, place.zone)
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Minutes since midnight on the zone's wall clock, 0 to 1439. */
export function minuteOfDay(instant: Instant, zone: Zone): number {
  const { hour: hours, minute: minutes } = wallClock(instant, zone)
  return hours * 60 + minutes
}

/** The day with its weekday in full: "Monday, 23 November". */
export function longDateText(instant: Instant, place: TimePlace, t: Translate): string {
  return t('units.date.long', dateValues(instant, place, 'long'))
}

/** The day with its weekday, short: "Mon 23 Nov". */
export function shortDateText(instant: Instant, place: TimePlace, t: Translate): string {
  return t('units.date.weekday', dateValues(instant, place, 'short'))
}

/** The date alone, with its year: "1 Nov 2026". */
export function plainDateText(instant: Instant, place: TimePlace, t: Translate): string {
  const { year } = calendar(instant, place.zone)
  return t('units.date.year', { ...dateValues(instant, place, 'short'), year })
}

/** The day as people name it from `now`: "Today", "Yesterday", "Tomorrow", "Mon 23 Nov", with the year when it differs. */
export function dayText(instant: Instant, now: Instant, place: TimePlace, t: Translate): string {
  const distance = dayNumber(instant, place.zone) - dayNumber(now, place.zone)
  if (distance === 0) return t('units.date.today')
  if (distance === -1) return t('units.date.yesterday')
  if (distance === 1) return t('units.date.tomorrow')
  const sameYear = calendar(instant, place.zone).year === calendar(now, place.zone).year
  return sameYear ? shortDateText(instant, place, t) : plainDateText(instant, place, t)
}

/** Day and time in one phrase: "today, 08:04", "Mon 23 Nov, 08:04". */
export function dayAndClockText(instant: Instant, now: Instant, place: TimePlace, t: Translate): string {
  return t('units.date.at', { day: dayText(instant, now, place, t), time: clockText(instant, place) })
}

/** How long ago, within a day; the date beyond it. A moment ahead of the clock counts as now. */
export function agoText(instant: Instant, now: Instant, place: TimePlace, t: Translate): string {
  const passed = Math.max(0, now - instant)
  if (passed < minute) return t('units.ago.now')
  if (passed < hour) return t('units.ago.minutes', { count: Math.floor(passed / minute) })
  if (passed < day) return t('units.ago.hours', { count: Math.floor(passed / hour) })
  return dayText(instant, now, place, t)
}

/** A stretch of time in its two largest units: "12 s", "1 min 12 s", "2 h 5 min". Under a second reads as "under 1 s". */
export function durationText(milliseconds: number, t: Translate): string {
  const parts = durationParts(milliseconds)
  if (parts.length === 0) return t('units.duration.under')
  return parts.map(({ unit, value }) => t(`units.duration.${unit}`, { value })).join(' ')
}

/** The two largest units of a stretch of time; empty under a second. */
export function durationParts(milliseconds: number): { unit: 'hours' | 'minutes' | 'seconds'; value: number }[] {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000)
  const all = [
    { unit: 'hours' as const, value: Math.floor(seconds / 3600) },
    { unit: 'minutes' as const, value: Math.floor(seconds / 60) % 60 },
    { unit: 'seconds' as const, value: seconds % 60 },
  ]
  const first = all.findIndex((part) => part.value > 0)
  return first === -1 ? [] : all.slice(first, first + 2).filter((part) => part.value > 0)
}

/** A number that grows by one with every calendar day of the zone. */
export function dayNumber(instant: Instant, zone: Zone): number {
  const { year, month, day: date } = calendar(instant, zone)
  return Math.floor(Date.UTC(year, month - 1, date) / day)
}

function dateValues(instant: Instant, { language, zone }: TimePlace, width: 'long' | 'short'): Record<string, string> {
  const pieces = formatParts(language, zone, width, instant)
  return { weekday: pieces.weekday ?? '', day: pieces.day ?? '', month: pieces.month ?? '' }
}

function calendar(instant: Instant, zone: Zone): { year: number; month: number; day: number } {
  const pieces = formatParts('en', zone, 'numbers', instant)
  return { year: Number(pieces.year), month: Number(pieces.month), day: Number(pieces.day) }
}

function wallClock(instant: Instant, zone: Zone): { hour: number; minute: number } {
  const pieces = formatParts('en', zone, 'numbers', instant)
  return { hour: Number(pieces.hour), minute: Number(pieces.minute) }
}

type Width = 'long' | 'short' | 'numbers'

const options: Record<Width, Intl.DateTimeFormatOptions> = {
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  numbers: {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
    calendar: 'gregory',
    numberingSystem: 'latn',
  },
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatParts(language: string, zone: Zone, width: Width, instant: Instant): Record<string, string> {
  const key = `${language} ${zone} ${width}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options[width], timeZone: zone })
    formats.set(key, format)
  }
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]))
}
