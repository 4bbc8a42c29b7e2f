import { CodedError } from '../../../../shared/contract/errors.ts'
import { type AgentId, type Instant, runIdSchema } from '../../../../shared/model/brand.ts'
import { practiceModelName, practiceProviderId } from '../../../../shared/model/provider.ts'
import { type Run, runSchema } from '../../../../shared/model/run.ts'
import { noUsage } from '../../../../shared/model/usage.ts'
import type { RunService } from '../../../supervisor/runs/run-service.ts'
import type { ReplayClock } from './replay-clock.ts'

export type ReplayedRun = { run: Run; startedAt: Instant; endedAt: Instant | null; end: 'done' | 'stopped' | null }

export type ReplayRuns = Pick<RunService, 'start' | 'stop' | 'liveOf' | 'list'> & {
  all(): ReplayedRun[]
}

/** Runs that take as long as they are told to, awake, and refuse what real ones refuse. */
export function createReplayRuns(
  clock: ReplayClock,
  durationOf: (agentId: AgentId) => number,
  onEnded: () => void,
): ReplayRuns {
  const all: ReplayedRun[] = []
  const live = new Map<AgentId, ReplayedRun>()
  const end = (replayed: ReplayedRun, how: 'done' | 'stopped') => {
    if (replayed.end !== null) return
    replayed.end = how
    replayed.endedAt = clock.now()
    live.delete(replayed.run.agentId)
    onEnded()
  }
  return {
    start({ agent, startedBy }) {
      if (live.has(agent.id)) throw new CodedError('agent.alreadyRunning')
      const id = runIdSchema.parse(`run-${all.length + 1}`)
      const now = clock.now()
      const run = runSchema.parse({
        id,
        agentId: agent.id,
        agentName: agent.name,
        startedBy,
        model: { providerId: practiceProviderId, model: practiceModelName },
        modelLabel: '',
        state: { name: 'running' },
        createdAt: now,
        startedAt: now,
        endedAt: null,
        resumed: 0,
        steps: [],
        usage: noUsage,
        deliverables: [],
        leftOut: [],
        leftOutMore: 0,
      })
      const replayed: ReplayedRun = { run, startedAt: now, endedAt: null, end: null }
      all.push(replayed)
      live.set(agent.id, replayed)
      // The clock's timers stand still while the PC sleeps or the app is off, and so does the run.
      clock.after(durationOf(agent.id), () => end(replayed, 'done'))
      return run
    },
    async stop(runId) {
      const found = [...live.values()].find(({ run }) => run.id === runId)
      if (found === undefined) throw new CodedError('run.ended')
      end(found, 'stopped')
    },
    liveOf: (agentId) => live.get(agentId)?.run ?? null,
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
