import { toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import type { Run } from '../../../shared/model/run.ts'
import { type Place, placeFor } from '../../../shared/rules/place.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { FiringRepository } from '../../storage/companion/firings.ts'
import type { RunService } from '../runs/run-service.ts'
import { isTooOld } from './decide-firings.ts'

/** After a wake-up runs start so far apart, so that ten do not begin at once. */
export const startsApart = 5_000

/** How long until a pause is looked at again. */
const heldFor = 30_000

/** How long to wait for an agent that works, in case nobody says that it is free. */
const busyFor = 600_000

/** `later`: it starts when others are further away; `held`: when the pause or its own time is over; `busy`: when its agent is free. */
type Progress = 'done' | 'later' | 'held' | 'busy'

export type StartLine = {
  /** Starts at once a firing that was just decided to run; `makesUp`: for those missed before it as well. */
  start(agent: Agent, firing: Firing, makesUp: boolean): void
  /**
   * Starts what may start of the firings in line. `first`: since the app started, so that runs may have lost their firing. The
   * result: milliseconds after which to look again at the latest; null when the line is empty.
   */
  advance(first: boolean): number | null
}

/**
 * Firings that are to run and have no run yet: made up for one after the other, behind a run that is not over, or lost by a
 * crash between decision and start. They are rows, so the line outlives the app.
 */
export function createStartLine(dependencies: {
  firings: FiringRepository
  agents: { find(agentId: AgentId): Agent | null }
  runs: Pick<RunService, 'start' | 'live' | 'list'>
  clock: Clock
  isPaused: () => boolean
  publish: Publish
}): StartLine {
  const { firings, agents, runs, clock, isPaused, publish } = dependencies
  let lastLate: Instant | null = null

  const settle = (firing: Firing) => {
    firings.settle(firing)
    publish({ type: 'firing.decided', firing })
  }
  const start: StartLine['start'] = (agent, firing, makesUp) => {
    try {
      const run = runs.start({
        agent,
        startedBy: { kind: 'schedule', firingId: firing.id, dueAt: firing.dueAt },
      })
      if (firing.outcome === 'ranLate') lastLate = clock.now()
      link({ ...firing, runId: run.id }, makesUp)
    } catch (thrown) {
      settle({ ...firing, outcome: 'notStarted', error: toAppError(thrown) })
    }
  }
  const link = (firing: Firing, makesUp: boolean) => {
    settle(firing)
    if (makesUp) firings.madeUp(firing)
  }
  const makesUpFor = (agent: Agent, firing: Firing) =>
    firing.outcome === 'ranLate' && agent.missedRunPolicy.kind === 'runOnce'

  /** What a firing does that finds no free place. */
  const withoutPlace = (place: Place, agent: Agent, firing: Firing): Progress => {
    const isMadeUpFor = firing.outcome === 'ranLate' && agent.missedRunPolicy.kind === 'runEach'
    if (isMadeUpFor || firing.outcome === 'waited' || place === 'wait' || place === 'lineFull') return 'busy'
    if (place === 'skip') settle({ ...firing, outcome: 'skippedRunning' })
    else start(agent, firing, makesUpFor(agent, firing))
    return 'done'
  }
  const advanceOne = (firing: Firing, first: boolean): Progress => {
    const agent = agents.find(firing.agentId)
    const lost = first ? lostRunOf(firing) : null
    if (lost !== null) link({ ...firing, runId: lost.id }, agent !== null && makesUpFor(agent, firing))
    else if (agent === null || !has(agent, firing)) settle({ ...firing, outcome: 'ended' })
    else if (isPaused() || firing.dueAt > clock.now()) return 'held'
    else return startOrHold(agent, firing)
    return 'done'
  }
  const startOrHold = (agent: Agent, firing: Firing): Progress => {
    const isLate = firing.outcome === 'ranLate'
    if (isLate && isTooOld(firing.dueAt, { now: clock.now(), missedRuns: agent.missedRunPolicy })) {
      settle({ ...firing, outcome: 'tooOld' })
      return 'done'
    }
    const place = placeFor(agent, runs.live())
    if (place !== 'free') return withoutPlace(place, agent, firing)
    if (isLate && isTooSoon()) return 'later'
    start(agent, firing, makesUpFor(agent, firing))
    return 'done'
  }
  const isTooSoon = () => lastLate !== null && Math.abs(clock.now() - lastLate) < startsApart
  /** A run that was started before it could be written down. */
  const lostRunOf = (firing: Firing): Run | null => {
    const { runs: recent } = runs.list({ before: null, agentId: firing.agentId, limit: 100 })
    return recent.find(({ startedBy }) => startedBy.kind === 'schedule' && startedBy.firingId === firing.id) ?? null
  }

  return {
    start,
    advance(first) {
      for (;;) {
        const line = firings.toStart()
        const results = line.map((firing) => advanceOne(firing, first))
        if (results.includes('done')) continue
        if (results.length === 0) return null
        const due = Math.min(...line.map(({ dueAt }) => dueAt - clock.now()).filter((wait) => wait > 0))
        if (results.includes('later')) return Math.min(due, startsApart)
        return Math.min(due, results.includes('held') ? heldFor : busyFor)
      }
    },
  }
}

function has(agent: Agent, firing: Firing): boolean {
  return agent.enabled && agent.triggers.some(({ id }) => id === firing.triggerId)
}
