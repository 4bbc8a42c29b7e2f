import { type Instant, instantSchema, type Zone } from '../../model/brand.ts'
import type { TimeTrigger } from '../../model/trigger.ts'
import { dueDays } from './calendar-days.ts'
import { nextCronWall } from './cron.ts'
import { day, minute, momentOf, readTimeOfDay, readWall, type WallMoment, wallAt } from './wall-clock.ts'

/** A moment as the trigger itself names it, before quiet hours and random delay. */
export type NamedMoment = WallMoment

/** Beyond it nothing is due: dates are read with four digits. */
const endOfTime = Date.UTC(9990, 0, 1)

/** The first moment after another that a trigger names; null when there is none. Their order is that of the wall clock. */
export function namedAfter(trigger: TimeTrigger, after: number): NamedMoment | null {
  if (after >= endOfTime) return null
  const from = Math.max(after, 0)
  switch (trigger.kind) {
    case 'once':
      return firstAfter(trigger, from, [readWall(trigger.at)])
    case 'interval':
      return intervalAfter(trigger, from)
    case 'calendar':
      return firstAfter(trigger, from, calendarWalls(trigger, wallAt(from, trigger.zone)))
    case 'cron':
      return firstAfter(trigger, from, cronWalls(trigger, wallAt(from, trigger.zone)))
  }
}

function firstAfter(
  { zone, endsOn }: Pick<TimeTrigger, 'zone' | 'endsOn'>,
  after: number,
  walls: Iterable<number | null>,
): NamedMoment | null {
  for (const wall of walls) {
    if (wall === null || isOver(wall, endsOn)) return null
    const moment = momentOf(wall, zone)
    if (moment !== null && moment.instant > after) return moment
  }
  return null
}

function* calendarWalls(trigger: Extract<TimeTrigger, { kind: 'calendar' }>, from: number): Generator<number> {
  const times = [...new Set(trigger.times.map(readTimeOfDay))].toSorted((left, right) => left - right)
  for (const midnight of dueDays(trigger.days, Math.floor(from / day) * day)) {
    for (const time of times) yield midnight + time * minute
  }
}

function* cronWalls({ expression }: Extract<TimeTrigger, { kind: 'cron' }>, from: number): Generator<number> {
  for (let wall = nextCronWall(expression, from); wall !== null; wall = nextCronWall(expression, wall)) yield wall
}

function intervalAfter(trigger: Extract<TimeTrigger, { kind: 'interval' }>, after: number): NamedMoment | null {
  const first = firstOfInterval(trigger.startsAt, trigger.zone)
  if (first === null) return null
  const step = stepOf(trigger)
  const next = after < first ? first : first + (Math.floor((after - first) / step) + 1) * step
  if (isOver(wallAt(next, trigger.zone), trigger.endsOn)) return null
  return { instant: instantSchema.parse(next), clock: 'plain', leftOut: null }
}

/** Time between two moments of an interval. */
export function stepOf({ every, unit }: Pick<Extract<TimeTrigger, { kind: 'interval' }>, 'every' | 'unit'>): number {
  return every * (unit === 'hours' ? 60 : 1) * minute
}

function firstOfInterval(startsAt: string, zone: Zone): Instant | null {
  const wall = readWall(startsAt)
  return wall === null ? null : (momentOf(wall, zone)?.instant ?? null)
}

/** The end date is the last day, in the zone, that counts. */
export function isOver(wall: number, endsOn: string | null): boolean {
  return endsOn !== null && wall >= (readWall(endsOn) ?? 0) + day
}
