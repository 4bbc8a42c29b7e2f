import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FileChange } from '../../../shared/model/file-change.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { answerPortCalls } from '../../ipc/port-calls.ts'
import { runnerReportSchema, type RunnerOrder } from '../../runner/protocol.ts'
import { type UndoContract, undoOperations } from '../../runner/undo/protocol.ts'
import type { ActRepository, KeptAct } from '../../storage/companion/acts.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { pruneCopies } from './kept-copies.ts'

export type UndoService = {
  /** What a run did to files, in the order it was done. Throws `run.missing`. */
  changes(runId: RunId): FileChange[]
  /**
   * Takes a run's changes of files back, the newest first; those that were refused before are tried again. Throws `run.notEnded`,
   * `run.missing`, `undo.failed`.
   */
  undo(runId: RunId): Promise<FileChange[]>
  /** Lets go of copies nothing needs any more, in the background. */
  prune(): void
}

/** A process that has not answered by then is ended. */
const patience = 10 * 60_000

/** Undoing is done in a short-lived runner, one at a time, so that main never copies a file itself. */
export function createUndoService(dependencies: {
  acts: ActRepository
  read: (runId: RunId) => Run
  /** The agent as it is now, also when it was removed. */
  agentOf: (run: Run) => Agent | null
  processes: Pick<ProcessHost, 'start'>
  clock: Clock
  keptFolder: string
}): UndoService {
  const { acts, read, agentOf, processes, clock, keptFolder } = dependencies
  let last: Promise<unknown> = Promise.resolve()

  const changes = (runId: RunId) => {
    read(runId)
    return acts
      .of(runId)
      .filter(({ done }) => done)
      .map(changeOf)
  }
  const work = async (runId: RunId): Promise<FileChange[]> => {
    const run = read(runId)
    if (!hasEnded(run.state)) throw new CodedError('run.notEnded', {}, runId)
    const left = acts
      .of(runId)
      .filter(({ done, undone }) => done && undone?.kind !== 'done')
      .toReversed()
    if (left.length === 0) return changes(runId)
    const process = processes.start('runner')
    const stopAnswering = answerPortCalls<UndoContract>(process.port, undoOperations, {
      'act.undone': async ({ stepId, item, undone }) => {
        acts.undone(runId, { stepId, item }, undone)
        return {}
      },
    })
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = (detail: string) => reject(new CodedError('undo.failed', {}, detail))
    const cancel = clock.after(patience, () => giveUp('it took too long'))
    const stopListening = process.port.onMessage((message) => {
      const report = runnerReportSchema.safeParse(message)
      if (!report.success) return
      if (report.data.type === 'undone') resolve()
      if (report.data.type === 'failed') giveUp(toAppError(report.data.error).detail)
    })
    void process.exited.then((code) => giveUp(`the process ended with ${code}`))
    const order: RunnerOrder = {
      type: 'undo',
      order: { acts: left.map(orderOf), grants: agentOf(run)?.grants ?? [], keptFolder },
    }
    process.port.postMessage(order)
    try {
      await promise
    } finally {
      cancel()
      stopAnswering()
      stopListening()
      await process.kill()
    }
    return changes(runId)
  }

  return {
    changes,
    prune() {
      void pruneCopies(keptFolder, new Set(acts.keptCopies()), clock.now())
    },
    undo(runId) {
      const result = last.then(() => work(runId))
      last = result.catch(() => undefined)
      return result
    },
  }
}

function changeOf({ stepId, item, change, path, from, bytes, undone }: KeptAct): FileChange {
  return { stepId, item, change: change ?? 'create', path, from: from ?? null, bytes, undone }
}

function orderOf({ stepId, item, path, sha256, change, from, before }: KeptAct) {
  return {
    stepId,
    item,
    path,
    sha256,
    change: change ?? ('create' as const),
    from: from ?? null,
    before: before ?? null,
  }
}
