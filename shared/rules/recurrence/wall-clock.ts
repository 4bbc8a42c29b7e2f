import { type Instant, instantSchema, type Zone } from '../../model/brand.ts'

// Wall-clock time is counted like an instant: milliseconds since 1970 as the clock on the wall shows them.

export const minute = 60_000
export const day = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: Zone): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
    formats.set(zone, format)
  }
  return format
}

/** What the clock on the wall shows at a moment, to the second. */
export function wallAt(instant: number, zone: Zone): number {
  const shown = formatOf(zone).format(instant)
  const [month = 0, date = 0, year = 0, hour = 0, minutes = 0, seconds = 0] = shown.split(/[^\d]+/).map(Number)
  return Date.UTC(year, month - 1, date, hour, minutes, seconds) + (((instant % 1000) + 1000) % 1000)
}

/** How far the zone's clock is ahead of UTC. */
export function offsetAt(instant: number, zone: Zone): number {
  return wallAt(instant, zone) - instant
}

/** The moment of a wall-clock time, and whether that time is missing there or comes twice. */
export type WallMoment = {
  readonly instant: Instant
  readonly clock: 'plain' | 'missing' | 'twice'
  /** The wall-clock time that is missing; null where none is. */
  readonly leftOut: number | null
}

/**
 * The moment at which a zone's clock shows a time. A time that does not exist is the first moment after the gap; one that
 * comes twice is the first of the two. Null on a day that a zone left out altogether (Apia, 30 December 2011).
 */
export function momentOf(wall: number, zone: Zone): WallMoment | null {
  const before = offsetAt(wall - day, zone)
  const after = offsetAt(wall + day, zone)
  const offsets = before === after ? [before] : [Math.max(before, after), Math.min(before, after)]
  const valid = offsets.filter((offset) => offsetAt(wall - offset, zone) === offset)
  const [first] = valid
  if (first !== undefined) {
    return { instant: instantOf(wall - first), clock: valid.length > 1 ? 'twice' : 'plain', leftOut: null }
  }
  const margin = before === after ? day : 0
  const change = firstShowing(wall, zone, wall - Math.max(...offsets) - margin, wall - Math.min(...offsets) + margin)
  const today = Math.floor(wall / day) * day
  const isDayLeftOut = wallAt(change - 1, zone) < today && wallAt(change, zone) >= today + day
  return isDayLeftOut ? null : { instant: instantOf(change), clock: 'missing', leftOut: wall }
}

/** The first moment, to the second, after `low` and up to `high` whose wall clock shows `wall` or later. */
function firstShowing(wall: number, zone: Zone, low: number, high: number): number {
  let below = Math.floor(low / 1000)
  let above = Math.ceil(high / 1000)
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2)
    if (wallAt(middle * 1000, zone) >= wall) above = middle
    else below = middle
  }
  return above * 1000
}

/** The moment, to the second, at which a zone changes its clocks between two moments that differ in them. */
export function changeBetween(from: number, until: number, zone: Zone): number {
  const offset = offsetAt(from, zone)
  let same = Math.floor(from / 1000)
  let other = Math.ceil(until / 1000)
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (offsetAt(middle * 1000, zone) === offset) same = middle
    else other = middle
  }
  return other * 1000
}

/** A stored `2026-05-01T08:00` as wall-clock time; null for a day that is in no calendar, such as 31 February. */
export function readWall(text: string): number | null {
  const wall = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`)
  return Number.isFinite(wall) && new Date(wall).toISOString().startsWith(text) ? wall : null
}

/** Minutes since midnight of a stored `08:30`. */
export function readTimeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number)
  return hours * 60 + minutes
}

function instantOf(milliseconds: number): Instant {
  return instantSchema.parse(milliseconds)
}
