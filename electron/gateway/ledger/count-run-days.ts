import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Clock } from '../../../shared/model/clock.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import { readRow, readRows } from '../../storage/read-rows.ts'
import { inTransaction } from '../../storage/transaction.ts'
import { eventIn, readEventRow } from './event-rows.ts'
import type { GroupCommit } from './group-commit.ts'
import { createUsageRecorder, type UsageDeltas, type UsageRecorder } from './record-usage.ts'

/** So many events are counted at a time: a few milliseconds. */
const slice = 500
const pause = 20

/**
 * Counts the events of before there were sums of runs by day, little by little while calls go on, and never one twice. The result
 * stops it; it goes on where it was when the ledger is opened again.
 */
export function countRunDaysBeside(options: {
  db: DatabaseSync
  recorder: UsageRecorder
  write: GroupCommit<UsageDeltas>['write']
  after: Clock['after']
  onTrouble: (thrown: unknown) => void
}): () => void {
  const { db, recorder, write, after, onTrouble } = options
  const next = createSlices(db, recorder)
  let isStopped = !next.isLeft()
  let cancel: (() => void) | null = null
  const plan = (): void => {
    if (isStopped) return
    cancel = after(pause, () => {
      write(next.count).then((isLeft) => isLeft && plan(), onTrouble)
    })
  }
  plan()
  return () => {
    isStopped = true
    cancel?.()
  }
}

/** Counts all of them at once, for whoever must compare or count everything. */
export function countRunDays(db: DatabaseSync): void {
  const recorder = createUsageRecorder(db)
  const next = createSlices(db, recorder)
  let isLeft = next.isLeft()
  while (isLeft) {
    isLeft = inTransaction(db, () => {
      const deltas = recorder.begin()
      const more = next.count(deltas)
      recorder.finish(deltas)
      return more
    })
  }
}

function createSlices(db: DatabaseSync, recorder: UsageRecorder) {
  const progress = db.prepare('SELECT through, until FROM run_days_counted')
  const select = db.prepare(`SELECT * FROM usage_events WHERE id > ? AND id <= ? ORDER BY id LIMIT ${slice}`)
  select.setReadBigInts(true)
  const move = db.prepare('UPDATE run_days_counted SET through = ?')
  const price = db.prepare('SELECT price FROM prices_applied WHERE id = ?')
  const read = () => readRow(progressSchema, progress.get())
  return {
    isLeft: (): boolean => {
      const { through, until } = read()
      return through < until
    },
    /** Within the caller's transaction. False when none is left. */
    count(deltas: UsageDeltas): boolean {
      const { through, until } = read()
      const rows = select.all(through, until)
      for (const raw of rows) {
        const row = readEventRow(raw)
        if (row === null) continue
        const applied = row.price === null ? undefined : price.get(row.price)
        recorder.countRunDay(deltas, eventIn(row, applied === undefined ? null : readRow(priceSchema, applied).price))
      }
      const last = rows.length < slice ? until : Number(readRow(idSchema, rows.at(-1)).id)
      move.run(last)
      return last < until
    },
  }
}

/** Days from one on whose sums of runs are not those of the days; none while they are still being counted. */
export function differingRunDays(db: DatabaseSync, from: string): string[] {
  const { through, until } = readRow(progressSchema, db.prepare('SELECT through, until FROM run_days_counted').get())
  if (through < until) return []
  const sums = (table: string) => `SELECT day, pricing, currency, SUM(calls) AS calls,
    SUM(micros) + SUM(pico_rest) / ${picoPerMicro} AS micros, SUM(pico_rest) % ${picoPerMicro} AS rest
    FROM ${table} WHERE day >= ? GROUP BY day, pricing, currency`
  const [runs, days] = [sums('run_days'), sums('day_sums')]
  const rows = db
    .prepare(`SELECT day FROM (${runs} EXCEPT ${days}) UNION SELECT day FROM (${days} EXCEPT ${runs})`)
    .all(from, from, from, from)
  return readRows(daySchema, rows).map(({ day }) => day)
}

const progressSchema = z.object({ through: z.number().int(), until: z.number().int() })
const priceSchema = z.object({ price: z.string() })
const idSchema = z.object({ id: z.bigint() })
const daySchema = z.object({ day: z.string() })
