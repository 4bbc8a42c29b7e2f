import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../shared/model/brand.ts'
import { openForReading } from './open-database.ts'
import { backupsOf, isSound } from './recovery/newest-backup.ts'
import { stampOf } from './recovery/set-aside.ts'
import { DamagedFile, storageError } from './storage-error.ts'

const dailyCopies = 7
const weeklyCopies = 4
/** Copies of a large database: the newest two always stay, the others while all of them take no more room than this. */
const mostBytes = 2 * 1024 ** 3
const day = 86_400_000

/**
 * Copies a database that another process writes into `folder`, without holding that up, and checks the copy. Seven daily and four
 * weekly copies stay. Throws CodedError `storage.*`; an unfinished copy is removed.
 */
export function makeDailyBackup({ path, folder, at }: { path: string; folder: string; at: Instant }): void {
  const target = join(folder, `${basename(path, '.db')}-${stampOf(at)}-daily.db`)
  const part = `${target}.part`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    rmSync(part, { force: true })
    const db = openForReading(path)
    try {
      db.prepare('VACUUM INTO ?').run(part)
    } finally {
      db.close()
    }
    chmodSync(part, 0o600)
    const copy = new DatabaseSync(part, { readOnly: true })
    try {
      if (!isSound(copy)) throw new DamagedFile(`the copy of ${path} is not whole`)
    } finally {
      copy.close()
    }
    renameSync(part, target)
  } catch (thrown) {
    rmSync(part, { force: true })
    throw storageError(thrown, `copying ${path}`)
  }
  for (const old of tooOld(dailyOf(path, folder))) rmSync(old, { force: true })
}

/** When the newest daily copy was made; null where there is none. */
export function newestDailyBackup(path: string, folder: string): Instant | null {
  return existsSync(folder) ? (dailyOf(path, folder)[0]?.at ?? null) : null
}

type Copy = { path: string; at: Instant; bytes: number }

function dailyOf(path: string, folder: string): Copy[] {
  return backupsOf(path, folder)
    .filter((copy) => copy.path.endsWith('-daily.db'))
    .map((copy) => ({ ...copy, bytes: statSync(copy.path).size }))
}

/** Of copies, the newest first: all but the newest of the last seven days there are and of four weeks before. */
export function tooOld(copies: readonly Copy[]): string[] {
  const kept = new Set<Copy>()
  const keepFirstOf = (unit: number, most: number, from: readonly Copy[]): void => {
    const seen = new Set<number>()
    for (const copy of from) {
      const period = Math.floor(copy.at / unit)
      if (seen.has(period) || seen.size >= most) continue
      seen.add(period)
      kept.add(copy)
    }
  }
  keepFirstOf(day, dailyCopies, copies)
  const oldestDaily = [...kept].at(-1)?.at ?? 0
  keepFirstOf(
    7 * day,
    weeklyCopies,
    copies.filter((copy) => copy.at < oldestDaily),
  )
  let bytes = 0
  const room = [...kept].filter((copy, index) => {
    bytes += copy.bytes
    return index < 2 || bytes <= mostBytes
  })
  return copies.filter((copy) => !room.includes(copy)).map((copy) => copy.path)
}
