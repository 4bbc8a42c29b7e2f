import type { DatabaseSync } from 'node:sqlite'
import { inTransaction } from '../../storage/open-database.ts'
import { storageError } from '../../storage/storage-error.ts'

/** The most facts one transaction carries; more wait for the next. */
export const largestBatch = 500

export type GroupCommit<Batch> = {
  /**
   * Queues a fact. It is written with everything else queued in this turn of the event loop, in one transaction; the promise
   * resolves when that is safely on disk and rejects with `storage.diskFull`, `storage.failed` or `storage.damaged`.
   */
  write<Result>(fact: (batch: Batch) => Result): Promise<Result>
  /** Resolves when everything queued so far has been written or refused. */
  idle(): Promise<void>
}

type Waiting<Batch> = { apply(batch: Batch): void; settle(): void; refuse(error: Error): void }

/**
 * Gathers facts into durable transactions: many facts share one wait for the disk. `begin` makes what the facts of one
 * transaction share, and `finish` writes what they gathered in it. A fact may be applied twice if its first transaction failed.
 */
export function createGroupCommit<Batch>(options: {
  db: DatabaseSync
  begin: () => Batch
  finish: (batch: Batch) => void
  /** Calls back when this turn of the event loop is over (`setImmediate`). */
  soon: (callback: () => void) => void
}): GroupCommit<Batch> {
  const { db, begin, finish, soon } = options
  let queue: Waiting<Batch>[] = []
  let planned = false
  let idleListeners: (() => void)[] = []

  const commit = (facts: readonly Waiting<Batch>[]): void => {
    try {
      inTransaction(db, () => {
        const batch = begin()
        for (const fact of facts) fact.apply(batch)
        finish(batch)
      })
    } catch (thrown) {
      const [first] = facts
      if (facts.length === 1) first?.refuse(storageError(thrown, 'writing the ledger'))
      // One bad fact must not take the others with it.
      else for (const fact of facts) commit([fact])
      return
    }
    for (const fact of facts) fact.settle()
  }

  const plan = (): void => {
    if (planned) return
    planned = true
    soon(() => {
      planned = false
      const facts = queue.slice(0, largestBatch)
      queue = queue.slice(largestBatch)
      if (queue.length > 0) plan()
      commit(facts)
      if (queue.length > 0) return
      const listeners = idleListeners
      idleListeners = []
      for (const listener of listeners) listener()
    })
  }

  return {
    write<Result>(fact: (batch: Batch) => Result) {
      return new Promise<Result>((resolve, refuse) => {
        let result: { value: Result } | null = null
        queue.push({
          apply(batch) {
            result = { value: fact(batch) }
          },
          settle() {
            if (result !== null) resolve(result.value)
          },
          refuse,
        })
        plan()
      })
    },
    idle: () => (planned ? new Promise((resolve) => idleListeners.push(resolve)) : Promise.resolve()),
  }
}
