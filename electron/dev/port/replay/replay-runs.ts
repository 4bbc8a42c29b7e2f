import { nothingReused } from '../../../../shared/model/reuse.ts'
import { type AgentId, type Instant, runIdSchema } from '../../../../shared/model/brand.ts'
import { practiceModelName, practiceProviderId } from '../../../../shared/model/provider.ts'
import type { Run } from '../../../../shared/model/run.ts'
import { noUsage } from '../../../../shared/model/usage.ts'
import { makeRoom } from '../../../supervisor/runs/make-room.ts'
import type { RunService } from '../../../supervisor/runs/run-service.ts'
import type { ReplayClock } from './replay-clock.ts'

export type ReplayedRun = { run: Run; startedAt: Instant; endedAt: Instant | null; end: 'done' | 'stopped' | null }

export type ReplayRuns = Pick<RunService, 'start' | 'live' | 'list'> & {
  all(): ReplayedRun[]
}

/** Runs that take as long as they are told to, awake, and refuse what real ones refuse. */
export function createReplayRuns(
  clock: ReplayClock,
  durationOf: (agentId: AgentId, startedAt: Instant) => number,
  onEnded: () => void,
): ReplayRuns {
  const all: ReplayedRun[] = []
  const live = new Set<ReplayedRun>()
  const liveRuns = () => [...live].map(({ run }) => run)
  const end = (replayed: ReplayedRun, how: 'done' | 'stopped') => {
    if (replayed.end !== null) return
    replayed.end = how
    replayed.endedAt = clock.now()
    live.delete(replayed)
    onEnded()
  }
  return {
    start({ agent, startedBy }) {
      const old = makeRoom(agent, liveRuns())
      for (const replayed of [...live]) if (old.includes(replayed.run)) end(replayed, 'stopped')
      const id = runIdSchema.parse(`run-${all.length + 1}`)
      const now = clock.now()
      const run: Run = {
        id,
        agentId: agent.id,
        agentName: agent.name,
        startedBy,
        model: { providerId: practiceProviderId, model: practiceModelName },
        modelLabel: '',
        standIns: [],
        choice: null,
        state: { name: 'running' },
        createdAt: now,
        startedAt: now,
        endedAt: null,
        workedSeconds: 0,
        resumed: 0,
        steps: [],
        usage: noUsage,
        deliverables: [],
        leftOut: [],
        leftOutMore: 0,
        fallbacks: [],
        reused: nothingReused,
        forecast: null,
        allowed: null,
        given: null,
        offPeak: null,
        forecastError: null,
      }
      const replayed: ReplayedRun = { run, startedAt: now, endedAt: null, end: null }
      all.push(replayed)
      live.add(replayed)
      // The clock's timers stand still while the PC sleeps or the app is off, and so does the run.
      clock.after(durationOf(agent.id, now), () => end(replayed, 'done'))
      return run
    },
    live: liveRuns,
    list({ agentId }) {
      return {
        runs: all
          .filter(({ run }) => run.agentId === agentId)
          .slice(-100)
          .map(({ run }) => run),
        more: false,
      }
    },
    all: () => all,
  }
}
