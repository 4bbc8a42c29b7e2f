import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { nextInstants } from '../../../shared/rules/recurrence.ts'

/** A month, as forecasts mean it: the coming thirty days. */
const month = 30 * 86_400_000
/** Times listed one by one for each trigger: every hour of a month, and a few more. */
const mostTimes = 750
/** Enough for a trigger that is due every day. */
const fewTimes = 40

/** The moments of the coming month, in order; `scale` is how many runs each stands for where not all are listed. */
export function monthTimes(triggers: readonly Trigger[], now: Instant): { times: Instant[]; scale: number } {
  const until = now + month
  const listed = triggers.map((trigger) => {
    const few = nextInstants(trigger, now, fewTimes)
    const isDone = few.length < fewTimes || (few.at(-1) ?? 0) > until
    return (isDone ? few : nextInstants(trigger, now, mostTimes)).filter((at) => at <= until)
  })
  /** Where a list was cut, only what all lists cover is taken, and counts for the rest. */
  const ends = listed.flatMap((times) => (times.length === mostTimes ? [times.at(-1) ?? until] : []))
  const end = instantSchema.parse(Math.min(until, ...ends))
  const times = listed.flat().filter((at) => at <= end)
  return { times: times.toSorted((left, right) => left - right), scale: month / Math.max(1, end - now) }
}
