import { type Instant, instantSchema } from '../../model/brand.ts'
import type { TimeTrigger, Trigger } from '../../model/trigger.ts'
import { isOver, type NamedMoment, namedAfter } from './named-moments.ts'
import { beforeQuiet, endOfQuiet, isQuiet } from './quiet-hours.ts'
import { chanceOf } from './random-delay.ts'
import { minute, wallAt } from './wall-clock.ts'

/** One time a trigger is due, and how it came to be that moment. */
export type Occurrence = {
  readonly at: Instant
  /** The moment the trigger itself names. */
  readonly named: Instant
  /** `missing`: the clock leaves that time out, and it is the first moment after the gap; `twice`: it is the first of two. */
  readonly clock: NamedMoment['clock']
  /** The wall-clock time that was asked for where it is `missing`; else null. */
  readonly leftOut: number | null
  /** Quiet hours moved it to their end. */
  readonly afterQuiet: boolean
  readonly delayMs: number
}

type Settled = Pick<Occurrence, 'named' | 'clock' | 'leftOut' | 'afterQuiet'> & { readonly base: Instant }

/** Quiet times in a row after which a trigger is taken to have no others. */
const triesAtMost = 800

/**
 * The first time after a moment that a trigger is due; null when it is never due again. In this order: the moment the trigger
 * names on the wall clock, the end date, quiet hours, the random delay. Times stay in order and are never doubled: those that
 * quiet hours move to one moment are one, a delay never reaches the next time, and none leads into quiet hours.
 */
export function occurrenceAfter(trigger: TimeTrigger, after: Instant): Occurrence | null {
  if (trigger.randomDelayMinutes === 0) return undelayed(settledAfter(trigger, after))
  let current = settledAfter(trigger, lastSettledBefore(trigger, after) - 1)
  while (current !== null) {
    const next = settledAfter(trigger, current.base)
    const delayed = withDelay(trigger, current, next)
    if (delayed.at > after) return delayed
    current = next
  }
  return null
}

function undelayed(settled: Settled | null): Occurrence | null {
  if (settled === null) return null
  const { base, ...how } = settled
  return { at: base, ...how, delayMs: 0 }
}

function withDelay(trigger: Trigger, settled: Settled, next: Settled | null): Occurrence {
  const { base, ...how } = settled
  const room = Math.min(trigger.randomDelayMinutes * minute, (next?.base ?? Infinity) - base)
  const delay = Math.floor((chanceOf(trigger.id, base) * room) / 1000) * 1000
  const delayMs = isQuiet(base + delay, trigger.quietHours, trigger.zone) ? 0 : delay
  return { at: instantSchema.parse(base + delayMs), ...how, delayMs }
}

/** A moment at or before which lies the one time that a delay may still carry beyond `after`: the last one not later than it. */
function lastSettledBefore(trigger: TimeTrigger, after: number): number {
  const longest = trigger.randomDelayMinutes * minute
  for (let back = minute; back < longest; back *= 4) {
    const found = settledAfter(trigger, after - back)
    if (found !== null && found.base <= after) return found.base
  }
  return after - longest
}

/** The first time after a moment, with quiet hours kept. */
function settledAfter(trigger: TimeTrigger, after: number): Settled | null {
  const { quietHours, zone } = trigger
  if (quietHours === null) {
    const moment = namedAfter(trigger, after)
    return moment === null ? null : settle(moment, moment.instant, false)
  }
  let from = isQuiet(after, quietHours, zone) ? beforeQuiet(after, quietHours, zone) : after
  for (let tries = 0; tries < triesAtMost; tries += 1) {
    const moment = namedAfter(trigger, from)
    if (moment === null) return null
    const quiet = isQuiet(moment.instant, quietHours, zone)
    const base = quiet ? endOfQuiet(moment.instant, quietHours, zone) : moment.instant
    if (base > after && (!quiet || quietHours.inside === 'move')) return settle(moment, base, quiet)
    // What is left out is passed over at once, up to the end of the quiet hours.
    from = quiet && quietHours.inside === 'leaveOut' ? Math.max(moment.instant, base - 1) : moment.instant
  }
  return null
}

function settle({ instant, clock, leftOut }: NamedMoment, base: number, afterQuiet: boolean): Settled {
  return { named: instant, clock, leftOut, afterQuiet, base: instantSchema.parse(base) }
}

/**
 * When something that happened at a moment is to be answered; `ended` after the trigger's last day, `quiet` where its quiet hours
 * leave things out.
 */
export function dueOfEvent(trigger: Trigger, at: Instant): Occurrence | 'ended' | 'quiet' {
  const { quietHours, zone } = trigger
  if (isOver(wallAt(at, zone), trigger.endsOn)) return 'ended'
  const quiet = quietHours !== null && isQuiet(at, quietHours, zone)
  if (quiet && quietHours.inside === 'leaveOut') return 'quiet'
  const base = quiet ? endOfQuiet(at, quietHours, zone) : at
  return withDelay(trigger, settle({ instant: at, clock: 'plain', leftOut: null }, base, quiet), null)
}
