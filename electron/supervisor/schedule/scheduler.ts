import { toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import {
  type AgentId,
  type FiringId,
  firingIdSchema,
  type Instant,
  type TriggerId,
} from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Firing, Upcoming } from '../../../shared/model/firing.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { instantsThrough, nextInstant } from '../../../shared/rules/recurrence.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ArmedTrigger, FiringRepository } from '../../storage/companion/firings.ts'
import type { AgentWatcher } from '../agents/agent-service.ts'
import type { RunService } from '../runs/run-service.ts'
import { decideFirings } from './decide-firings.ts'

/** Something a trigger waited for: files came, a page says something else, a request was made. */
export type Happening = {
  readonly agentId: AgentId
  readonly triggerId: TriggerId
  readonly dueAt: Instant
  /** Stores what belongs to the firing, in its own transaction. */
  readonly keep: (firingId: FiringId) => void
}

export type Scheduler = AgentWatcher & {
  /** Answers something that happened by the agent's rules. False when the agent is off or has no such trigger: nothing is kept. */
  happened(happening: Happening): boolean
  /** Settles what the last session left open, decides what was missed, then arms the timer. Runs must have been recovered. */
  start(): void
  /** The PC woke up or its clock was set: look now. */
  wake(): void
  stop(): void
  /** The next moment of each agent, the earliest first. */
  upcoming(): Upcoming[]
}

/** No wait is longer: timers stand still while the PC sleeps, and the clock may be set at any time. */
const longestHop = 30_000
/** Triggers answered in one go, so that a thousand due at once do not hold main up. */
const slice = 25
const upcomingLimit = 2000

/** Starts agents when their triggers are due. The rows are the truth: one timer wakes it up to look at them. */
export function createScheduler(dependencies: {
  firings: FiringRepository
  agents: { list(): Agent[]; find(agentId: AgentId): Agent | null }
  runs: Pick<RunService, 'start' | 'liveOf' | 'list'>
  clock: Clock
  newId: () => string
  isPaused: () => boolean
  publish: Publish
}): Scheduler {
  const { firings, agents, runs, clock, newId, isPaused, publish } = dependencies
  let started = false
  let cancelTimer: (() => void) | null = null
  /** Next moments were computed since the page heard of them. */
  let changed = true
  let trouble: string | null = null

  /** The first moment after now that was not answered yet. */
  const nextOpen = (agentId: AgentId, trigger: Trigger, after: Instant): Instant | null => {
    let next = nextInstant(trigger, after)
    while (next !== null && firings.isAnswered(agentId, trigger.id, next)) next = nextInstant(trigger, next)
    return next
  }
  const computedNow = (armed: Pick<ArmedTrigger, 'agentId' | 'trigger' | 'armedAt'>): ArmedTrigger => {
    const now = clock.now()
    return { ...armed, nextDue: nextOpen(armed.agentId, armed.trigger, now), computedAt: now }
  }

  const arrange = (agentId: AgentId, wanted: readonly Trigger[], armed: ReadonlyMap<TriggerId, string>) => {
    for (const triggerId of armed.keys()) {
      if (wanted.some((trigger) => trigger.id === triggerId)) continue
      firings.disarm(agentId, triggerId)
      changed = true
    }
    for (const trigger of wanted) {
      if (armed.get(trigger.id) === JSON.stringify(trigger)) continue
      firings.arm(computedNow({ agentId, trigger, armedAt: clock.now() }))
      changed = true
    }
  }
  /** A crash may leave rows that do not match the agents; only those are computed. */
  const arrangeAll = () => {
    const armed = new Map(firings.armed())
    for (const { id, enabled, triggers } of agents.list()) {
      arrange(id, enabled ? triggers : [], armed.get(id) ?? new Map())
      armed.delete(id)
    }
    for (const [removed, definitions] of armed) arrange(removed, [], definitions)
  }

  const startRun = (agent: Agent, firing: Firing) => {
    try {
      const run = runs.start({
        agent,
        startedBy: { kind: 'schedule', firingId: firing.id, dueAt: firing.dueAt },
      })
      settle({ ...firing, runId: run.id })
    } catch (thrown) {
      settle({ ...firing, outcome: 'notStarted', error: toAppError(thrown) })
    }
  }
  const settle = (firing: Firing) => {
    firings.settle(firing)
    publish({ type: 'firing.decided', firing })
  }

  const answer = (armed: ArmedTrigger) => {
    const { agentId, trigger, armedAt, nextDue } = armed
    changed = true
    const agent = agents.find(agentId)
    if (agent === null || !agent.enabled || nextDue === null) {
      firings.disarm(agentId, trigger.id)
      return
    }
    const now = clock.now()
    const situation = {
      now,
      paused: isPaused(),
      running: runs.liveOf(agentId) !== null,
      policy: agent.missedRunPolicy.kind,
    }
    // After a clock was set back and forth, moments from before the trigger was made may seem to have passed.
    const passed = instantsThrough(trigger, nextDue, now).filter((dueAt) => dueAt > armedAt || armedAt > now)
    const decided = decideFirings(passed, situation).map(({ dueAt, outcome }): Firing => {
      const id = firingIdSchema.parse(newId())
      const found = { runId: null, error: null, movedFrom: null, cause: null, decidedAt: now }
      return { id, agentId, triggerId: trigger.id, dueAt, outcome, ...found }
    })
    for (const firing of firings.decide(decided, computedNow(armed))) {
      if (isToRun(firing)) startRun(agent, firing)
      else publish({ type: 'firing.decided', firing })
    }
  }

  const happened = ({ agentId, triggerId, dueAt, keep }: Happening): boolean => {
    const agent = agents.find(agentId)
    const trigger = agent?.triggers.find((each) => each.id === triggerId)
    if (!agent?.enabled || trigger === undefined) return false
    const now = clock.now()
    const situation = {
      now,
      paused: isPaused(),
      running: runs.liveOf(agentId) !== null,
      policy: agent.missedRunPolicy.kind,
    }
    const decided = decideFirings([dueAt], situation).map(({ outcome }): Firing => {
      const id = firingIdSchema.parse(newId())
      const found = { runId: null, error: null, movedFrom: null, cause: null, decidedAt: now }
      return { id, agentId, triggerId, dueAt, outcome, ...found }
    })
    const armed = computedNow({ agentId, trigger, armedAt: now })
    for (const firing of firings.decide(decided, armed, (counted) => counted.forEach(({ id }) => keep(id)))) {
      if (isToRun(firing)) startRun(agent, firing)
      else publish({ type: 'firing.decided', firing })
    }
    return true
  }

  /** A firing that was to run when the app went away: its run exists, or it is started now. */
  const answerOpen = (firing: Firing) => {
    const { runs: recent } = runs.list({ before: null, agentId: firing.agentId, limit: 100 })
    const run = recent.find(({ startedBy }) => startedBy.kind === 'schedule' && startedBy.firingId === firing.id)
    const agent = agents.find(firing.agentId)
    if (run !== undefined) firings.settle({ ...firing, runId: run.id })
    else if (agent === null || !agent.enabled) settle({ ...firing, outcome: 'missed' })
    else if (runs.liveOf(agent.id) !== null) settle({ ...firing, outcome: 'skippedRunning' })
    else startRun(agent, firing)
  }

  const look = () => {
    cancelTimer?.()
    cancelTimer = null
    let wait: number | null = longestHop
    try {
      for (const armed of firings.computedAfter(clock.now())) recompute(armed)
      for (const armed of firings.dueBy(clock.now(), slice)) answer(armed)
      tellUpcoming()
      wait = untilNext()
      trouble = null
    } catch (thrown) {
      // Storage refuses: nothing was started without a record, and the next look tries again.
      const error = toAppError(thrown)
      if (trouble !== error.code) publish({ type: 'notice', error })
      trouble = error.code
    }
    if (wait !== null) cancelTimer = clock.after(wait, look)
  }
  const recompute = (armed: ArmedTrigger) => {
    firings.arm(computedNow(armed))
    changed = true
  }
  /** Null while nothing is armed: an app without schedules does not wake up at all. */
  const untilNext = () => {
    const due = firings.earliestDue()
    return due === null ? null : Math.min(longestHop, Math.max(0, due - clock.now()))
  }

  const upcoming = () => firings.upcoming(upcomingLimit)
  const tellUpcoming = () => {
    if (!changed) return
    changed = false
    publish({ type: 'upcoming.changed', upcoming: upcoming() })
  }
  const lookIfStarted = () => {
    if (started) look()
  }

  return {
    start() {
      started = true
      arrangeAll()
      for (const firing of firings.unanswered()) answerOpen(firing)
      look()
    },
    agentChanged({ id, enabled, triggers }) {
      arrange(id, enabled ? triggers : [], firings.armedOf(id))
      lookIfStarted()
    },
    agentRemoved(agentId) {
      arrange(agentId, [], firings.armedOf(agentId))
      lookIfStarted()
    },
    happened,
    wake: lookIfStarted,
    stop() {
      started = false
      cancelTimer?.()
      cancelTimer = null
    },
    upcoming,
  }
}

function isToRun(firing: Firing): boolean {
  return firing.outcome === 'ran' || firing.outcome === 'ranLate'
}
