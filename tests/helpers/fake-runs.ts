import { CodedError } from '../../shared/contract/errors.ts'
import { type RunId, runIdSchema } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { hasEnded, type Run } from '../../shared/model/run.ts'
import { problemsOf } from '../../shared/steps/step.ts'
import { makeRoom } from '../../electron/supervisor/runs/make-room.ts'
import type { RunService } from '../../electron/supervisor/runs/run-service.ts'
import { makeRun } from './things.ts'

/** Runs that last until a test ends them, with the refusals of the real service. */
export type FakeRuns = RunService & {
  all(): Run[]
  end(runId: RunId): void
  endAll(): void
  held(): boolean
}

export function createFakeRuns(clock: Clock): FakeRuns {
  const runs = new Map<RunId, Run>()
  let held = false
  const newestFirst = () => [...runs.values()].toReversed()
  const live = () => newestFirst().filter((run) => !hasEnded(run.state))
  const liveOf: RunService['liveOf'] = (agentId) => {
    return newestFirst().find((run) => run.agentId === agentId && !hasEnded(run.state)) ?? null
  }
  const end = (runId: RunId, name: 'succeeded' | 'stopped') => {
    const run = runs.get(runId)
    if (run === undefined) throw new CodedError('run.missing')
    if (hasEnded(run.state)) throw new CodedError('run.ended')
    const state = name === 'stopped' ? { name } : { name, outcome: 'complete' as const }
    runs.set(runId, { ...run, state, endedAt: clock.now() })
  }
  return {
    start({ agent, startedBy, given = null }) {
      if (agent.steps.some((step) => problemsOf(step).length > 0)) throw new CodedError('agent.incomplete')
      for (const { id } of makeRoom(agent, live().toReversed())) end(id, 'stopped')
      const id = runIdSchema.parse(`run-${runs.size + 1}`)
      const run = {
        ...makeRun(),
        id,
        agentId: agent.id,
        agentName: agent.name,
        startedBy,
        given,
        createdAt: clock.now(),
      }
      runs.set(id, run)
      return run
    },
    stop: async (runId) => end(runId, 'stopped'),
    startNow: () => undefined,
    read(runId) {
      const run = runs.get(runId)
      if (run === undefined) throw new CodedError('run.missing')
      return { run, changes: [] }
    },
    list({ before, agentId, limit }) {
      const matching = newestFirst().filter((run) => {
        return (before === null || run.createdAt < before) && (agentId === null || run.agentId === agentId)
      })
      return { runs: matching.slice(0, limit), more: matching.length > limit }
    },
    live,
    liveOf,
    recover: async () => undefined,
    answered: () => undefined,
    hold(value) {
      held = value
    },
    close: async () => undefined,
    all: () => [...runs.values()],
    end: (runId) => end(runId, 'succeeded'),
    endAll() {
      for (const run of runs.values()) if (!hasEnded(run.state)) end(run.id, 'succeeded')
    },
    held: () => held,
  }
}
