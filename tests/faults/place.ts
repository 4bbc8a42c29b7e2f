import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { systemClock } from '../../electron/clock.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { zoneSchema } from '../../shared/model/brand.ts'
import { birthday } from '../helpers/things.ts'

/** A place we write to: what is there before, and how something new is put there. */
export type Place = {
  name: string
  /** With room: what is there before. */
  before(folder: string): Promise<void>
  /** Puts the new in its place. */
  write(folder: string): Promise<void>
  /** What is there now; throws when it is broken. */
  look(folder: string): Promise<'old' | 'new'>
}

const now = () => birthday
export const long = (text: string) => `${text} `.repeat(9_000)
export const openCompanion = (folder: string, migrations = companionMigrations) =>
  openDatabase({ path: join(folder, 'companion.db'), migrations, backupFolder: join(folder, 'backups'), now })
/** Reads from a database that must be whole. */
export const readWhole = <Value>(path: string, read: (db: DatabaseSync) => Value): Value => {
  const db = new DatabaseSync(path)
  try {
    const row = db.prepare('PRAGMA integrity_check').get()
    if (row?.integrity_check !== 'ok') throw new Error(`the database is damaged: ${JSON.stringify(row)}`)
    return read(db)
  } finally {
    db.close()
  }
}
export const books = (folder: string) => ({
  path: join(folder, 'ledger.db'),
  backupFolder: join(folder, 'backups'),
  now,
  zone: zoneSchema.parse('UTC'),
  soon: (callback: () => void) => void setImmediate(callback),
  after: systemClock.after,
  onTrouble: () => undefined,
})
