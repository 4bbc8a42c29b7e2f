import type { Instant } from '../model/brand.ts'
import { isTimeTrigger, type Trigger } from '../model/trigger.ts'
import { stepOf } from './recurrence/named-moments.ts'
import { type Occurrence, occurrenceAfter } from './recurrence/occurrences.ts'
import { day } from './recurrence/wall-clock.ts'

/**
 * The next times a trigger is due, in order, all later than `from`; fewer than `count` when it is over. Triggers that wait
 * for something to happen have none.
 *
 * Where clocks are changed: a time that does not exist on a day is due at the first moment after the gap, and a time that
 * comes twice is due the first time only. Intervals count elapsed time and are not touched. A day that a zone left out
 * altogether (Apia, 30 December 2011) has no times.
 */
export function nextOccurrences(trigger: Trigger, from: Instant, count: number): Occurrence[] {
  const occurrences: Occurrence[] = []
  for (let next = nextOccurrence(trigger, from); next !== null; next = nextOccurrence(trigger, next.at)) {
    if (occurrences.push(next) >= count) break
  }
  return occurrences
}

/** The next time a trigger is due after `from`; null when it is never due again. */
export function nextOccurrence(trigger: Trigger, from: Instant): Occurrence | null {
  return isTimeTrigger(trigger) ? occurrenceAfter(trigger, from) : null
}

/** The moments of `nextOccurrences`. */
export function nextInstants(trigger: Trigger, from: Instant, count: number): Instant[] {
  return nextOccurrences(trigger, from, count).map(({ at }) => at)
}

/** The moment of `nextOccurrence`. */
export function nextInstant(trigger: Trigger, from: Instant): Instant | null {
  return nextOccurrence(trigger, from)?.at ?? null
}

/** Times that passed are listed one by one; a clock that was wrong by years must not fill the disk. */
export const longestLookBack = 400 * day
const mostLookedBackAt = 45_000
const sample = 50

/** How far before `until` times of a trigger are listed, given one of its times: the more often it is due, the less far. */
export function lookBackOf(trigger: Trigger, first: Instant): number {
  if (trigger.kind === 'interval') return Math.min(longestLookBack, stepOf(trigger) * mostLookedBackAt)
  const ahead = nextInstants(trigger, first, sample)
  const last = ahead.at(-1)
  if (last === undefined || ahead.length < sample) return longestLookBack
  return Math.min(longestLookBack, ((last - first) / sample) * mostLookedBackAt)
}
