import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { isTimeTrigger } from '../../../shared/model/trigger.ts'
import { lookBackOf, nextOccurrence } from '../../../shared/rules/recurrence.ts'
import type { ArmedTrigger } from '../../storage/companion/firings.ts'
import { madeUpAtMost } from './decide-firings.ts'

export type Passed = {
  /** Moments that have come, in order, each with the one the trigger named where it was moved. */
  readonly moments: readonly { dueAt: Instant; movedFrom: Instant | null }[]
  /** The first that has come and is left for the next look; null when these are all. */
  readonly more: Instant | null
}

/** Whatever was missed for a month is on record, moment by moment. */
const alwaysListed = 31 * 86_400_000

/** So many are recorded at one look, so that a month of missed minutes does not hold main up. */
const atOnce = 500

/**
 * The moments of a trigger that have come since its next one was computed. Of very many the newest are held back for the last
 * look, so that it can decide which of them run.
 */
export function passedMoments({ trigger, nextDue, armedAt }: ArmedTrigger, now: Instant): Passed {
  if (nextDue === null || nextDue > now) return { moments: [], more: null }
  // A file was changed, a mail came: that moment alone.
  if (!isTimeTrigger(trigger)) return { moments: [{ dueAt: nextDue, movedFrom: null }], more: null }
  const isLong = now - nextDue > alwaysListed
  const earliest = isLong ? Math.max(nextDue, now - lookBackOf(trigger, nextDue)) : nextDue
  const moments: { dueAt: Instant; movedFrom: Instant | null }[] = []
  let next = nextOccurrence(trigger, instantSchema.parse(earliest - 1))
  while (next !== null && next.at <= now && moments.length < atOnce + madeUpAtMost + 1) {
    // After a clock was set back and forth, moments from before the trigger was made may seem to have passed.
    if (next.at > armedAt || armedAt > now)
      moments.push({ dueAt: next.at, movedFrom: next.named === next.at ? null : next.named })
    next = nextOccurrence(trigger, next.at)
  }
  if (moments.length <= atOnce + madeUpAtMost) return { moments, more: null }
  return { moments: moments.slice(0, atOnce), more: moments[atOnce]?.dueAt ?? null }
}
