import { toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import {
  type AgentId,
  type FiringId,
  firingIdSchema,
  type Instant,
  instantSchema,
  type TriggerId,
} from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Firing, FiringOutcome, Upcoming } from '../../../shared/model/firing.ts'
import { isTimeTrigger } from '../../../shared/model/trigger.ts'
import { placeFor } from '../../../shared/rules/place.ts'
import { dueOfEvent, type Occurrence } from '../../../shared/rules/recurrence/occurrences.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { ArmedTrigger, FiringRepository } from '../../storage/companion/firings.ts'
import type { AgentWatcher } from '../agents/agent-service.ts'
import type { RunService } from '../runs/run-service.ts'
import { createArmedTriggers } from './armed-triggers.ts'
import { decideFirings, onTimeWithin } from './decide-firings.ts'
import { passedMoments } from './passed-moments.ts'
import { createStartLine } from './start-line.ts'

/** Something a trigger waited for: files came, a page says something else, a request was made. */
export type Happening = {
  readonly agentId: AgentId
  readonly triggerId: TriggerId
  readonly dueAt: Instant
  /** Stores what belongs to the firing, in its own transaction. */
  readonly keep: (firingId: FiringId) => void
}

export type Scheduler = AgentWatcher & {
  /**
   * Brings the rows to the agents as they are, a slice at a time, settles what the last session left open, decides what was
   * missed, then arms the timer. Runs must have been recovered. Nothing is started before it resolves.
   */
  start(): Promise<void>
  /** The PC is about to sleep: nothing is started until `wake`, and what is missed is missed for that reason. */
  sleep(): void
  /** The PC woke up or its clock was set: look now. */
  wake(): void
  /** A run is over: the next in line may start. */
  runEnded(): void
  /**
   * Answers something that happened by the agent's rules, perhaps after quiet hours. False when the agent is off, has no such
   * trigger or is past its end date: nothing is kept.
   */
  happened(happening: Happening): boolean
  stop(): void
  /** The next moment of each agent, the earliest first. */
  upcoming(): Upcoming[]
}

/** No wait is longer: timers stand still while the PC sleeps, and the clock may be set at any time. */
const longestHop = 30_000
/** Triggers answered in one go, so that a thousand due at once do not hold main up. */
const slice = 25
const upcomingLimit = 2000
/** Firings of one look that the page hears of. */
const toldAtMost = 50

/** Starts agents when their triggers are due. The rows are the truth: one timer wakes it up to look at them. */
export function createScheduler(dependencies: {
  firings: FiringRepository
  agents: { find(agentId: AgentId): Agent | null }
  runs: Pick<RunService, 'start' | 'live' | 'list'>
  clock: Clock
  newId: () => string
  /** Whether everything was paused when something was due. */
  wasPausedAt: (dueAt: Instant) => boolean
  publish: Publish
}): Scheduler {
  const { firings, agents, runs, clock, newId, wasPausedAt, publish } = dependencies
  const isPaused = () => wasPausedAt(clock.now())
  const armedTriggers = createArmedTriggers({ firings, agents, clock, publish })
  const line = createStartLine({ firings, agents, runs, clock, isPaused, publish })
  let startedAt: Instant | null = null
  let isArranged = false
  let cancelArranging: (() => void) | null = null
  let cancelTimer: (() => void) | null = null
  /** Next moments were computed since the page heard of them. */
  let changed = true
  let isAsleep = false
  let isAwakening = false
  let isLooking = false
  let lookAgain = false
  let trouble: string | null = null
  /** When there is something to do next, and what the clock said then: in between a hop costs nothing. */
  let idle: { since: Instant; until: number } | null = null

  const causeOf = (dueAt: Instant): Firing['cause'] => {
    if (clock.now() - dueAt <= onTimeWithin) return null
    if (startedAt !== null && dueAt < startedAt) return 'off'
    return isAsleep ? 'asleep' : 'clock'
  }
  const firingOf = (
    armed: Pick<ArmedTrigger, 'agentId' | 'trigger'>,
    moment: { dueAt: Instant; movedFrom: Instant | null },
    outcome: FiringOutcome,
  ): Firing => ({
    id: firingIdSchema.parse(newId()),
    agentId: armed.agentId,
    triggerId: armed.trigger.id,
    ...moment,
    outcome,
    cause: causeOf(moment.dueAt),
    runId: null,
    error: null,
    decidedAt: clock.now(),
  })

  /** Decides the moments of a trigger that have come and starts the run they call for. */
  const answer = (armed: ArmedTrigger): Firing[] => {
    changed = true
    const agent = agents.find(armed.agentId)
    if (agent === null || !agent.enabled || armed.nextDue === null) {
      firings.disarm(armed.agentId, armed.trigger.id)
      return []
    }
    const { moments, more } = passedMoments(armed, clock.now())
    const decided = decideAll(agent, armed, moments, more === null)
    const next = more === null ? armedTriggers.computedNow(armed) : { ...armed, nextDue: more, computedAt: clock.now() }
    const counted = firings.decide(decided, next)
    const makesUp = agent.missedRunPolicy.kind === 'runOnce' && moments.length > 1
    for (const firing of counted.slice(-toldAtMost)) {
      if (firing.outcome === 'ran' && isFree(agent)) line.start(agent, firing, makesUp)
      else publish({ type: 'firing.decided', firing })
    }
    return counted
  }
  const decideAll = (
    agent: Agent,
    armed: ArmedTrigger,
    moments: readonly { dueAt: Instant; movedFrom: Instant | null }[],
    isAll: boolean,
  ): Firing[] => {
    const outcomes = decideFirings(
      moments.map(({ dueAt }) => dueAt),
      {
        now: clock.now(),
        wasPaused: wasPausedAt,
        place: placeFor(agent, runs.live(), firings.waitingOf(agent.id)),
        missedRuns: agent.missedRunPolicy,
      },
      isAll,
    )
    return moments.map((moment, index) => firingOf(armed, moment, outcomes[index]?.outcome ?? 'missed'))
  }

  const happened = ({ agentId, triggerId, dueAt, keep }: Happening): boolean => {
    const agent = agents.find(agentId)
    const trigger = agent?.triggers.find((each) => each.id === triggerId)
    if (!agent?.enabled || trigger === undefined) return false
    const due = dueOfEvent(trigger, dueAt)
    if (due === 'ended') return false
    const armed = armedTriggers.computedNow({ agentId, trigger, armedAt: clock.now() })
    const [firing] = firings.decide(happenedFirings(agent, armed, due, dueAt), armed, (counted) =>
      counted.forEach(({ id }) => keep(id)),
    )
    if (firing !== undefined) publish({ type: 'firing.decided', firing })
    lookIfStarted()
    return true
  }
  const happenedFirings = (agent: Agent, armed: ArmedTrigger, due: Occurrence | 'quiet', at: Instant): Firing[] => {
    const moment = { dueAt: at, movedFrom: null }
    if (due === 'quiet') return [firingOf(armed, moment, 'skippedQuiet')]
    if (due.at === at) return decideAll(agent, armed, [moment], true)
    // Several that wait for one end of quiet hours stand one after the other.
    let dueAt = due.at
    while (firings.isAnswered(agent.id, armed.trigger.id, dueAt)) dueAt = instantSchema.parse(dueAt + 1)
    return [firingOf(armed, { dueAt, movedFrom: at }, 'waited')]
  }

  const isFree = (agent: Agent) => placeFor(agent, runs.live()) === 'free'

  const look = (first = false) => {
    // A run that is stopped to make place may end, and be told of, in the middle of a look.
    lookAgain = isLooking
    if (isLooking) return
    isLooking = true
    cancelTimer?.()
    cancelTimer = null
    const wait = lookAtRows(first)
    isLooking = false
    if (wait !== null) cancelTimer = clock.after(lookAgain ? 0 : wait, hop)
    else if (lookAgain) look()
  }
  const lookAtRows = (first: boolean): number | null => {
    idle = null
    try {
      const turnedBack = firings.computedAfter(clock.now(), slice)
      for (const armed of turnedBack) recompute(armed)
      for (const armed of firings.dueBy(clock.now(), slice)) answer(armed)
      const lineWait = line.advance(first)
      const isMore = turnedBack.length === slice || isDueBy(clock.now())
      if (!isMore) tellUpcoming()
      if (isAwakening && !isMore) isAsleep = isAwakening = false
      trouble = null
      return isMore ? 0 : untilNext(lineWait)
    } catch (thrown) {
      // Storage refuses: nothing was started without a record, and the next look tries again.
      const error = toAppError(thrown)
      if (trouble !== error.code) publish({ type: 'notice', error })
      trouble = error.code
      return longestHop
    }
  }
  /** A look only where the rows can have something to say: until the next moment, unless the clock was turned back. */
  const hop = () => {
    const now = clock.now()
    if (idle === null || now >= idle.until || now < idle.since) {
      look()
      return
    }
    idle = { ...idle, since: now }
    cancelTimer = clock.after(Math.min(longestHop, idle.until - now), hop)
  }
  const recompute = (armed: ArmedTrigger) => {
    const computed = armedTriggers.computedNow(armed)
    // What happened and waits for the end of quiet hours was not computed.
    firings.arm(isTimeTrigger(armed.trigger) ? computed : { ...computed, nextDue: armed.nextDue })
    changed = true
  }
  /** Null while nothing is armed: an app without schedules does not wake up at all. */
  const untilNext = (lineWait: number | null): number | null => {
    const due = firings.earliestDue()
    if (due === null && lineWait === null) return null
    const now = clock.now()
    const wait = Math.max(0, Math.min(due === null ? Infinity : due - now, lineWait ?? Infinity))
    idle = { since: now, until: now + wait }
    return Math.min(longestHop, wait)
  }

  const isDueBy = (now: Instant) => {
    const due = firings.earliestDue()
    return due !== null && due <= now
  }

  const upcoming = () => firings.upcoming(upcomingLimit)
  const tellUpcoming = () => {
    if (!changed) return
    changed = false
    publish({ type: 'upcoming.changed', upcoming: upcoming() })
  }
  const lookIfStarted = () => {
    if (isArranged && (isAwakening || !isAsleep)) look()
  }
  const arrange = (agent: Pick<Agent, 'id' | 'enabled' | 'triggers'>) => {
    if (armedTriggers.arrange(agent)) changed = true
    lookIfStarted()
  }

  return {
    start() {
      startedAt = clock.now()
      changed = true
      return new Promise((resolve, reject) => {
        const arrangeSlice = () => {
          try {
            if (armedTriggers.arrangeSome()) {
              cancelArranging = clock.after(0, arrangeSlice)
              return
            }
            isArranged = true
            look(true)
            resolve()
          } catch (thrown) {
            reject(thrown)
          }
        }
        arrangeSlice()
      })
    },
    agentChanged: arrange,
    agentRemoved: (id) => arrange({ id, enabled: false, triggers: [] }),
    sleep() {
      isAsleep = true
      cancelTimer?.()
      cancelTimer = null
    },
    wake() {
      isAwakening = isAsleep
      lookIfStarted()
    },
    runEnded: lookIfStarted,
    happened,
    stop() {
      startedAt = null
      isArranged = false
      cancelArranging?.()
      cancelTimer?.()
      cancelTimer = null
    },
    upcoming,
  }
}
