import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Upcoming } from '../../../shared/model/firing.ts'
import type { ForecastMoney } from '../../../shared/model/forecast.ts'
import type { OffPeakPlan } from '../../../shared/model/off-peak.ts'
import { isPutOff, type Run } from '../../../shared/model/run.ts'
import { type Busy, planOffPeak, readyByAfter, usualLength } from '../../../shared/rules/off-peak.ts'
import type { ForecastRepository } from '../../storage/companion/forecasts.ts'

export type RunPlanner = {
  /** When a run of the agent that is due at a moment begins; null where it may not wait. Prices are asked for as `costAt` gives them. */
  plan(agent: Agent, due: Instant, costAt: (at: Instant) => ForecastMoney | null): OffPeakPlan | null
}

/** Runs of an agent whose length is looked at, the newest. */
const looked = 20

/** Decides when runs begin that may wait for cheaper hours: prices, how long they took before, and what else will be at work. */
export function createRunPlanner(dependencies: {
  repository: Pick<ForecastRepository, 'endedRuns'>
  /** The next moment of each agent. */
  upcoming: () => readonly Upcoming[]
  live: () => readonly Run[]
  /** How many runs may be at work at once. */
  places: () => number
  clock: Clock
}): RunPlanner {
  const { repository, upcoming, live, places, clock } = dependencies

  const lengthsOf = (agentId: AgentId): number[] =>
    repository
      .endedRuns(agentId, looked)
      .filter(({ state, workedSeconds }) => state.name === 'succeeded' && workedSeconds > 0)
      .map(({ workedSeconds }) => workedSeconds * 1_000)

  const busyBetween = (from: Instant, to: Instant, without: AgentId): Busy[] => {
    const lengths = new Map<AgentId, number>()
    const spanOf = (agentId: AgentId, start: Instant): Busy => {
      const length = lengths.get(agentId) ?? usualLength(lengthsOf(agentId))
      lengths.set(agentId, length)
      return { from: start, to: start + length }
    }
    const isIn = (at: Instant) => at >= from && at <= to
    const due = upcoming().filter(({ agentId, dueAt }) => agentId !== without && isIn(dueAt))
    const waiting = live().flatMap((run) => {
      const { agentId, offPeak } = run
      return isPutOff(run) && offPeak !== null && isIn(offPeak.startAt) ? [{ agentId, dueAt: offPeak.startAt }] : []
    })
    return [...due, ...waiting].map(({ agentId, dueAt }) => spanOf(agentId, dueAt))
  }

  return {
    plan(agent, due, costAt) {
      if (agent.readyBy === null) return null
      const readyBy = readyByAfter(agent.readyBy, due, clock.zone())
      const first = costAt(due)
      return planOffPeak({
        now: due,
        readyBy,
        lengths: lengthsOf(agent.id),
        costAt: (at) => microsOf(costAt(at)),
        currency: first?.kind === 'known' ? first.currency : null,
        busy: busyBetween(due, readyBy, agent.id),
        places: places(),
      })
    },
  }
}

function microsOf(money: ForecastMoney | null): number | null {
  switch (money?.kind) {
    case 'nothing':
    case 'free':
      return 0
    case 'known':
      return money.range.expected
    case 'unknown':
    case undefined:
      return null
  }
}
