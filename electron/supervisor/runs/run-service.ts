import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId, Instant, RunId } from '../../../shared/model/brand.ts'
import type { Run, RunCause, RunChange } from '../../../shared/model/run.ts'

/** Everything that may be asked of runs; the rows are the truth. */
export type RunService = {
  /** Puts a run in the queue and returns it at once. Throws CodedError `agent.incomplete`, `agent.alreadyRunning`, `model.missing`. */
  start(request: { agent: Agent; startedBy: Run['startedBy'] }): Run
  /** Resolves when the run's process is gone and its state says so. Throws `run.missing`, `run.ended`. */
  stop(runId: RunId, cause?: RunCause): Promise<void>
  read(runId: RunId): { run: Run; changes: RunChange[] }
  list(page: { before: Instant | null; agentId: AgentId | null; limit: number }): { runs: Run[]; more: boolean }
  live(): Run[]
  liveOf(agentId: AgentId): Run | null
  /** At start: goes on with every run that had not ended. Called once, before timers are armed. */
  recover(): Promise<void>
  /** While held, only what was started by hand leaves the queue; live runs go on. */
  hold(held: boolean): void
  /** Ends every process without changing any run's state, so that the next start goes on with them. */
  close(): Promise<void>
}
