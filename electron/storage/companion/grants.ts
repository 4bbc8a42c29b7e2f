import type { DatabaseSync } from 'node:sqlite'
import type { FolderGrant } from '../../../shared/model/agent.ts'
import type { Instant } from '../../../shared/model/brand.ts'

export type GrantRepository = {
  /** Remembers that the owner picked this folder for this access. */
  add(grant: FolderGrant, at: Instant): void
  has(grant: FolderGrant): boolean
}

/** Folders the owner picked in a dialog, as rows of `companion.db`. */
export function createGrantRepository(db: DatabaseSync): GrantRepository {
  const add = db.prepare(
    `INSERT INTO picked_folders (path, access, picked_at) VALUES (?, ?, ?)
     ON CONFLICT (path, access) DO UPDATE SET picked_at = excluded.picked_at`,
  )
  const find = db.prepare('SELECT 1 FROM picked_folders WHERE path = ? AND access = ?')
  return {
    add(grant, at) {
      add.run(grant.path, grant.access, at)
    },
    has: (grant) => find.get(grant.path, grant.access) !== undefined,
  }
}
