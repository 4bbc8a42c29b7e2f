import { type Instant, instantSchema, type Zone } from '../model/brand.ts'

const hour = 3_600_000
const formats = new Map<Zone, Intl.DateTimeFormat>()

/** The calendar day of a moment in a zone, `YYYY-MM-DD` of the Gregorian calendar. */
export function dayOf(at: Instant, zone: Zone): string {
  let format = formats.get(zone)
  if (format === undefined) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, calendar: 'gregory', dateStyle: 'short' })
    formats.set(zone, format)
  }
  return format.format(at)
}

/** The first moment of the day a moment lies in; where midnight is left out by a change of clocks, the first after it. */
export function startOfDay(at: Instant, zone: Zone): Instant {
  const today = dayOf(at, zone)
  return firstWhere((moment) => dayOf(moment, zone) >= today, at - 50 * hour, at)
}

/** The first moment of the following day. */
export function endOfDay(at: Instant, zone: Zone): Instant {
  const today = dayOf(at, zone)
  return firstWhere((moment) => dayOf(moment, zone) > today, at, at + 50 * hour)
}

/** The first moment of a calendar day (`YYYY-MM-DD`), or of the next one where the zone leaves that day out. */
export function firstMomentOf(day: string, zone: Zone): Instant {
  const inUtc = Date.parse(`${day}T00:00:00Z`)
  return firstWhere((moment) => dayOf(moment, zone) >= day, inUtc - 26 * hour, inUtc + 26 * hour)
}

/** The first moment for which it holds, after `before` where it does not hold and up to `until` where it does. */
function firstWhere(holds: (moment: Instant) => boolean, before: number, until: number): Instant {
  let low = before
  let high = until
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(instantSchema.parse(middle))) high = middle
    else low = middle
  }
  return instantSchema.parse(high)
}
