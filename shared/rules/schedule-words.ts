import { instantSchema, type Zone, zoneSchema } from '../model/brand.ts'
import type { Translate } from './format.ts'
import { plainDateText } from './format-time.ts'

// Words that the sentences of the editor and the lists have in common.

const week = [1, 2, 3, 4, 5, 6, 7]
const workdays = [1, 2, 3, 4, 5]
const utc = zoneSchema.parse('UTC')

/** Days of the week as people say them: every day, every weekday, or by name. ISO numbers, Monday is 1. */
export function weekdaysText(weekdays: readonly number[], language: string, t: Translate): string {
  if (same(weekdays, week)) return t('starts.words.everyDay')
  if (same(weekdays, workdays)) return t('starts.words.everyWeekday')
  const names = weekdays.toSorted((left, right) => left - right).map((day) => weekdayText(day, language, 'short'))
  return t('starts.words.someDays', { days: listText(names, language) })
}

/** One weekday by name. 1 January 2024 was a Monday. */
export function weekdayText(weekday: number, language: string, width: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
}

/** A day of the month: "31st". */
export function dayOfMonthText(day: number, language: string, t: Translate): string {
  const form = new Intl.PluralRules(language, { type: 'ordinal' }).select(day)
  return t(`starts.nthDay.${form}`, { day })
}

/** A day of the calendar, such as `2026-12-24`; as it is stored where there is no such day. */
export function calendarDayText(date: string, language: string, t: Translate): string {
  const midnight = Date.parse(`${date}T00:00Z`)
  if (!Number.isFinite(midnight)) return date
  return plainDateText(instantSchema.parse(midnight), { language, zone: utc }, t)
}

/** A stretch of minutes in the largest unit that fits whole: "2 hours". */
export function spanText(minutes: number, t: Translate): string {
  if (minutes % 1440 === 0 && minutes > 0) return t('starts.span.days', { count: minutes / 1440 })
  if (minutes % 60 === 0 && minutes > 0) return t('starts.span.hours', { count: minutes / 60 })
  return t('starts.span.minutes', { count: minutes })
}

/** A time zone as people call it: by its city, or in Chinese by the name of its time where there is one. */
export function zoneText(zone: Zone, language: string): string {
  if (language.startsWith('zh')) {
    const format = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' })
    const name = format.formatToParts(0).find((part) => part.type === 'timeZoneName')?.value ?? ''
    if (/^\p{Script=Han}+$/u.test(name)) return name
  }
  return zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone
}

/** Several words as a list: "08:00, 12:30 and 18:00". */
export function listText(words: readonly string[], language: string): string {
  const isChinese = language.startsWith('zh')
  return new Intl.ListFormat(isChinese ? language : 'en-GB', { style: isChinese ? 'narrow' : 'long' }).format(words)
}

const same = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && right.every((day) => left.includes(day))
