import type { AppError } from '../../shared/contract/errors.ts'
import type { StepId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import type { LeftOut } from '../../shared/model/run.ts'
import type { PortCaller } from '../ipc/port-calls.ts'
import type { Checkpoints } from './checkpoints.ts'
import type { Ask } from './model/ask.ts'
import type { Converse } from './model/converse.ts'
import type { RunnerContract, RunOrder } from './protocol.ts'
import type { LiveText, StepReport } from './reports.ts'
import type { Scratch } from './scratch.ts'
import type { StepResult } from './step-results.ts'
import type { Disk } from './tools/files/disk.ts'
import type { WebWays } from './tools/web/fetch-guarded.ts'

/** Everything a step may use. Whatever must outlive this process goes through `main` and `checkpoints`. */
export type StepContext = {
  readonly order: RunOrder
  /** What the steps before it gave. */
  readonly results: ReadonlyMap<StepId, StepResult>
  /** Aborted when the owner stops the run; its reason is thrown as it is. */
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly disk: Disk
  readonly ways: WebWays
  readonly scratch: Scratch
  readonly checkpoints: Checkpoints
  readonly main: PortCaller<RunnerContract>
  readonly ask: Ask
  readonly converse: Converse
  /** Changes what the page shows of this step; what is not named stays as it was. */
  progress(change: Partial<Omit<StepReport, 'state'>>): void
  text(key: string, label: string): LiveText
  /** Records something the run goes on without; resolves once main has stored it. */
  leaveOut(item: string, error: AppError): Promise<LeftOut>
}
