import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { versionOf } from '../migrate.ts'

export type Backup = { path: string; at: Instant }

/** `<name>-<stamp>-…`: copies made each day and before a change of shape. */
const stamped = /^-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})-(\d{3})Z-(?:v\d+|daily)(?:-\d+)?\.db$/

/** The copies of a database, the newest first. */
export function backupsOf(path: string, folder: string): Backup[] {
  const name = basename(path, '.db')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .flatMap((file) => {
      const parts = file.startsWith(name) ? stamped.exec(file.slice(name.length)) : null
      if (parts === null) return []
      const [, year, month, day, hour, minute, second, rest] = parts
      const at = instantSchema.safeParse(Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${rest}Z`))
      return at.success ? [{ path: join(folder, file), at: at.data }] : []
    })
    .sort((left, right) => right.at - left.at)
}

/** The newest copy that is whole and that this version of the app can read; null where there is none. */
export function newestGoodBackup(
  path: string,
  folder: string,
  newestVersion: number,
): (Backup & { version: number }) | null {
  for (const backup of backupsOf(path, folder)) {
    const version = goodVersion(backup.path)
    if (version !== null && version > 0 && version <= newestVersion) return { ...backup, version }
  }
  return null
}

/** Null where it is damaged. */
function goodVersion(path: string): number | null {
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path, { readOnly: true })
    const version = versionOf(db)
    return isSound(db) ? version : null
  } catch {
    return null
  } finally {
    db?.close()
  }
}

/** Whether every page of a database is as SQLite left it. Takes long for a large one. Throws where it cannot be read at all. */
export function isSound(db: DatabaseSync): boolean {
  const rows = soundSchema.parse(db.prepare('PRAGMA quick_check(1)').all())
  return rows.length === 1 && rows[0]?.quick_check === 'ok'
}

const soundSchema = z.array(z.object({ quick_check: z.string() }))
