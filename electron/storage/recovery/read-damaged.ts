import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'

export type DamagedRow = Record<string, SQLInputValue>

/** So many rows are read at a time. */
const batch = 500
/** How often a reading may fail in one table before the rest of it is given up. */
const mostFailures = 20_000

/**
 * Hands over every row of a table that can still be read; where pages are damaged it reads around them. False where
 * something could not be read. A row may come twice in tables without row numbers.
 */
export function readDamaged(db: DatabaseSync, table: string, take: (row: DamagedRow) => void): boolean {
  const shape = shapeOf(db, table)
  if (shape === null) return false
  return shape.withoutRowid ? readFromBothEnds(db, table, shape.keys, take) : readByNumber(db, table, take)
}

type Shape = { withoutRowid: boolean; keys: string[] }

function shapeOf(db: DatabaseSync, table: string): Shape | null {
  try {
    const columns = columnSchema.parse(db.prepare(`PRAGMA table_info(${table})`).all())
    if (columns.length === 0) return null
    const list = listSchema.parse(db.prepare(`PRAGMA table_list(${table})`).all())
    const keys = columns.filter(({ pk }) => pk > 0).sort((left, right) => left.pk - right.pk)
    return { withoutRowid: list.some(({ wr }) => wr === 1), keys: keys.map(({ name }) => name) }
  } catch {
    return null
  }
}

/** Ranges of row numbers, halved where one cannot be read, until what is damaged stands alone. */
function readByNumber(db: DatabaseSync, table: string, take: (row: DamagedRow) => void): boolean {
  const select = db.prepare(
    `SELECT rowid AS "row number", * FROM ${table} WHERE rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ${batch}`,
  )
  select.setReadBigInts(true)
  const ranges = [boundsOf(db, table)]
  let failures = 0
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    let { low } = range
    const { high } = range
    for (;;) {
      const rows = tryToRead(() => select.all(low, high))
      if (rows === null) {
        failures += 1
        if (failures > mostFailures) return false
        if (low === high) break
        const middle = low + (high - low) / 2n
        // The lower half is read first.
        ranges.push({ low: middle + 1n, high }, { low, high: middle })
        break
      }
      for (const { 'row number': _number, ...row } of rows) take(row)
      const last = rows.at(-1)?.['row number']
      if (rows.length < batch || typeof last !== 'bigint' || last >= high) break
      low = last + 1n
    }
  }
  return failures === 0
}

/** Without row numbers a table can only be read from its two ends to what is damaged. */
function readFromBothEnds(db: DatabaseSync, table: string, keys: string[], take: (row: DamagedRow) => void): boolean {
  const read = (order: 'ASC' | 'DESC'): boolean => {
    const select = db.prepare(`SELECT * FROM ${table} ORDER BY ${keys.map((key) => `${key} ${order}`).join(', ')}`)
    select.setReadBigInts(true)
    const rows = tryToRead(() => select.iterate())
    if (rows === null) return false
    for (;;) {
      const next = tryToRead(() => rows.next())
      if (next === null) return false
      if (next.done) return true
      take(next.value)
    }
  }
  return read('ASC') || (read('DESC') && false)
}

const farthest = 2n ** 40n

function boundsOf(db: DatabaseSync, table: string): { low: bigint; high: bigint } {
  const select = db.prepare(`SELECT min(rowid) AS low, max(rowid) AS high FROM ${table}`)
  select.setReadBigInts(true)
  const read = boundsSchema.safeParse(tryToRead(() => select.get()))
  return read.success ? { low: read.data.low ?? 1n, high: read.data.high ?? 1n } : { low: 0n, high: farthest }
}

/** Null where SQLite could not read; what is not SQLite's failure is thrown on. */
function tryToRead<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch (thrown) {
    if (failureSchema.safeParse(thrown).success) return null
    throw thrown instanceof Error ? thrown : new CodedError('storage.failed', {}, String(thrown))
  }
}

const failureSchema = z.object({ code: z.literal('ERR_SQLITE_ERROR') })
const columnSchema = z.array(z.object({ name: z.string(), pk: z.number() }))
const listSchema = z.array(z.object({ wr: z.number() }))
const boundsSchema = z.object({ low: z.bigint().nullable(), high: z.bigint().nullable() })
