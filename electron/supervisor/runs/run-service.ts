import type { Agent } from '../../../shared/model/agent.ts'
import type { Approval } from '../../../shared/model/approval.ts'
import type { AgentId, Instant, RunId } from '../../../shared/model/brand.ts'
import type { Run, RunCause, RunChange } from '../../../shared/model/run.ts'

/** Everything that may be asked of runs; the rows are the truth. */
export type RunService = {
  /**
   * Puts a run in the queue and returns it at once; where the agent's rule for overlaps says so, its old run is stopped. `despite`:
   * the owner knows that the agent is kept apart. Throws CodedError `agent.incomplete`, `agent.alreadyRunning`, `agent.lineFull`,
   * `agent.paused`, `agent.quarantined`, `model.missing`.
   */
  start(request: {
    agent: Agent
    startedBy: Run['startedBy']
    despite?: boolean
    /** Where its folder was made before. */
    id?: RunId
    given?: Run['given']
  }): Run
  /** Resolves when the run's process is gone and its state says so. Throws `run.missing`, `run.ended`. */
  stop(runId: RunId, cause?: RunCause): Promise<void>
  /** A run that was put off to cheaper hours begins now; one that has begun goes on. Throws `run.missing`, `run.ended`. */
  startNow(runId: RunId): void
  read(runId: RunId): { run: Run; changes: RunChange[] }
  list(page: { before: Instant | null; agentId: AgentId | null; limit: number }): { runs: Run[]; more: boolean }
  live(): Run[]
  liveOf(agentId: AgentId): Run | null
  /** At start: goes on with every run that had not ended. Called once, before timers are armed. */
  recover(): Promise<void>
  /** A question one of them asked has its answer. */
  answered(approval: Approval): void
  /** While held, only what was started by hand leaves the queue; live runs go on. */
  hold(held: boolean): void
  /** Ends every process without changing any run's state, so that the next start goes on with them. */
  close(): Promise<void>
}
