import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { AgentId, Instant, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import {
  type Deliverable,
  type Fallback,
  hasEnded,
  type LeftOut,
  type Run,
  type RunCause,
  type RunState,
} from '../../../shared/model/run.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { AnswerTokens } from '../../../shared/model/reuse.ts'
import { addReused } from '../../../shared/rules/add-reused.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import { judged } from '../../../shared/rules/forecast/forecast-error.ts'
import { listedLeftOut } from '../../storage/companion/run-parts.ts'
import type { RunPlan, RunRepository } from '../../storage/companion/runs.ts'
import { storageError } from '../../storage/storage-error.ts'
import { addFallback } from './add-fallback.ts'
import { moveRun } from './run-machine.ts'

/** Runs as they are now: rows, and in front of them what has changed since and can be lost. Every change is published. */
export type RunRecords = {
  create(run: Run, plan: RunPlan, cause: RunCause): void
  find(runId: RunId): Run | null
  /** Runs that have not ended, in the order they were created. */
  live(): Run[]
  planOf(runId: RunId): RunPlan | null
  list(page: { before: Instant | null; agentId: AgentId | null; limit: number }): { runs: Run[]; more: boolean }
  /** Stores a change of state before anyone hears of it. Throws `storage.*`, `run.ended`, RangeError. */
  move(runId: RunId, state: RunState, cause: RunCause, changes?: Partial<Run>): void
  /** As `move`, but when it cannot be stored it holds all the same, and the owner is told. */
  insist(runId: RunId, state: RunState, cause: RunCause): void
  /** Records that the run went on in its state, with a new process; may be lost. */
  remark(runId: RunId, cause: RunCause): void
  /** As `move`, for an end: when it cannot be stored it holds all the same, and storing is tried again until it can. */
  end(runId: RunId, end: { state: RunState; cause: RunCause; settled: boolean }, changes: Partial<Run>): Run
  /** Changes what may be lost; stored within half a second. */
  note(runId: RunId, changes: Partial<Pick<Run, 'steps' | 'resumed' | 'workedSeconds'>>): void
  meter(runId: RunId, usage: UsageTotals, tokensPerSecond: number | null): void
  /** Another model answered a call in place of the one before it. */
  noteFallback(fallback: { runId: RunId } & Omit<Fallback, 'calls'>): void
  /** An answer of an earlier run was taken instead of asking again. */
  noteReused(runId: RunId, tokens: AnswerTokens | null, price: Price | null): void
  /** Shows what has just been stored. */
  showDeliverable(deliverable: Deliverable): void
  showLeftOut(runId: RunId, leftOut: LeftOut): void
  settle(runId: RunId, usage: UsageTotals): void
  /** For quitting: stores what was only noted. */
  close(): void
}

/** Progress is stored at most this often, in milliseconds. */
const noteInterval = 500
/** How long a full disk is waited for before an end is tried again, in milliseconds. */
const retryInterval = 5_000

export function createRunRecords(options: {
  repository: RunRepository
  clock: Clock
  publish: (event: AppEvent) => void
  /** A run's progress could not be stored. */
  onTrouble: (runId: RunId, error: CodedError) => void
}): RunRecords {
  const { repository, clock, publish, onTrouble } = options
  /** Live runs, and ended ones whose end is not stored yet. */
  const current = new Map(repository.live().map((run) => [run.id, run]))
  /** Runs whose progress waits to be stored. */
  const noted = new Set<RunId>()
  let cancelNotes: (() => void) | null = null
  /** Timers of ends that wait to be stored. */
  const unstoredEnds = new Map<RunId, () => void>()

  const show = (run: Run) => {
    current.set(run.id, run)
    publish({ type: 'run.saved', run })
  }
  const known = (runId: RunId): Run => {
    const run = current.get(runId)
    if (run !== undefined && !hasEnded(run.state)) return run
    throw new CodedError(repository.find(runId) === null ? 'run.missing' : 'run.ended', {}, runId)
  }
  /** All runs together: every transaction waits for the disk, and main waits with it. */
  const saveNotes = () => {
    cancelNotes?.()
    cancelNotes = null
    const runs = [...noted].flatMap((runId) => current.get(runId) ?? [])
    noted.clear()
    try {
      if (runs.length > 0) repository.save(runs)
    } catch {
      // One bad record must not take the others with it.
      for (const run of runs) saveNote(run)
    }
  }
  const saveNote = (run: Run) => {
    try {
      repository.save([run])
    } catch (thrown) {
      onTrouble(run.id, storageError(thrown, 'storing progress'))
    }
  }
  const saveSoon = (runId: RunId) => {
    noted.add(runId)
    cancelNotes ??= clock.after(noteInterval, saveNotes)
  }
  const store = (run: Run, cause: RunCause, settled: boolean) => {
    try {
      repository.change(run, { at: clock.now(), cause, settled })
    } catch (thrown) {
      throw storageError(thrown, `storing that a run is ${run.state.name}`)
    }
  }
  const storeEnd = (run: Run, cause: RunCause, settled: boolean): void => {
    try {
      store(run, cause, settled)
      current.delete(run.id)
      unstoredEnds.delete(run.id)
    } catch (thrown) {
      publish({ type: 'notice', error: toAppError(thrown) })
      unstoredEnds.set(
        run.id,
        clock.after(retryInterval, () => storeEnd(current.get(run.id) ?? run, cause, settled)),
      )
    }
  }

  return {
    create(run, plan, cause) {
      try {
        repository.add(run, plan, cause)
      } catch (thrown) {
        throw storageError(thrown, 'storing a new run')
      }
      show(run)
    },
    find: (runId) => current.get(runId) ?? repository.find(runId),
    live: () => [...current.values()].filter((run) => !hasEnded(run.state)),
    planOf: (runId) => repository.planOf(runId),
    list(page) {
      const { runs, more } = repository.list(page)
      return { runs: runs.map((run) => current.get(run.id) ?? run), more }
    },
    move(runId, state, cause, changes = {}) {
      const run = known(runId)
      const moved = { ...run, ...changes, state: moveRun(run.state, state) }
      store(moved, cause, false)
      noted.delete(runId)
      show(moved)
    },
    insist(runId, state, cause) {
      const run = known(runId)
      const moved = { ...run, state: moveRun(run.state, state) }
      noted.delete(runId)
      try {
        store(moved, cause, false)
      } catch (thrown) {
        publish({ type: 'notice', error: toAppError(thrown) })
      }
      show(moved)
    },
    remark(runId, cause) {
      try {
        store(known(runId), cause, false)
      } catch (thrown) {
        publish({ type: 'notice', error: toAppError(thrown) })
      }
    },
    end(runId, { state, cause, settled }, changes) {
      const run = known(runId)
      const moved = { ...run, ...changes, state: moveRun(run.state, state) }
      const ended = settled ? judged(moved) : moved
      noted.delete(runId)
      current.set(runId, ended)
      storeEnd(ended, cause, settled)
      publish({ type: 'run.saved', run: ended })
      return ended
    },
    note(runId, changes) {
      show({ ...known(runId), ...changes })
      saveSoon(runId)
    },
    meter(runId, usage, tokensPerSecond) {
      const run = current.get(runId)
      // The gateway may speak of a run that has just ended.
      if (run === undefined || hasEnded(run.state)) return
      current.set(runId, { ...run, usage })
      saveSoon(runId)
      publish({ type: 'run.meter', runId, usage, tokensPerSecond })
    },
    noteFallback({ runId, ...fallback }) {
      const run = current.get(runId)
      if (run === undefined || hasEnded(run.state)) return
      show({ ...run, fallbacks: addFallback(run.fallbacks, fallback) })
      saveSoon(runId)
    },
    noteReused(runId, tokens, price) {
      const run = known(runId)
      show({ ...run, reused: addReused(run.reused, tokens, price, clock.now()) })
      saveSoon(runId)
    },
    showDeliverable(deliverable) {
      const run = known(deliverable.runId)
      const others = run.deliverables.filter(({ id }) => id !== deliverable.id)
      show({ ...run, deliverables: [...others, deliverable] })
    },
    showLeftOut(runId, leftOut) {
      const run = known(runId)
      if (run.leftOut.length < listedLeftOut) show({ ...run, leftOut: [...run.leftOut, leftOut] })
      else show({ ...run, leftOutMore: run.leftOutMore + 1 })
    },
    settle(runId, usage) {
      const unsaved = current.get(runId)
      if (unsaved !== undefined) current.set(runId, judged({ ...unsaved, usage }))
      else repository.settle(runId, usage)
      const run = current.get(runId) ?? repository.find(runId)
      if (run !== null) publish({ type: 'run.saved', run })
    },
    close() {
      saveNotes()
      for (const cancel of unstoredEnds.values()) cancel()
    },
  }
}
