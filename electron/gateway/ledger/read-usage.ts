import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { RunId } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import { tokenKinds, type UsageTotals } from '../../../shared/model/usage.ts'
import { readRows } from '../../storage/read-rows.ts'
import { totalsOf, type UsageLine } from './usage-lines.ts'

/**
 * What was used on the days from `fromDay` to `toDay`, both included, `YYYY-MM-DD` in the PC's zone; read from rollups alone.
 * A row that we cannot have written is left out, and told: the sums are to be counted again.
 */
export function usageBetween(
  db: DatabaseSync,
  fromDay: string,
  toDay: string,
  onUnreadable: () => void = () => undefined,
): UsageTotals {
  const days = 'FROM rollups WHERE day BETWEEN ? AND ?'
  const rows = exact(db, `SELECT ${sums} ${days} AND ${isPlausible} GROUP BY pricing, currency, kind`)
  const broken = db.prepare(`SELECT 1 ${days} AND NOT (${isPlausible}) LIMIT 1`).get(fromDay, toDay)
  let isWhole = broken === undefined
  const lines = rows.all(fromDay, toDay).flatMap((row) => {
    const line = lineSchema.safeParse(row).data
    const isOurs = line !== undefined && (line.pricing === 'known') === currencySchema.safeParse(line.currency).success
    isWhole &&= isOurs
    return isOurs ? [line] : []
  })
  if (!isWhole) onUnreadable()
  return totalsOf(lines)
}

/** Everything one run has used; nothing for a run without calls. */
export function usageOfRun(db: DatabaseSync, runId: RunId): UsageTotals {
  return totalsOf(usageLinesOfRun(db, runId))
}

/** As `usageOfRun`, unrounded, to be added to. */
export function usageLinesOfRun(db: DatabaseSync, runId: RunId): UsageLine[] {
  const rows = exact(
    db,
    `SELECT ${sums} FROM run_totals WHERE run = (SELECT id FROM runs WHERE run_id = ?) GROUP BY pricing, currency, kind`,
  )
  return linesFrom(rows.all(runId))
}

const sums = `pricing, currency, kind, SUM(quantity) AS quantity, SUM(micros) AS micros, SUM(pico_rest) AS picoRest,
  SUM(estimated_quantity) AS estimatedQuantity, SUM(estimated_micros) AS estimatedMicros,
  SUM(estimated_pico_rest) AS estimatedPicoRest`

const isPlausible = ['quantity', 'micros', 'pico_rest']
  .flatMap((column) => [`${column} >= 0`, `estimated_${column} >= 0`])
  .join(' AND ')

function exact(db: DatabaseSync, sql: string) {
  const statement = db.prepare(sql)
  statement.setReadBigInts(true)
  return statement
}

const quantitySchema = z
  .bigint()
  .nonnegative()
  .max(BigInt(Number.MAX_SAFE_INTEGER))
  .transform((value) => Number(value))
const moneySchema = z.bigint().nonnegative()
const lineSchema = z
  .object({
    pricing: z.enum(['known', 'free', 'unknown']),
    currency: z.string(),
    kind: z.enum(['call', ...tokenKinds]),
    quantity: quantitySchema,
    micros: moneySchema,
    picoRest: moneySchema,
    estimatedQuantity: quantitySchema,
    estimatedMicros: moneySchema,
    estimatedPicoRest: moneySchema,
  })
  .transform(
    (row): UsageLine => ({
      pricing: row.pricing,
      currency: row.currency,
      kind: row.kind,
      quantity: row.quantity,
      pico: row.micros * picoPerMicro + row.picoRest,
      estimatedQuantity: row.estimatedQuantity,
      estimatedPico: row.estimatedMicros * picoPerMicro + row.estimatedPicoRest,
    }),
  )

function linesFrom(rows: readonly unknown[]): UsageLine[] {
  return readRows(lineSchema, rows)
}
