import { plannedTimesShown, type PlannedDay, type ScheduleDay } from '../../../shared/contract/commands/schedule.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { endOfDay, startOfDay } from '../../../shared/rules/day.ts'
import { nextInstants } from '../../../shared/rules/recurrence.ts'
import type { FiringRepository } from '../../storage/companion/firings.ts'
import type { WeekRows } from '../../storage/companion/week-rows.ts'

export type WeekService = {
  /** Seven days of the PC's zone: what ran, what did not run on time, and what is still to come. */
  read(from: Instant): Promise<ScheduleDay[]>
}

type Day = Pick<ScheduleDay, 'from' | 'to'>

const daysShown = 7
/** Runs listed of one day. */
const runsShown = 400
/** Triggers looked at in one go, so that hundreds of them do not hold main up. */
const slice = 8

/** The calendar of the week, read when it is asked for. */
export function createWeekService(dependencies: {
  agents: { list(): Agent[] }
  rows: WeekRows
  firings: Pick<FiringRepository, 'notOnTimeBetween'>
  clock: Clock
}): WeekService {
  const { agents, rows, firings, clock } = dependencies
  const pause = () => new Promise<void>((resolve) => void clock.after(0, resolve))

  const plannedOn = async (day: Day, now: Instant): Promise<PlannedDay[]> => {
    const planned: PlannedDay[] = []
    if (day.to <= now) return planned
    let looked = 0
    for (const { id, enabled, triggers } of agents.list()) {
      for (const trigger of enabled ? triggers : []) {
        const times = timesWithin(trigger, instantSchema.parse(Math.max(day.from - 1, now)), day.to)
        if (times.length > 0) {
          const shown = times.slice(0, plannedTimesShown)
          planned.push({ agentId: id, triggerId: trigger.id, times: shown, more: times.length > shown.length })
        }
        looked += 1
        if (looked % slice === 0) await pause()
      }
    }
    return planned
  }

  return {
    async read(from) {
      const now = clock.now()
      const days: ScheduleDay[] = []
      for (const day of daysFrom(from, clock)) {
        const { runs, more } = rows.runs(day.from, day.to, runsShown)
        const late = firings.notOnTimeBetween(day.from, day.to)
        days.push({ ...day, runs, runsMore: more, late, planned: await plannedOn(day, now) })
      }
      return days
    },
  }
}

function daysFrom(from: Instant, clock: Clock): Day[] {
  const zone = clock.zone()
  const days: Day[] = []
  for (let start = startOfDay(from, zone); days.length < daysShown; ) {
    const to = endOfDay(start, zone)
    days.push({ from: start, to })
    start = to
  }
  return days
}

/** The times after `after` and before `end`; of a trigger that is due more often, one more than is shown. */
function timesWithin(trigger: Trigger, after: Instant, end: Instant): Instant[] {
  const times: Instant[] = []
  while (times.length <= plannedTimesShown) {
    const [next] = nextInstants(trigger, times.at(-1) ?? after, 1)
    if (next === undefined || next >= end) break
    times.push(next)
  }
  return times
}
