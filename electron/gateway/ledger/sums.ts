import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { inTransaction } from '../../storage/transaction.ts'
import { differingDaySums, recountDaySums, tokenColumns } from './day-sums.ts'
import { eventIn, readEventRow } from './event-rows.ts'
import { countRunDays, differingRunDays } from './count-run-days.ts'
import { createUsageRecorder } from './record-usage.ts'

/** Days and runs whose sums are not those of their events; `reports`: days whose sums are not those of their rollups. */
export type Disagreement = { days: string[]; runs: number[]; reports: string[] }

/**
 * Compares every sum with the events it stands for. Days and runs whose events retention has deleted cannot be compared.
 * It reads all events, which takes seconds for millions of them. The caller gives it one transaction to read in.
 */
export function findDisagreement(db: DatabaseSync): Disagreement {
  const from = firstWholeDay(db)
  const ofDay = (row: SumRow) => row.day
  const days = differing(
    db,
    `SELECT day, 0 AS run, agent, model, charge > 1 AS retry, ${eventSums} FROM usage_events WHERE day >= ? GROUP BY day, pricing, currency, agent, model, charge > 1`,
    `SELECT day, 0 AS run, agent, model, retry, ${rollupSums} FROM rollups WHERE day >= ? GROUP BY day, pricing, currency, agent, model, retry`,
    from,
    ofDay,
  )
  for (const day of differingRunDays(db, from)) days.add(day)
  const reports = differingDaySums(db)
  if (from !== '') return { days: [...days], runs: [], reports }
  const runs = differing(
    db,
    `SELECT '' AS day, run, ${eventSums} FROM usage_events WHERE day >= ? GROUP BY run, pricing, currency`,
    `SELECT '' AS day, run, ${rollupSums} FROM run_totals WHERE '' >= ? GROUP BY run, pricing, currency`,
    from,
    (row) => row.run,
  )
  return { days: [...days], runs: [...runs].map(Number), reports }
}

/** Counts the sums of days and runs again from their events, and what reports read from those. */
export function recount(db: DatabaseSync, { days, runs, reports }: Disagreement): void {
  countRunDays(db)
  inTransaction(db, () => {
    const recorder = createUsageRecorder(db)
    const deltas = recorder.begin()
    const wantedDays = new Set(days)
    const wantedRuns = new Set(runs)
    const price = db.prepare('SELECT price FROM prices_applied WHERE id = ?')
    const select = db.prepare(`SELECT * FROM usage_events WHERE day IN (SELECT value FROM json_each(?))
      OR run IN (SELECT value FROM json_each(?)) ORDER BY id`)
    select.setReadBigInts(true)
    for (const raw of select.iterate(JSON.stringify(days), JSON.stringify(runs))) {
      const row = readEventRow(raw)
      if (row === null) continue
      const applied = priceRowSchema.safeParse(row.price === null ? null : price.get(row.price))
      recorder.count(deltas, eventIn(row, applied.success ? applied.data.price : null))
    }
    for (const [key, { day }] of deltas.rollups) if (!wantedDays.has(day)) deltas.rollups.delete(key)
    for (const run of deltas.runs.keys()) if (!wantedRuns.has(run)) deltas.runs.delete(run)
    for (const [key, { day }] of deltas.runDays) if (!wantedDays.has(day)) deltas.runDays.delete(key)
    const dropDay = db.prepare('DELETE FROM rollups WHERE day = ?')
    const dropRunDays = db.prepare('DELETE FROM run_days WHERE day = ?')
    const dropRun = db.prepare('DELETE FROM run_totals WHERE run = ?')
    for (const day of days) {
      dropDay.run(day)
      dropRunDays.run(day)
    }
    for (const run of runs) dropRun.run(run)
    recorder.finish(deltas)
    recountDaySums(db, [...days, ...reports])
  })
}

/** Sums of earlier days may stand for events that are gone; empty where none are. */
function firstWholeDay(db: DatabaseSync): string {
  const row = db.prepare('SELECT max(delete_before) AS before FROM retention').get()
  const { before } = retentionSchema.parse(row)
  // Retention ends with a day of the PC's zone, which is at most 14 hours ahead of UTC.
  return before === null ? '' : new Date(before + 38 * 3_600_000).toISOString().slice(0, 10)
}

function differing<Key>(
  db: DatabaseSync,
  ofEvents: string,
  ofSums: string,
  from: string,
  keyOf: (row: SumRow) => Key,
): Set<Key> {
  const told = new Map<string, { key: Key; row: string }>()
  const bad = new Set<Key>()
  const rows = (sql: string): SumRow[] => {
    const select = db.prepare(sql)
    select.setReadBigInts(true)
    return select.all(from).map((row) => sumRowSchema.parse(row))
  }
  for (const row of rows(ofSums)) {
    const key = groupOf(row)
    if (told.has(key)) bad.add(keyOf(row))
    told.set(key, { key: keyOf(row), row: textOf(row) })
  }
  for (const row of rows(ofEvents)) {
    const key = groupOf(row)
    if (told.get(key)?.row !== textOf(row)) bad.add(keyOf(row))
    told.delete(key)
  }
  for (const { key } of told.values()) bad.add(key)
  return bad
}

const eventSums = `pricing, currency, COUNT(*) AS calls, ${Object.values(tokenColumns)
  .map((column) => `SUM(${column}) AS ${column}`)
  .join(', ')}, SUM(micros) AS micros, SUM(pico_rest) AS rest, SUM(estimated) AS estimated`
const quantityOf = (kind: string, name: string) => `SUM(CASE kind WHEN '${kind}' THEN quantity ELSE 0 END) AS ${name}`
const rollupSums = `pricing, currency, ${quantityOf('call', 'calls')}, ${Object.entries(tokenColumns)
  .map(([kind, column]) => quantityOf(kind, column))
  .join(', ')}, SUM(micros) AS micros, SUM(pico_rest) AS rest,
  SUM(CASE kind WHEN 'call' THEN estimated_quantity ELSE 0 END) AS estimated`

const sumRowSchema = z
  .object({
    day: z.string(),
    run: z.bigint(),
    micros: z.bigint(),
    rest: z.bigint(),
  })
  .catchall(z.union([z.string(), z.bigint()]))
type SumRow = z.infer<typeof sumRowSchema>

const groupOf = ({ day, run, agent, model, retry, pricing, currency }: SumRow): string =>
  [day, run, agent, model, retry, pricing, currency].join(' ')

/** All of it, with the money as one sum. */
function textOf({ micros, rest, ...others }: SumRow): string {
  return [...Object.entries(others).map(([name, value]) => `${name} ${value}`), micros * 1_000_000n + rest].join(' ')
}

const retentionSchema = z.object({ before: z.number().nullable() })
const priceRowSchema = z.object({ price: z.string() })
