import type { Agent } from '../../../shared/model/agent.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { RunForecast } from '../../../shared/model/forecast.ts'
import type { Run } from '../../../shared/model/run.ts'
import { nothingReused } from '../../../shared/model/reuse.ts'
import { permissionsOf } from '../../../shared/rules/permissions-of.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'
import { plannedSteps } from './step-progress.ts'

/** The record of a run that has just been put in the queue, or off to cheaper hours. */
export function newRun(
  id: RunId,
  agent: Agent,
  model: RunPlan['model'],
  startedBy: Run['startedBy'],
  { forecast, offPeak, given }: Pick<Run, 'offPeak' | 'given'> & { forecast: RunForecast | null },
  clock: Clock,
): Run {
  const isPutOff = offPeak !== null && offPeak.startAt > clock.now()
  return {
    id,
    agentId: agent.id,
    agentName: agent.name,
    startedBy,
    model: model.reference,
    modelLabel: model.label,
    standIns: model.fallbacks,
    choice: model.choice,
    state: isPutOff ? { name: 'waiting', for: 'offPeak' } : { name: 'queued' },
    createdAt: clock.now(),
    startedAt: null,
    endedAt: null,
    workedSeconds: 0,
    resumed: 0,
    steps: plannedSteps(agent),
    allowed: permissionsOf(agent)
      .map(({ from: _from, ...permission }) => permission)
      .slice(0, 500),
    usage: noUsage,
    deliverables: [],
    leftOut: [],
    leftOutMore: 0,
    fallbacks: [],
    reused: nothingReused,
    given,
    offPeak,
    forecast,
    forecastError: null,
  }
}
