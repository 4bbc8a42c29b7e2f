import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Repair } from '../../../shared/model/repair.ts'
import { openDatabase, type OpenOptions } from '../open-database.ts'
import { isFileDamage, storageError } from '../storage-error.ts'
import { damageMarked, unmarkDamaged } from './marks.ts'
import { backupsOf, newestGoodBackup } from './newest-backup.ts'
import { withDamaged } from './open-damaged.ts'
import { shapeOf } from './shape-of.ts'
import { noteRepair } from './repair-notes.ts'
import { damagedFolder, placeAside, setAside } from './set-aside.ts'

/** What was taken over from a damaged database into the one that takes its place. */
export type Saved = { saved: number; complete: boolean }

export type RecoverableOptions<Value> = OpenOptions & {
  file: Repair['file']
  /** What is needed of it at once: damage that is met here counts. */
  read: (db: DatabaseSync) => Value
  /** Takes over what can still be read of the damaged database, null where nothing can, into the newest copy or a new database. */
  salvage: (damaged: DatabaseSync | null, into: DatabaseSync) => Saved
  /** A damaged database is being put right, which may take a while. */
  onRecovering?: () => void
}

/**
 * Opens a database as `openDatabase` does. A damaged one is put aside, never deleted: the newest good copy takes its place, with
 * what can still be read of the damaged one. The repair is noted for the owner. A full disk or an I/O error is no damage and is thrown.
 */
export function openOrRecover<Value>(options: RecoverableOptions<Value>): {
  db: DatabaseSync
  value: Value
  repair: Repair | null
} {
  const { path, backupFolder } = options
  finishExchange(options)
  if (damageMarked(path) !== 'file' && !isEmptied(path, backupFolder)) {
    const opened = openAndRead(options)
    if (opened !== null) return { ...opened, repair: null }
  }
  options.onRecovering?.()
  const repair = recover(options)
  const opened = openAndRead(options)
  if (opened === null) throw storageError(new Error('the restored copy cannot be read'), `opening ${path}`)
  return { ...opened, repair }
}

/** Null where the file is damaged. */
function openAndRead<Value>(options: RecoverableOptions<Value>): { db: DatabaseSync; value: Value } | null {
  let db: DatabaseSync | null = null
  try {
    db = openDatabase(options)
    return { db, value: options.read(db) }
  } catch (thrown) {
    db?.close()
    if (isFileDamage(thrown)) return null
    throw storageError(thrown, `opening ${options.path}`)
  }
}

function recover<Value>(options: RecoverableOptions<Value>): Repair {
  const { path, backupFolder, migrations, now, file, salvage } = options
  const restored = restoredOf(path)
  try {
    removeAll(restored)
    const backup = backupFolder === null ? null : newestGoodBackup(path, backupFolder, migrations.length)
    if (backup !== null) copyFileSync(backup.path, restored)
    const saveInto = (damaged: DatabaseSync | null): Saved => {
      // Rows are taken over in the shape they have; the restored copy takes its newest shape when it is opened.
      const known = Math.max(damaged === null ? 0 : shapeOf(damaged, migrations), backup?.version ?? 0)
      const upTo = known === 0 ? migrations : migrations.slice(0, known)
      const into = openDatabase({ ...options, migrations: upTo, path: restored, backupFolder: null })
      try {
        return salvage(damaged, into)
      } finally {
        into.close()
      }
    }
    const result = withDamaged(path, saveInto) ?? saveInto(null)
    const at = now()
    const keptAs = placeAside(path, at)
    const id = basename(keptAs, '.db')
    const repair = { id, file, what: 'file' as const, at, backupAt: backup?.at ?? null, ...result, keptAs }
    noteRepair(damagedFolder(path), repair)
    // From here on the restored copy is whole: should this process end now, `finishExchange` goes on.
    setAside(path, keptAs)
    renameSync(restored, path)
    unmarkDamaged(path)
    return repair
  } catch (thrown) {
    if (existsSync(path)) removeAll(restored)
    throw storageError(thrown, `restoring ${path}`)
  }
}

/** The damaged file had been put aside already when the exchange was cut off. */
function finishExchange({ path, now }: Pick<OpenOptions, 'path' | 'now'>): void {
  if (existsSync(path) || !existsSync(restoredOf(path))) return
  // The log of the damaged file must not be taken for that of the restored one.
  setAside(path, placeAside(path, now()))
  renameSync(restoredOf(path), path)
  unmarkDamaged(path)
}

/** A file without a byte is a new one, unless there were copies of it. */
function isEmptied(path: string, backupFolder: string | null): boolean {
  return (
    backupFolder !== null && existsSync(path) && statSync(path).size === 0 && backupsOf(path, backupFolder).length > 0
  )
}

function restoredOf(path: string): string {
  return `${path}.restored`
}

function removeAll(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true })
}
