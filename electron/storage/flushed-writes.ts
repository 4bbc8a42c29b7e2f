import { close, fdatasync, open } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'

export type Flush = {
  /** As `withoutWaiting`. */
  commit<Result>(work: () => Result): Result
  /** Resolves when all that is committed by now would survive a power cut; rejects with what the system says. */
  onDisk(): Promise<void>
  close(): Promise<void>
}

/**
 * Commits what `work` writes without waiting for the disk, which may take a twentieth of a second or more: a power cut may lose
 * it, the end of a process does not. For what may be lost, or is not acknowledged before `onDisk`. Not inside a transaction.
 */
export function withoutWaiting<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('PRAGMA synchronous = NORMAL')
  try {
    return work()
  } finally {
    db.exec('PRAGMA synchronous = FULL')
  }
}

/**
 * Makes committed writes durable as SQLite's own commit would, by flushing the write-ahead log, but without holding the thread
 * up, and once for all who wait. SQLite takes no locks on the log, so a second handle to it disturbs none.
 */
export function createFlush(db: DatabaseSync): Flush {
  let log: number | null = null
  let current: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null

  const flush = async () => {
    const path = db.location()
    // A database in memory has nothing to flush.
    if (path === null) return
    // Windows flushes only what may be written to.
    log ??= await promisify(open)(`${path}-wal`, 'r+')
    await promisify(fdatasync)(log)
  }
  /** A flush that has begun may miss what was written since: who asks now waits for the next one. */
  const begin = async () => {
    await current
    next = null
    const flushing = flush()
    current = flushing.catch(() => undefined)
    await flushing
  }
  return {
    commit: (work) => withoutWaiting(db, work),
    onDisk() {
      next ??= begin()
      return next
    },
    async close() {
      await next?.catch(() => undefined)
      await current
      if (log !== null) await promisify(close)(log)
      log = null
    },
  }
}
