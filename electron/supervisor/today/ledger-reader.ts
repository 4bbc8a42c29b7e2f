import { existsSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { noUsage, type UsageTotals } from '../../../shared/model/usage.ts'
import { usageBetween } from '../../gateway/ledger/read-usage.ts'
import { markDamaged } from '../../storage/recovery/marks.ts'
import { openForReading } from '../../storage/open-database.ts'
import { isFileDamage, storageError } from '../../storage/storage-error.ts'

export type LedgerReader = {
  /** What was used on a day, `YYYY-MM-DD`; nothing before the gateway has ever been awake. Throws CodedError `storage.*`. */
  usageOn(day: string): UsageTotals
  close(): void
}

/** Main's look into the gateway's ledger: sums only, and never a lock that would hold the gateway up. `onDamaged` is to wake the gateway. */
export function createLedgerReader(path: string, onDamaged: () => void): LedgerReader {
  let db: DatabaseSync | null = null
  return {
    usageOn(day) {
      if (db === null && !existsSync(path)) return noUsage
      try {
        db ??= openForReading(path)
        return usageBetween(db, day, day)
      } catch (thrown) {
        if (isFileDamage(thrown)) {
          // Whoever opens it next for writing puts it right.
          markDamaged(path, 'file')
          onDamaged()
        }
        throw storageError(thrown, 'reading the ledger')
      }
    },
    close() {
      db?.close()
      db = null
    },
  }
}
