import ical from 'ical-generator'
import type { Instant, Zone } from '../../../shared/model/brand.ts'
import { fillIn } from '../fill-in.ts'
import type { Item } from '../step-results.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { readMoment } from './read-moment.ts'

const hour = 3_600_000
const day = 24 * hour

export type Entry = {
  readonly summary: string
  readonly place: string
  readonly isDay: boolean
  readonly start: number
  /** The moment, or the day, on which it is over: not included. */
  readonly end: number
  /** When it is, for people. */
  readonly shown: string
  /** Stable over runs while title and date stay. */
  readonly id: string
}

/** One thing as an entry of a calendar; null without a date that can be read. An end before the start counts as none. */
export function entryOf(
  item: Item,
  step: { readonly entry: string; readonly start: string; readonly end: string; readonly place: string },
  zone: Zone,
): (Omit<Entry, 'id'> & { key: string }) | null {
  const start = readMoment(item.fields[step.start], zone)
  if (start === null) return null
  const stated = step.end === '' ? null : readMoment(item.fields[step.end], zone)
  const usual = start.isDay ? day : hour
  const last = stated === null || stated.isDay !== start.isDay ? null : stated.at + (start.isDay ? day : 0)
  const end = last === null || last <= start.at ? start.at + usual : last
  const summary = fillIn(step.entry, item).trim()
  const place = step.place === '' ? '' : String(item.fields[step.place] ?? '')
  const shown = start.isDay
    ? new Date(start.at).toISOString().slice(0, 10)
    : new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: zone }).format(start.at)
  const key = sha256(Buffer.from(JSON.stringify([summary, start]))).slice(0, 16)
  return { summary, place, isDay: start.isDay, start: start.at, end, shown, key }
}

/**
 * Entries as an iCalendar file (RFC 5545). Moments are written in UTC, so that no program needs the rules of a zone; days stay days.
 * The same entries give the same bytes.
 */
export function calendarOf(
  entries: readonly Entry[],
  { name, zone, stampedAt }: { name: string; zone: Zone; stampedAt: Instant },
): string {
  const calendar = ical({ name, prodId: { company: 'Kaihe', product: 'Companion' } })
  calendar.x('X-WR-TIMEZONE', zone)
  for (const { id, summary, place, isDay, start, end } of entries) {
    calendar.createEvent({
      id: `${id}@kaihe-companion`,
      summary,
      location: place === '' ? null : place,
      allDay: isDay,
      start: new Date(start),
      end: new Date(end),
      stamp: new Date(stampedAt),
    })
  }
  return calendar.toString()
}
