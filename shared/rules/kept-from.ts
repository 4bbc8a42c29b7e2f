import type { Instant, Zone } from '../model/brand.ts'
import { dayOf, firstMomentOf } from './day.ts'

/**
 * The first moment of what is kept for some years: whole days of the zone. `latestDay` is a day that has surely come, so that a clock
 * that is set too late lets nothing go early.
 */
export function keptFrom(times: { now: Instant; latestDay: string; years: number; zone: Zone }): Instant {
  const { now, latestDay, years, zone } = times
  const today = dayOf(now, zone)
  const [year = '', ...rest] = (today < latestDay ? today : latestDay).split('-')
  const day = [String(Number(year) - years).padStart(4, '0'), ...rest].join('-')
  // A 29 February that the year does not have is its 1 March.
  return firstMomentOf(
    day.endsWith('-02-29') && !isLeap(Number(year) - years) ? day.replace('-02-29', '-03-01') : day,
    zone,
  )
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
