import { CodedError } from '../../../shared/contract/errors.ts'
import { hasEnded, type RunState, type RunStateName } from '../../../shared/model/run.ts'

/** Every move a run may make; whatever is not here is impossible. */
export const runMoves: Readonly<Record<RunStateName, readonly RunStateName[]>> = {
  queued: ['running', 'failed', 'stopped', 'skipped'],
  // Its last report and the gateway's come over two ports, so a run may end while it still seems to wait.
  // With its owner's answer it is queued again: its place went to another.
  waiting: ['waiting', 'running', 'queued', 'stopping', 'succeeded', 'failed'],
  running: ['waiting', 'stopping', 'succeeded', 'failed'],
  stopping: ['stopped'],
  succeeded: [],
  failed: [],
  stopped: [],
  skipped: [],
}

/** The state after a move. Throws `run.ended` when nothing can change any more, RangeError for a move that cannot be. */
export function moveRun(from: RunState, to: RunState): RunState {
  if (hasEnded(from)) throw new CodedError('run.ended', {}, `${from.name} -> ${to.name}`)
  if (!runMoves[from.name].includes(to.name)) throw new RangeError(`a run cannot go from ${from.name} to ${to.name}`)
  return to
}
