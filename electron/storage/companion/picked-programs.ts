import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/model/brand.ts'

export const pickedProgramTables = `
CREATE TABLE picked_programs (
  path TEXT PRIMARY KEY,
  picked_at INTEGER NOT NULL
) STRICT;
`

export type PickedProgramRepository = {
  /** Remembers that the owner picked this program. */
  add(path: string, at: Instant): void
  has(path: string): boolean
}

/** Programs the owner picked in a dialog, as rows of `companion.db`. */
export function createPickedProgramRepository(db: DatabaseSync): PickedProgramRepository {
  const add = db.prepare(
    'INSERT INTO picked_programs (path, picked_at) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET picked_at = excluded.picked_at',
  )
  const find = db.prepare('SELECT 1 FROM picked_programs WHERE path = ?')
  return {
    add(path, at) {
      add.run(path, at)
    },
    has: (path) => find.get(path) !== undefined,
  }
}
