import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../shared/model/brand.ts'
import { backUp } from './back-up.ts'
import { type Migration, migrate } from './migrate.ts'
import { storageError } from './storage-error.ts'

export type { Migration } from './migrate.ts'
export { inTransaction } from './transaction.ts'

/** How long a statement waits for another process's lock, in milliseconds. */
const busyTimeout = 5_000

export type OpenOptions = {
  path: string
  migrations: readonly Migration[]
  /** Null: no copy is made before its shape changes. */
  backupFolder: string | null
  now: () => Instant
}

/**
 * Opens a database for its one writing process and brings it to the newest version; an existing file is copied into
 * `backupFolder` before its shape changes. Acknowledged transactions survive a power cut (WAL, synchronous=FULL).
 * Throws CodedError `storage.newer`, `storage.damaged`, `storage.diskFull`, `storage.failed`.
 */
export function openDatabase(options: OpenOptions): DatabaseSync {
  const { path, migrations, backupFolder, now } = options
  let db: DatabaseSync | null = null
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const isNew = !existsSync(path) || statSync(path).size === 0
    db = new DatabaseSync(path, { timeout: busyTimeout, enableForeignKeyConstraints: true })
    const opened = db
    opened.exec('PRAGMA synchronous = FULL')
    if (isNew) chmodSync(path, 0o600)
    // Before anything is written, so that a file of a newer version is left untouched.
    migrate(opened, migrations, (version) => {
      if (version > 0 && backupFolder !== null) backUp(opened, { path, folder: backupFolder, version, at: now() })
    })
    opened.exec('PRAGMA journal_mode = WAL')
    return opened
  } catch (thrown) {
    db?.close()
    throw storageError(thrown, `opening ${path}`)
  }
}

/**
 * Opens a database another process writes, for reading only; it sees every committed transaction. Throws as `openDatabase`,
 * `storage.failed` also when there is no such file yet.
 */
export function openForReading(path: string): DatabaseSync {
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path, { timeout: busyTimeout, readOnly: true })
    db.prepare('PRAGMA user_version').get()
    return db
  } catch (thrown) {
    db?.close()
    throw storageError(thrown, `opening ${path} for reading`)
  }
}

/** A database that lives as long as its connection, for trying things out. */
export function openInMemory(migrations: readonly Migration[]): DatabaseSync {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: true })
  migrate(db, migrations, () => undefined)
  return db
}
