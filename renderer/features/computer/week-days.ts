import type { RunMark, ScheduleDay } from '../../../shared/contract/commands/schedule.ts'
import type { AgentId, Instant, RunId, TriggerId, Zone } from '../../../shared/model/brand.ts'
import { hasEnded, type RunState } from '../../../shared/model/run.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import { minuteOfDay } from '../../../shared/rules/format-time.ts'
import type { DayMark } from '../../ui/day-marks.tsx'

/** How much of what is on a day; a trigger that is due more often than is listed counts with what is listed. */
export type DayTally = { done: number; failed: number; late: number; planned: number }

/** Counts what is on a day. */
export function tallyOf(day: ScheduleDay): DayTally {
  return {
    done: day.runs.filter(({ state }) => state.name === 'succeeded').length,
    failed: day.runs.filter(({ state }) => state.name === 'failed').length,
    late: day.late.length,
    planned: day.planned.reduce((sum, { times }) => sum + times.length, 0),
  }
}

/** The bars of a day; `highest` is the dearest run of the week in each currency, so that all its days share one scale. */
export function marksOf(
  day: ScheduleDay,
  zone: Zone,
  highest: ReadonlyMap<string, number>,
  nameOf: (agentId: AgentId) => string,
): DayMark[] {
  const ran = day.runs.map(
    (run): DayMark => ({
      id: run.runId,
      minute: minuteOfDay(run.at, zone),
      height: Math.max(0, ...run.spent.map(({ currency, micros }) => micros / Math.max(1, highest.get(currency) ?? 1))),
      kind: kindOf(run.state),
      name: run.agentName,
    }),
  )
  const planned = day.planned.flatMap(({ agentId, triggerId, times }) =>
    times.map(
      (time): DayMark => ({
        id: `${agentId} ${triggerId} ${time}`,
        minute: minuteOfDay(time, zone),
        height: 0,
        kind: 'plan',
        name: nameOf(agentId),
      }),
    ),
  )
  return [...ran, ...planned]
}

/** The dearest run of the week in each currency, in micro-units. */
export function highestOf(days: readonly ScheduleDay[]): Map<string, number> {
  const highest = new Map<string, number>()
  for (const { currency, micros } of days.flatMap(({ runs }) => runs.flatMap(({ spent }) => spent))) {
    highest.set(currency, Math.max(highest.get(currency) ?? 0, micros))
  }
  return highest
}

/** A line of a day's list. Many runs of one agent are one line. */
export type DayEntry = { readonly at: Instant; readonly agentId: AgentId } & (
  | { readonly kind: 'run'; readonly run: RunMark }
  | { readonly kind: 'runs'; readonly runs: readonly RunMark[]; readonly worst: RunState }
  | { readonly kind: 'late'; readonly firing: Firing; readonly runId: RunId | null }
  | {
      readonly kind: 'planned'
      readonly triggerId: TriggerId
      readonly times: readonly Instant[]
      readonly more: boolean
    }
)

/** More runs of one agent than this are one line. */
const listedSingly = 6

/** What is on a day, the earliest first. */
export function entriesOf(day: ScheduleDay): DayEntry[] {
  const byAgent = Map.groupBy(day.runs, ({ agentId }) => agentId)
  const ran = [...byAgent].flatMap(([agentId, runs]): DayEntry[] => {
    const [first] = runs
    if (first === undefined) return []
    if (runs.length <= listedSingly) return runs.map((run) => ({ kind: 'run', at: run.at, agentId, run }))
    return [{ kind: 'runs', at: first.at, agentId, runs, worst: worstOf(first, runs) }]
  })
  const late = day.late.map(
    (firing): DayEntry => ({ kind: 'late', at: firing.dueAt, agentId: firing.agentId, firing, runId: firing.runId }),
  )
  const planned = day.planned.flatMap(({ agentId, triggerId, times, more }): DayEntry[] => {
    const [first] = times
    return first === undefined ? [] : [{ kind: 'planned', at: first, agentId, triggerId, times, more }]
  })
  return [...ran, ...late, ...planned].toSorted((left, right) => left.at - right.at)
}

function worstOf(first: RunMark, runs: readonly RunMark[]): RunState {
  const failed = runs.findLast(({ state }) => state.name === 'failed')
  const live = runs.findLast(({ state }) => !hasEnded(state))
  return (failed ?? live ?? runs.at(-1) ?? first).state
}

function kindOf(state: RunState): DayMark['kind'] {
  switch (state.name) {
    case 'failed':
      return 'fail'
    case 'waiting':
      return state.for === 'network' || state.for === 'offPeak' ? 'off' : 'wait'
    case 'queued':
    case 'running':
    case 'stopping':
      return 'run'
    case 'succeeded':
      return 'done'
    case 'stopped':
    case 'skipped':
      return 'off'
  }
}
