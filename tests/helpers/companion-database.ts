import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { onTestFinished } from 'vitest'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import type { Agent } from '../../shared/model/agent.ts'
import { temporaryFolder } from './agent-database.ts'
import { birthday } from './things.ts'

export type CompanionDatabase = {
  db(): DatabaseSync
  /** What a restart of the app does. */
  reopen(): DatabaseSync
  /** Lets the file grow no further, as on a full disk, or takes that back. */
  fill(isFull: boolean): void
}

/** A real `companion.db` with these agents in it. */
export function openCompanionDatabase(agents: readonly Agent[]): CompanionDatabase {
  const folder = temporaryFolder()
  const open = () =>
    openDatabase({
      path: join(folder, 'companion.db'),
      migrations: companionMigrations,
      backupFolder: join(folder, 'backups'),
      now: () => birthday,
    })
  let db = open()
  const rows = createAgentRepository(db)
  for (const agent of agents) rows.save(agent)
  onTestFinished(() => {
    if (db.isOpen) db.close()
  })
  return {
    db: () => db,
    reopen() {
      db.close()
      db = open()
      return db
    },
    fill(isFull) {
      // SQLite answers with SQLITE_FULL, the same as when the system has no space left.
      if (isFull) db.exec('VACUUM')
      db.exec(`PRAGMA max_page_count = ${isFull ? 1 : 1_000_000}`)
    },
  }
}
