import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { toAppError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import type { Saved } from '../recovery/open-or-recover.ts'
import { readDamaged } from '../recovery/read-damaged.ts'
import { failUnfinished } from './fail-unfinished.ts'
import { readRows } from '../read-rows.ts'
import { DamagedFile } from '../storage-error.ts'
import { inTransaction } from '../transaction.ts'

/** What must be whole for an unfinished run to go on, and for a trigger to know what it has answered. */
const neededByRuns = ['runs', 'run_changes', 'checkpoints', 'acts']
const neededByTriggers = ['triggers', 'firings']

/**
 * Takes over what can still be read of a damaged companion.db into its newest copy. A table that is whole replaces that of the
 * copy; of any other, its rows win over those of the copy. Where that leaves doubt, no run goes on, so that nothing is done twice, and
 * triggers begin anew from now.
 */
export function salvageCompanion(damaged: DatabaseSync | null, into: DatabaseSync, now: Instant): Saved {
  const unsure = new Set<string>()
  let saved = 0
  into.exec('PRAGMA foreign_keys = OFF')
  for (const table of tablesOf(into)) {
    const taken = damaged === null ? { rows: 0, whole: false } : takeTable(damaged, into, table)
    saved += taken.rows
    if (!taken.whole) unsure.add(table)
  }
  inTransaction(into, () => {
    dropOrphans(into)
    if (neededByRuns.some((table) => unsure.has(table))) {
      failUnfinished(into, now, toAppError(new DamagedFile('how far the run came could not be read')))
    }
    if (neededByTriggers.some((table) => unsure.has(table))) into.exec('DELETE FROM triggers')
  })
  into.exec('PRAGMA foreign_keys = ON')
  return { saved, complete: unsure.size === 0 }
}

/** `rows`: how many are not in the copy as they are. */
function takeTable(damaged: DatabaseSync, into: DatabaseSync, table: string): { rows: number; whole: boolean } {
  const columns = columnsOf(into, table)
  const known = new Set(columnsOf(damaged, table))
  const shared = columns.filter((column) => known.has(column))
  if (shared.length === 0) return { rows: 0, whole: false }
  const insert = into.prepare(
    `INSERT OR REPLACE INTO ${table} (${shared.join(', ')}) VALUES (${shared.map(() => '?').join(', ')})`,
  )
  const same = into.prepare(`SELECT 1 FROM ${table} WHERE ${shared.map((column) => `${column} IS ?`).join(' AND ')}`)
  let rows = 0
  const take = (): boolean => {
    let legible = true
    const whole = readDamaged(damaged, table, (row) => {
      const values = shared.map((column): SQLInputValue => row[column] ?? null)
      if (same.get(...values) !== undefined) return
      try {
        insert.run(...values)
        rows += 1
      } catch (thrown) {
        // Its bytes are no row of ours.
        if (!constraintSchema.safeParse(thrown).success) throw thrown
        legible = false
      }
    })
    return whole && legible
  }
  const whole = inTransaction(into, take)
  if (whole) inTransaction(into, () => dropOthers(damaged, into, table, shared))
  return { rows, whole }
}

/** Removes what the damaged file, which is whole here, does not hold any more. */
function dropOthers(damaged: DatabaseSync, into: DatabaseSync, table: string, shared: string[]): void {
  into.exec(`CREATE TEMP TABLE kept AS SELECT ${shared.join(', ')} FROM ${table} LIMIT 0`)
  const keep = into.prepare(`INSERT INTO temp.kept VALUES (${shared.map(() => '?').join(', ')})`)
  readDamaged(damaged, table, (row) => void keep.run(...shared.map((column): SQLInputValue => row[column] ?? null)))
  const list = shared.join(', ')
  const key = keyOf(into, table)
  const gone = `SELECT ${list} FROM ${table} EXCEPT SELECT ${list} FROM temp.kept`
  into.exec(`DELETE FROM ${table} WHERE (${key.join(', ')}) IN (SELECT ${key.join(', ')} FROM (${gone}))`)
  into.exec('DROP TABLE temp.kept')
}

/** Rows that name what is not there, again and again, since others may name them. */
function dropOrphans(db: DatabaseSync): void {
  for (let dropped = 1; dropped > 0; ) {
    dropped = 0
    for (const table of tablesOf(db)) {
      for (const { from, to, table: parent } of foreignKeysOf(db, table)) {
        const target = to ?? keyOf(db, parent)[0] ?? 'id'
        const removed = db
          .prepare(
            `DELETE FROM ${table} WHERE ${from} IS NOT NULL AND NOT EXISTS
              (SELECT 1 FROM ${parent} AS parent WHERE parent.${target} = ${table}.${from})`,
          )
          .run()
        dropped += Number(removed.changes)
      }
    }
  }
}

function tablesOf(db: DatabaseSync): string[] {
  const rows = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
    .all()
  return readRows(nameSchema, rows).map(({ name }) => name)
}

function columnsOf(db: DatabaseSync, table: string): string[] {
  return readRows(nameSchema, db.prepare(`PRAGMA table_info(${table})`).all()).map(({ name }) => name)
}

function keyOf(db: DatabaseSync, table: string): string[] {
  const columns = readRows(keySchema, db.prepare(`PRAGMA table_info(${table})`).all())
  const key = columns.filter(({ pk }) => pk > 0).map(({ name }) => name)
  return key.length > 0 ? key : columns.map(({ name }) => name)
}

function foreignKeysOf(db: DatabaseSync, table: string) {
  return readRows(foreignKeySchema, db.prepare(`PRAGMA foreign_key_list(${table})`).all())
}

const nameSchema = z.object({ name: z.string() })
const keySchema = z.object({ name: z.string(), pk: z.number() })
const foreignKeySchema = z.object({ table: z.string(), from: z.string(), to: z.string().nullable() })
/** SQLITE_CONSTRAINT, and SQLITE_MISMATCH. */
const constraintSchema = z.object({ errcode: z.number().refine((code) => [19, 20].includes(code & 0xff)) })
