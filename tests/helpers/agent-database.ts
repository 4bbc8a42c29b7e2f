import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { birthday } from './things.ts'

/** A folder of the test's own, removed when the test is over. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kaihe-test-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real, empty `companion.db`; `reopen` is what a restart does. */
export function openAgentDatabase(): { db: DatabaseSync; reopen(): DatabaseSync } {
  const folder = temporaryFolder()
  const open = () =>
    openDatabase({
      path: join(folder, 'companion.db'),
      migrations: companionMigrations,
      backupFolder: join(folder, 'backups'),
      now: () => birthday,
    })
  let db = open()
  onTestFinished(() => {
    if (db.isOpen) db.close()
  })
  return {
    db,
    reopen() {
      db.close()
      db = open()
      return db
    },
  }
}

/** Ids in the order they are asked for. */
export function countingIds(prefix: string): () => string {
  let count = 0
  return () => `${prefix}-${++count}`
}
