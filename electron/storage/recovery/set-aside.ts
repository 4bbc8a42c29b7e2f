import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Instant } from '../../../shared/model/brand.ts'

/** What SQLite keeps beside a database; without its log a database may lack its newest transactions. */
const companions = ['', '-wal', '-shm']

/** The folder damaged files are kept in, beside the database. */
export function damagedFolder(path: string): string {
  return join(dirname(path), 'damaged')
}

/** A free name in the folder of damaged files. */
export function placeAside(path: string, at: Instant): string {
  const folder = damagedFolder(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stem = `${basename(path, '.db')}-${stampOf(at)}`
  const names = [stem, ...Array.from({ length: 100 }, (_, index) => `${stem}-${index + 2}`)]
  const name = names.find((each) => companions.every((end) => !existsSync(join(folder, `${each}.db${end}`)))) ?? stem
  return join(folder, `${name}.db`)
}

/** Moves a database with all that belongs to it out of the way. Nothing is deleted. */
export function setAside(path: string, place: string): void {
  for (const end of companions) if (existsSync(path + end)) renameSync(path + end, place + end)
}

/** A moment as a part of a file's name that sorts by time. */
export function stampOf(at: Instant): string {
  return new Date(at).toISOString().replaceAll(/[-:]/g, '').replace('.', '-')
}
