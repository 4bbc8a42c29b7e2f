import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/model/brand.ts'
import { openOrRecover } from '../recovery/open-or-recover.ts'
import { companionMigrations } from './migrations.ts'
import { salvageCompanion } from './salvage.ts'

/** Opens companion.db and reads what is needed of it at once; a damaged one is restored first. Throws CodedError `storage.*`. */
export function openCompanion<Value>(options: {
  dataFolder: string
  now: () => Instant
  read: (db: DatabaseSync) => Value
}): { db: DatabaseSync; value: Value } {
  const { dataFolder, now, read } = options
  return openOrRecover({
    file: 'companion',
    path: join(dataFolder, 'companion.db'),
    backupFolder: join(dataFolder, 'backups'),
    migrations: companionMigrations,
    now,
    read,
    salvage: (damaged, into) => salvageCompanion(damaged, into, now()),
  })
}
