import type { Instant, Zone } from '../../../shared/model/brand.ts'

const formats = new Map<Zone, Intl.DateTimeFormat>()
const minute = 60_000
let last: { zone: Zone; minute: number; day: string } | null = null

/** The calendar day of a moment in a zone, `YYYY-MM-DD` of the proleptic Gregorian calendar; sorts by time. */
export function dayOf(at: Instant, zone: Zone): string {
  // Events come in bursts, and days begin on whole minutes.
  const current = Math.floor(at / minute)
  if (last === null || last.zone !== zone || last.minute !== current) {
    last = { zone, minute: current, day: formatDay(at, zone) }
  }
  return last.day
}

function formatDay(at: Instant, zone: Zone): string {
  let format = formats.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    formats.set(zone, format)
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, part.value]))
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`
}
