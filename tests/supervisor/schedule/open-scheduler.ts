import type { z } from 'zod'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent, agentSchema } from '../../../shared/model/agent.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { wasPausedAt } from '../../../shared/rules/pause.ts'
import { countingIds, openAgentDatabase } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** The scheduler on a real file, started on 1 May 2026 at 07:00 with one agent that is due every day at 08:00. */
export function openScheduler(changes: Partial<z.input<typeof agentSchema>> = {}) {
  const database = openAgentDatabase()
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const runs = createFakeRuns(clock)
  const events: AppEvent[] = []
  const newId = countingIds('firing')
  let pausing: Pick<Settings, 'paused' | 'pausedUntil'> = { paused: false, pausedUntil: null }
  let db = database.db
  const build = () => {
    const agents = createAgentRepository(db)
    const firings = createFiringRepository(db)
    const scheduler = createScheduler({
      agents,
      firings,
      runs,
      clock,
      newId,
      wasPausedAt: (dueAt) => wasPausedAt(pausing, dueAt, clock.now()),
      publish: (event) => events.push(event),
    })
    return { agents, firings, scheduler }
  }
  let parts = build()
  const save = (agent: Agent) => {
    parts.agents.save(agent)
    parts.scheduler.agentChanged(agent)
  }
  const agent = makeAgent({ triggers: [makeTrigger()], ...changes })
  save(agent)
  void parts.scheduler.start()
  return {
    agent,
    clock,
    runs,
    save,
    firings: () => parts.firings,
    agents: () => parts.agents,
    scheduler: () => parts.scheduler,
    pause: (paused: boolean, pausedUntil: Instant | null = null) => {
      pausing = { paused, pausedUntil }
    },
    /** The app is gone for that long; timers and memory with it. */
    restartAfter(milliseconds: number) {
      parts.scheduler.stop()
      clock.jump(milliseconds)
      db = database.reopen()
      parts = build()
      void parts.scheduler.start()
    },
    decided: () =>
      latest(events).map(({ dueAt, outcome }) => `${new Date(dueAt).toISOString().slice(5, 16)} ${outcome}`),
    lastFiring: () => latest(events).at(-1),
    events,
  }
}

/** What was said last of each firing, in the order of their moments. */
function latest(events: readonly AppEvent[]): Firing[] {
  const firings = new Map<string, Firing>()
  for (const event of events) if (event.type === 'firing.decided') firings.set(event.firing.id, event.firing)
  return [...firings.values()].toSorted((left, right) => left.dueAt - right.dueAt)
}
