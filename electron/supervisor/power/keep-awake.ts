import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { RunStateName } from '../../../shared/model/run.ts'

export type KeepAwake = {
  /** Looks for whom the computer has to stay awake; also for when it woke up or its clock was set. */
  look(): void
  observe(event: AppEvent): void
  /** Lets the computer sleep. */
  stop(): void
}

/** The computer stays awake so long before an agent is due, in milliseconds. */
const beforeDue = 60_000
/** No wait is longer: the clock may be set at any time. */
const longestWait = 3_600_000
const changing: ReadonlySet<AppEvent['type']> = new Set([
  'agent.saved',
  'agent.removed',
  'run.saved',
  'upcoming.changed',
  'settings.saved',
])
/** A run that waits for an answer, a budget or the key store does not keep a computer awake for days. */
const atWork: ReadonlySet<RunStateName> = new Set(['queued', 'running', 'stopping'])

/** Keeps the computer awake while an agent that asks for it works or is due within a minute, and no longer. */
export function createKeepAwake(dependencies: {
  /** Keeps the system from falling asleep by itself; the result lets it. */
  block: () => () => void
  mirror: () => Pick<Mirror, 'agents' | 'runs' | 'upcoming' | 'settings'>
  clock: Clock
  onChange: (agents: AgentId[]) => void
}): KeepAwake {
  const { block, mirror, clock, onChange } = dependencies
  let release: (() => void) | null = null
  let shown: readonly AgentId[] = []
  let cancelTimer: (() => void) | null = null

  const put = (agents: AgentId[]) => {
    if (agents.length > 0) release ??= block()
    else {
      release?.()
      release = null
    }
    if (agents.join() === shown.join()) return
    shown = agents
    onChange(agents)
  }
  const look = () => {
    cancelTimer?.()
    cancelTimer = null
    const { agents, runs, upcoming, settings } = mirror()
    const wanting = Object.values(agents).filter(({ keepAwake }) => keepAwake)
    const now = clock.now()
    const due = settings.paused ? [] : upcoming.filter(({ agentId }) => wanting.some(({ id }) => id === agentId))
    const isNeeded = ({ id }: Agent) =>
      due.some(({ agentId, dueAt }) => agentId === id && dueAt - now <= beforeDue) ||
      Object.values(runs).some((run) => run.agentId === id && isAtWork(run.state, settings.paused))
    put(wanting.filter(isNeeded).map(({ id }) => id))
    const next = due.map(({ dueAt }) => dueAt - beforeDue - now).filter((wait) => wait > 0)
    if (next.length > 0) cancelTimer = clock.after(Math.min(longestWait, ...next), look)
  }

  return {
    look,
    observe({ type }) {
      if (changing.has(type)) look()
    },
    stop() {
      cancelTimer?.()
      cancelTimer = null
      put([])
    },
  }
}

function isAtWork(state: Mirror['runs'][string]['state'], paused: boolean): boolean {
  if (state.name === 'waiting') return state.for === 'network'
  if (state.name === 'queued') return !paused
  return atWork.has(state.name)
}
