import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/model/brand.ts'
import type { Repair } from '../../../shared/model/repair.ts'
import { damageMarked, unmarkDamaged } from '../../storage/recovery/marks.ts'
import { openOrRecover } from '../../storage/recovery/open-or-recover.ts'
import { noteRepair } from '../../storage/recovery/repair-notes.ts'
import { damagedFolder, stampOf } from '../../storage/recovery/set-aside.ts'
import { salvageLedger } from './salvage.ts'
import { ledgerMigrations } from './schema.ts'
import { findDisagreement, recount } from './sums.ts'

export type OpenBooks<Value> = { db: DatabaseSync; value: Value; repair: Repair | null }

/** Opens ledger.db; a damaged one is restored, and sums that were found not to agree with their events are counted again. */
export function openBooks<Value>(options: {
  path: string
  backupFolder: string
  now: () => Instant
  read: (db: DatabaseSync) => Value
  onRecovering?: () => void
}): OpenBooks<Value> {
  const { path, now, onRecovering } = options
  const askedToRecount = damageMarked(path) === 'sums'
  if (askedToRecount) onRecovering?.()
  const opened = openOrRecover({
    ...options,
    file: 'ledger',
    migrations: ledgerMigrations,
    salvage: salvageLedger,
    read: (db) => {
      const repair = askedToRecount ? recountSums(db, path, now()) : null
      return { repair, value: options.read(db) }
    },
  })
  const { repair, value } = opened.value
  return { db: opened.db, value, repair: opened.repair ?? repair }
}

/** Null where all sums agree. */
function recountSums(db: DatabaseSync, path: string, at: Instant): Repair | null {
  const wrong = findDisagreement(db)
  const counted = wrong.days.length + wrong.runs.length + wrong.reports.length
  if (counted > 0) recount(db, wrong)
  unmarkDamaged(path)
  if (counted === 0) return null
  const id = `${basename(path, '.db')}-sums-${stampOf(at)}`
  const told = { id, file: 'ledger' as const, what: 'sums' as const, at, backupAt: null, saved: wrong.days.length }
  const repair: Repair = { ...told, complete: true, keptAs: null }
  noteRepair(damagedFolder(path), repair)
  return repair
}
