import type { DatabaseSync } from 'node:sqlite'

/**
 * Runs `work` in one transaction that writes all or nothing; what it throws is thrown on after the roll-back. The write lock
 * is taken at the start, so it cannot be refused half-way. Transactions do not nest.
 */
export function inTransaction<Result>(db: DatabaseSync, work: () => Result): Result {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (thrown) {
    // A full disk or an I/O error has rolled it back already.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw thrown
  }
}
