import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { instantSchema } from '../../../shared/model/brand.ts'
import { type Pico, picoPerMicro } from '../../../shared/model/money.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import type { PricedBy } from '../../../shared/model/money-report.ts'
import { readRow, readRows } from '../../storage/read-rows.ts'

/** What runs of one agent with one model came to, in one currency; row numbers of the ledger. */
export type RunDayGroup = {
  agent: number
  model: number
  pricing: 'known' | 'free' | 'unknown'
  currency: string
  calls: number
  pico: Pico
  cache: Pico
  hours: Pico
  unexplained: number
}

export type PeriodRun = { run: number; runId: string; agent: number; kind: string; unpriced: boolean }
export type AppliedPrice = PricedBy & { model: number; agent: number; calls: number }

/** Days, both included. */
type Days = { from: string; to: string }

/** False for a ledger that no gateway of this version has opened yet. */
export function hasRunDays(db: DatabaseSync): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'run_days'`).get() !== undefined
}

/** What runs used and were spared, of all of them or of those with these numbers. */
export function readRunDays(db: DatabaseSync, { from, to }: Days, runs: readonly number[] | null): RunDayGroup[] {
  const among = runs === null ? '' : 'AND run IN (SELECT value FROM json_each(?))'
  const select = db.prepare(`SELECT runs.agent AS agent, model, pricing, currency, SUM(calls) AS calls,
    SUM(unexplained) AS unexplained, SUM(micros) AS micros, SUM(pico_rest) AS rest, SUM(cache_micros) AS cache_micros,
    SUM(cache_rest) AS cache_rest, SUM(hours_micros) AS hours_micros, SUM(hours_rest) AS hours_rest
    FROM run_days JOIN runs ON runs.id = run WHERE day BETWEEN ? AND ? ${among} GROUP BY 1, 2, 3, 4`)
  select.setReadBigInts(true)
  const rows = readRows(groupSchema, select.all(from, to, ...(runs === null ? [] : [JSON.stringify(runs)])))
  return rows.map((row) => ({
    agent: Number(row.agent),
    model: Number(row.model),
    pricing: row.pricing,
    currency: row.currency,
    calls: Number(row.calls),
    unexplained: Number(row.unexplained),
    pico: row.micros * picoPerMicro + row.rest,
    cache: row.cache_micros * picoPerMicro + row.cache_rest,
    hours: row.hours_micros * picoPerMicro + row.hours_rest,
  }))
}

/** The runs that used something of the models with these numbers; null: of any. */
export function readPeriodRuns(db: DatabaseSync, { from, to }: Days, models: readonly number[] | null): PeriodRun[] {
  const among = models === null ? '' : 'AND model IN (SELECT value FROM json_each(?))'
  const rows = db
    .prepare(`SELECT run, run_id AS runId, agent, kind, MAX(pricing = 'unknown') AS unpriced FROM run_days
      JOIN runs ON runs.id = run WHERE day BETWEEN ? AND ? ${among} GROUP BY run`)
    .all(from, to, ...(models === null ? [] : [JSON.stringify(models)]))
  return readRows(runSchema, rows)
}

/** The prices that were applied, as they were then. One that cannot be read any more is left out. */
export function readAppliedPrices(db: DatabaseSync, { from, to }: Days): AppliedPrice[] {
  const rows = db
    .prepare(`SELECT model, runs.agent AS agent, prices_applied.price AS price, SUM(calls) AS calls FROM run_days
      JOIN runs ON runs.id = run JOIN prices_applied ON prices_applied.id = run_days.price
      WHERE day BETWEEN ? AND ? GROUP BY model, runs.agent, run_days.price ORDER BY run_days.price`)
    .all(from, to)
  return readRows(appliedSchema, rows).flatMap(({ model, agent, calls, price }) => {
    const by = pricedBy(price)
    return by === null ? [] : [{ model, agent, calls, ...by }]
  })
}

function pricedBy(text: string): PricedBy | null {
  try {
    const price = readRow(priceSchema, JSON.parse(text))
    return {
      currency: price.kind === 'rates' ? price.currency : null,
      validFrom: price.validFrom,
      source: price.source,
      seenOn: price.evidence?.seenOn ?? null,
    }
  } catch {
    return null
  }
}

/** The first day there are sums of; null: there are none. */
export function readFirstDay(db: DatabaseSync): string | null {
  return readRow(firstSchema, db.prepare('SELECT MIN(day) AS day FROM rollups').get()).day
}

/** The moment before which single lines have been deleted; null: none were. */
export function readDeletedBefore(db: DatabaseSync): z.infer<typeof instantSchema> | null {
  return readRow(beforeSchema, db.prepare('SELECT MAX(delete_before) AS before FROM retention').get()).before
}

const groupSchema = z.object({
  agent: z.bigint(),
  model: z.bigint(),
  pricing: z.enum(['known', 'free', 'unknown']),
  currency: z.string(),
  calls: z.bigint(),
  unexplained: z.bigint(),
  micros: z.bigint(),
  rest: z.bigint(),
  cache_micros: z.bigint(),
  cache_rest: z.bigint(),
  hours_micros: z.bigint(),
  hours_rest: z.bigint(),
})
const runSchema = z.object({
  run: z.number(),
  runId: z.string(),
  agent: z.number(),
  kind: z.string(),
  unpriced: z.number().transform((value) => value === 1),
})
const appliedSchema = z.object({ model: z.number(), agent: z.number(), calls: z.number(), price: z.string() })
const firstSchema = z.object({ day: z.string().nullable() })
const beforeSchema = z.object({ before: instantSchema.nullable() })
