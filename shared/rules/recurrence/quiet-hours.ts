import type { Zone } from '../../model/brand.ts'
import type { QuietHours } from '../../model/trigger.ts'
import { changeBetween, day, minute, momentOf, offsetAt, readTimeOfDay, wallAt } from './wall-clock.ts'

/** Whether the zone's clock shows a quiet time; the end itself is quiet no more. The same time twice is the whole day. */
export function isQuiet(instant: number, quiet: QuietHours | null, zone: Zone): boolean {
  if (quiet === null) return false
  const from = readTimeOfDay(quiet.from)
  const to = readTimeOfDay(quiet.to)
  const now = Math.floor(minuteOf(wallAt(instant, zone)))
  return from < to ? now >= from && now < to : now >= from || now < to
}

/** When the quiet hours around a quiet moment are over: the first moment whose clock shows no quiet time. */
export function endOfQuiet(instant: number, quiet: QuietHours, zone: Zone): number {
  const ahead = (readTimeOfDay(quiet.to) - minuteOf(wallAt(instant, zone)) + 1440) % 1440 || 1440
  const end = instant + ahead * minute
  if (offsetAt(end, zone) === offsetAt(instant, zone)) return end
  const change = changeBetween(instant, end, zone)
  return isQuiet(change, quiet, zone) ? endOfQuiet(change, quiet, zone) : change
}

/** A moment at or before the beginning of the quiet hours around a quiet moment. */
export function beforeQuiet(instant: number, quiet: QuietHours, zone: Zone): number {
  const wall = wallAt(instant, zone)
  const back = (minuteOf(wall) - readTimeOfDay(quiet.from) + 1440) % 1440
  return Math.min(instant, momentNear(instant, wall - back * minute, wall, zone)) - 1
}

const minuteOf = (wall: number) => (((wall % day) + day) % day) / minute

/** The moment of another wall-clock time as seen from one: in the same hour of a doubled pair while clocks do not change. */
function momentNear(instant: number, wanted: number, wall: number, zone: Zone): number {
  const near = instant + wanted - wall
  if (offsetAt(near, zone) === offsetAt(instant, zone)) return near
  const moment = momentOf(wanted, zone)?.instant ?? near
  return Math.sign(moment - instant) === Math.sign(wanted - wall) ? moment : near
}
