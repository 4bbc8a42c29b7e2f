import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CodedError } from '../../shared/contract/errors.ts'
import { companionMigrations } from './companion/migrations.ts'
import { versionOf } from './migrate.ts'

/** The newest shape of each database that this version of the app knows; the books are opened elsewhere, and their shape is named here. */
export const knownVersions = { companion: companionMigrations.length, ledger: 5 } as const

/**
 * Refuses data of a newer version of the app before anything of it is touched: also where only one of the databases is newer, so that
 * never half of the app runs. Throws `storage.newer`. What cannot be looked at is left to whoever opens it.
 */
export function refuseNewerData(dataFolder: string): void {
  for (const [name, known] of Object.entries(knownVersions)) {
    const found = lookAt(join(dataFolder, `${name}.db`))
    if (found > known) {
      throw new CodedError('storage.newer', {}, `${name} is at version ${found}, this app knows ${known}`)
    }
  }
}

function lookAt(path: string): number {
  if (!existsSync(path)) return 0
  try {
    const db = new DatabaseSync(path, { readOnly: true })
    try {
      return versionOf(db)
    } finally {
      db.close()
    }
  } catch {
    return 0
  }
}
