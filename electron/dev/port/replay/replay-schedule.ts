import { z } from 'zod'
import type { Agent } from '../../../../shared/model/agent.ts'
import { type AgentId, type Instant, instantSchema, type Zone } from '../../../../shared/model/brand.ts'
import { createAgentRepository } from '../../../storage/companion/agents.ts'
import { createFiringRepository } from '../../../storage/companion/firings.ts'
import { companionMigrations } from '../../../storage/companion/migrations.ts'
import { openInMemory } from '../../../storage/open-database.ts'
import { readRows } from '../../../storage/read-rows.ts'
import { createScheduler } from '../../../supervisor/schedule/scheduler.ts'
import { createReplayClock } from './replay-clock.ts'
import { createReplayRuns, type ReplayedRun } from './replay-runs.ts'

/** Something that happens to the PC or the app at a true moment. `set`: from then on the PC's clock shows `to`. */
export type ReplayEvent =
  | { at: number; event: 'sleep' | 'wake' | 'crash' | 'start' | 'pause' | 'goOn' }
  | { at: number; event: 'set'; to: number }

const replayedFiringSchema = z.object({
  agent: z.string(),
  trigger: z.string(),
  dueAt: instantSchema,
  movedFrom: instantSchema.nullable(),
  outcome: z.string(),
  cause: z.string().nullable(),
  run: z.string().nullable(),
  error: z.string().nullable(),
})
export type ReplayedFiring = z.infer<typeof replayedFiringSchema>

/** What the production scheduler does with these agents, on an in-memory database, while all of this happens. */
export function replaySchedule(world: {
  agents: readonly Agent[]
  from: Instant
  until: Instant
  zone: Zone
  timeline: readonly ReplayEvent[]
  /** Milliseconds a run of an agent that starts then is at work. */
  durationOf: (agentId: AgentId, startedAt: Instant) => number
}): { runs: ReplayedRun[]; firings: ReplayedFiring[] } {
  const db = openInMemory(companionMigrations)
  const clock = createReplayClock(world.from, world.zone)
  const agents = createAgentRepository(db)
  for (const agent of world.agents) agents.save(agent)
  const known = new Map(world.agents.map((agent) => [agent.id, agent]))
  let isPaused = false
  let isOn = false
  let firings = 0
  const runs = createReplayRuns(clock, world.durationOf, () => scheduler.runEnded())
  const build = () =>
    createScheduler({
      firings: createFiringRepository(db),
      agents: { find: (agentId) => known.get(agentId) ?? null },
      runs,
      clock,
      newId: () => `firing-${++firings}`,
      wasPausedAt: () => isPaused,
      publish: () => undefined,
    })
  let scheduler = build()
  const start = () => {
    if (isOn) return
    isOn = true
    clock.wake()
    scheduler = build()
    void scheduler.start()
  }
  const wake = () => {
    clock.wake()
    scheduler.wake()
  }
  const happen = (event: ReplayEvent) => {
    switch (event.event) {
      case 'sleep':
        scheduler.sleep()
        clock.sleep()
        break
      case 'wake':
        if (isOn) wake()
        break
      case 'crash':
        isOn = false
        scheduler.stop()
        clock.sleep()
        break
      case 'start':
        if (isOn) wake()
        else start()
        break
      case 'set':
        clock.set(event.to)
        break
      case 'pause':
      case 'goOn':
        isPaused = event.event === 'pause'
    }
  }
  start()
  for (const event of world.timeline.toSorted((left, right) => left.at - right.at)) {
    if (event.at > world.until) break
    clock.passUntil(event.at)
    happen(event)
  }
  clock.passUntil(world.until)
  scheduler.stop()
  const rows = db.prepare(
    `SELECT agent_id AS agent, trigger_id AS "trigger", due_at AS dueAt, moved_from AS movedFrom, outcome, cause,
     run_id AS run, error FROM firings ORDER BY due_at, agent_id, trigger_id`,
  )
  const all = readRows(replayedFiringSchema, rows.all())
  db.close()
  return { runs: runs.all(), firings: all }
}
