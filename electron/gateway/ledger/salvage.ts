import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { z } from 'zod'
import type { Saved } from '../../storage/recovery/open-or-recover.ts'
import { type DamagedRow, readDamaged } from '../../storage/recovery/read-damaged.ts'
import { readRow } from '../../storage/read-rows.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { type EventRow, eventIn, readEventRow } from './event-rows.ts'
import { countRunDays } from './count-run-days.ts'
import { recountDaySums } from './day-sums.ts'
import { hasRunDays } from './read-run-days.ts'
import { createUsageRecorder } from './record-usage.ts'
import { salvageReservations } from './salvage-reservations.ts'
import { createTakeOver, noteStandIns } from './take-over.ts'

/** So many events are counted and written at a time. */
const slice = 2_000

/**
 * Takes over from a damaged ledger what the copy that takes its place does not have: the names, prices and calls, the usage
 * events with the sums they belong to, and what is set aside. Sums of days whose events are gone by retention are taken as they are.
 */
export function salvageLedger(damaged: DatabaseSync | null, into: DatabaseSync): Saved {
  if (damaged === null) return { saved: 0, complete: false }
  const isNew =
    readRow(z.object({ runs: z.number() }), into.prepare('SELECT count(*) AS runs FROM runs').get()).runs === 0
  let complete = true
  const take = createTakeOver(damaged, into)
  for (const table of ['retention', 'agents', 'runs', 'models', 'prices_applied', 'account_readings'] as const) {
    complete = inTransaction(into, () => take.rows(table)) && complete
  }
  const calls = inTransaction(into, () => take.rows('model_calls'))
  // What is added below must not be counted with what the copy still had to count.
  countRunDays(into)
  const events = salvageEvents(damaged, into)
  const held = salvageReservations(damaged, into, take)
  // Sums of the past cannot be counted again where retention has deleted the events.
  const sums = isNew
    ? inTransaction(into, () => [salvageOldSums(damaged, into), salvageOldRunDays(damaged, into)].every(Boolean))
    : true
  inTransaction(into, () => recountDaySums(into, null))
  return { saved: events.saved, complete: complete && calls && events.complete && held && sums }
}

function salvageEvents(damaged: DatabaseSync, into: DatabaseSync): Saved {
  const recorder = createUsageRecorder(into)
  const known = into.prepare('SELECT 1 FROM usage_events WHERE id = ?')
  const priceOf = into.prepare('SELECT price FROM prices_applied WHERE id = ?')
  const insert = into.prepare(insertSql)
  const endCall = into.prepare(
    `UPDATE model_calls SET state = 'done', ended_at = ? WHERE id = ? AND state IN ('open', 'waiting')`,
  )
  const place = noteStandIns(into)
  let waiting: EventRow[] = []
  let saved = 0
  let complete = true
  const write = () => {
    const rows = waiting
    waiting = []
    inTransaction(into, () => {
      const deltas = recorder.begin()
      for (const row of rows) {
        if (known.get(row.id) !== undefined) continue
        const placed = place(row)
        insert.run(...valuesOf(placed))
        endCall.run(placed.at, placed.call)
        const price = placed.price === null ? undefined : priceOf.get(placed.price)
        recorder.count(deltas, eventIn(placed, price === undefined ? null : readRow(priceRowSchema, price).price))
        saved += 1
      }
      recorder.finish(deltas)
    })
  }
  const whole = readDamaged(damaged, 'usage_events', (row: DamagedRow) => {
    const event = readEventRow(row)
    if (event === null) complete = false
    else waiting.push(event)
    if (waiting.length >= slice) write()
  })
  write()
  return { saved, complete: complete && whole }
}

/** Sums of days before the first event that is left; those from there on have been counted from the events. */
function salvageOldSums(damaged: DatabaseSync, into: DatabaseSync): boolean {
  const day = firstCountedDay(into)
  if (day === null) return true
  const insert = into.prepare(`INSERT OR IGNORE INTO rollups VALUES (${Array(13).fill('?').join(', ')})`)
  return readDamaged(damaged, 'rollups', (row) => {
    const values = Object.values(row)
    if (typeof row.day === 'string' && row.day < day && values.length === 13) insert.run(...values)
  })
}

function salvageOldRunDays(damaged: DatabaseSync, into: DatabaseSync): boolean {
  const day = firstCountedDay(into)
  if (day === null || !mayHaveRunDays(damaged)) return true
  const insert = into.prepare(`INSERT OR IGNORE INTO run_days SELECT ${Array(15).fill('?').join(', ')}
    WHERE EXISTS (SELECT 1 FROM runs WHERE id = ?) AND EXISTS (SELECT 1 FROM models WHERE id = ?)`)
  return readDamaged(damaged, 'run_days', (row) => {
    const values = Object.values(row)
    if (typeof row.day !== 'string' || row.day >= day || values.length !== 15) return
    insert.run(...values, row.run ?? null, row.model ?? null)
  })
}

/** Ledgers of an older shape do not have them. */
function mayHaveRunDays(damaged: DatabaseSync): boolean {
  try {
    return hasRunDays(damaged)
  } catch {
    return true
  }
}

/** Days from it on have been counted from events; null: all have, since none was ever deleted. */
function firstCountedDay(into: DatabaseSync): string | null {
  const { retained } = readRow(
    z.object({ retained: z.number() }),
    into.prepare('SELECT count(*) AS retained FROM retention').get(),
  )
  if (retained === 0) return null
  const { day } = readRow(firstDaySchema, into.prepare('SELECT min(day) AS day FROM usage_events').get())
  return day ?? '9999-12-31'
}

const columns = [
  ...['id', 'call', 'run', 'agent', 'model', 'price', 'at', 'day', 'charge', 'pricing', 'currency'],
  ...['input', 'cached_read', 'cache_write', 'image_input', 'audio_input', 'output', 'reasoning', 'audio_output'],
  ...['micros', 'pico_rest', 'estimated', 'basis', 'raw_usage'],
] as const satisfies readonly (keyof EventRow)[]
const insertSql = `INSERT INTO usage_events (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`

function valuesOf(row: EventRow): SQLInputValue[] {
  return columns.map((column) => row[column])
}

const priceRowSchema = z.object({ price: z.string() })
const firstDaySchema = z.object({ day: z.string().nullable() })
