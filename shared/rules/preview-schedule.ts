import type { PreviewedTime, SchedulePreview } from '../contract/commands/schedule.ts'
import { type AppError, toAppError } from '../contract/errors.ts'
import type { Instant } from '../model/brand.ts'
import { isTimeTrigger, type Trigger } from '../model/trigger.ts'
import { nextOccurrences } from './recurrence.ts'
import { checkTrigger } from './recurrence/check-trigger.ts'
import type { Occurrence } from './recurrence/occurrences.ts'

/**
 * The next times of several triggers together, after `now`, each with how it came to be. Triggers that cannot be are named with
 * what is wrong, and those that are over by name, while the times of the others are still told.
 */
export function previewSchedule(triggers: readonly Trigger[], now: Instant, count: number): SchedulePreview {
  const times: PreviewedTime[] = []
  const problems: SchedulePreview['problems'] = []
  const over: SchedulePreview['over'] = []
  let goesOn = false
  for (const trigger of triggers) {
    const error = problemOf(trigger)
    if (error !== null) {
      problems.push({ triggerId: trigger.id, error })
    } else if (isTimeTrigger(trigger)) {
      const found = nextOccurrences(trigger, now, count)
      if (found.length === 0) over.push(trigger.id)
      goesOn ||= found.length === count
      times.push(...found.map((occurrence) => previewed(trigger, occurrence)))
    }
  }
  const listed = times.toSorted((left, right) => left.at - right.at).slice(0, count)
  return { times: listed, problems, over, ends: !goesOn && listed.length === times.length }
}

/** What is wrong with a trigger that can never be due; null when nothing is. */
function problemOf(trigger: Trigger): AppError | null {
  try {
    checkTrigger(trigger)
    return null
  } catch (thrown) {
    return toAppError(thrown)
  }
}

function previewed({ id }: Trigger, { leftOut, ...times }: Occurrence): PreviewedTime {
  return { ...times, triggerId: id, leftOut: leftOut === null ? null : new Date(leftOut).toISOString().slice(11, 16) }
}
