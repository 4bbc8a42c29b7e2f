import { CodedError } from '../../contract/errors.ts'
import { instantSchema } from '../../model/brand.ts'
import { isTimeTrigger, type TimeTrigger, type Trigger } from '../../model/trigger.ts'
import { cronComplaint, cronFault } from './cron.ts'
import { occurrenceAfter } from './occurrences.ts'
import { readWall } from './wall-clock.ts'

/** From here on every calendar day, 29 February too, comes within the years that are looked at. */
const longAgo = instantSchema.parse(Date.UTC(2000, 0, 1))
const beginning = instantSchema.parse(0)

/**
 * Refuses a schedule that cannot be: 31 February, an end before its start, cron of nonsense, no time at all. One that is over
 * by now is none of these.
 * @throws {CodedError} `schedule.noSuchDate`, `schedule.cronUnreadable`, `schedule.neverDue`, `schedule.endsBeforeStart`
 */
export function checkTrigger(trigger: Trigger): void {
  for (const date of datesOf(trigger)) {
    if (readWall(date) === null) throw new CodedError('schedule.noSuchDate', { date: date.slice(0, 10) })
  }
  if (!isTimeTrigger(trigger)) return
  if (trigger.kind === 'cron') {
    const complaint = cronComplaint(trigger.expression)
    if (complaint !== null) throw new CodedError('schedule.cronUnreadable', cronFault(trigger.expression), complaint)
  }
  const from = trigger.kind === 'once' || trigger.kind === 'interval' ? beginning : longAgo
  if (occurrenceAfter(endless(trigger), from) === null) throw new CodedError('schedule.neverDue')
  if (occurrenceAfter(trigger, from) === null) throw new CodedError('schedule.endsBeforeStart')
}

function endless(trigger: TimeTrigger): TimeTrigger {
  return { ...trigger, endsOn: null, randomDelayMinutes: 0 }
}

function datesOf(trigger: Trigger): string[] {
  const own = trigger.kind === 'once' ? [trigger.at] : trigger.kind === 'interval' ? [trigger.startsAt] : []
  return trigger.endsOn === null ? own : [...own, trigger.endsOn]
}
