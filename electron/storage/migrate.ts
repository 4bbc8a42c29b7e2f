import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'
import { readRow } from './read-rows.ts'
import { inTransaction } from './transaction.ts'

/** One step forward of a database's shape. Versions count 1, 2, 3 … without a gap, and a published one never changes. */
export type Migration = { readonly version: number; readonly name: string; readonly sql: string }

const versionSchema = z.object({ user_version: z.number().int().nonnegative() })

/** The version a database is at; 0 for a new file. */
export function versionOf(db: DatabaseSync): number {
  return readRow(versionSchema, db.prepare('PRAGMA user_version').get()).user_version
}

/**
 * Brings a database to the newest version, one transaction per step, so that a crash leaves it at a whole version.
 * Throws `storage.newer` for a file written by a newer version of this app, which is left untouched.
 */
export function migrate(db: DatabaseSync, migrations: readonly Migration[], beforeFirst: (from: number) => void): void {
  refuseGaps(migrations)
  const from = versionOf(db)
  if (from > migrations.length) {
    throw new CodedError(
      'storage.newer',
      {},
      `newer: the file is at version ${from}, this app knows ${migrations.length}`,
    )
  }
  if (from === migrations.length) return
  beforeFirst(from)
  for (const migration of migrations.slice(from)) {
    inTransaction(db, () => {
      db.exec(migration.sql)
      db.exec(`PRAGMA user_version = ${migration.version}`)
    })
  }
}

function refuseGaps(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) {
      throw new RangeError(`migration ${migration.name} has version ${migration.version}, expected ${index + 1}`)
    }
  })
}
