import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { picoPerMicro } from '../../../shared/model/money.ts'
import { type TokenKind, tokenKinds } from '../../../shared/model/usage.ts'
import { readRows } from '../../storage/read-rows.ts'
import type { UsageLine } from './usage-lines.ts'

/** The columns of tokens, in events and in the sums of days. */
export const tokenColumns: Readonly<Record<TokenKind, string>> = {
  input: 'input',
  cachedRead: 'cached_read',
  cacheWrite: 'cache_write',
  imageInput: 'image_input',
  audioInput: 'audio_input',
  output: 'output',
  reasoning: 'reasoning',
  audioOutput: 'audio_output',
}

const keys = ['day', 'agent', 'model', 'retry', 'pricing', 'currency']
const quantities = ['calls', ...Object.values(tokenColumns), 'estimated_tokens']
const amounts = ['', 'estimated_']
const columns = [...keys, ...quantities, ...amounts.flatMap((name) => [`${name}micros`, `${name}pico_rest`])]

/** The columns of a day's sums, in the order in which they are read. */
export const daySumColumns = columns.join(', ')

const quantityOf = (kind: string, name: string): string =>
  `SUM(CASE kind WHEN '${kind}' THEN quantity ELSE 0 END) AS ${name}`
const amountOf = (
  name: string,
): string => `SUM(${name}micros) + SUM(${name}pico_rest) / ${picoPerMicro} AS ${name}micros,
  SUM(${name}pico_rest) % ${picoPerMicro} AS ${name}pico_rest`

/** The same counted from the rollups; `where` chooses among those. */
export const daySumsOfRollups = (where: string): string => `SELECT ${keys.join(', ')}, ${quantityOf('call', 'calls')},
  ${tokenKinds.map((kind) => quantityOf(kind, tokenColumns[kind])).join(', ')},
  SUM(CASE kind WHEN 'call' THEN 0 ELSE estimated_quantity END) AS estimated_tokens, ${amounts.map(amountOf).join(', ')}
  FROM rollups WHERE ${where} GROUP BY ${keys.join(', ')}`

/** False for a ledger that no gateway of this version has opened yet. */
export function hasDaySums(db: DatabaseSync): boolean {
  return db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'day_sums'`).get() !== undefined
}

/** Adds what one agent used of one model on one day. */
export type DaySums = {
  add(day: string, agent: number, model: number, retry: 0 | 1, lines: readonly UsageLine[]): void
}

/** One row for what rollups hold by kind of token: what a report over a month reads. Writes belong into the caller's transaction. */
export function createDaySums(db: DatabaseSync): DaySums {
  const add = db.prepare(`INSERT INTO day_sums (${daySumColumns}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${keys.join(', ')}) DO UPDATE SET
      ${quantities.map((name) => `${name} = ${name} + excluded.${name}`).join(', ')},
      ${amounts.map(addedAmount).join(', ')}`)
  return {
    add(day, agent, model, retry, lines) {
      for (const same of Map.groupBy(lines, ({ pricing, currency }) => `${pricing} ${currency}`).values()) {
        const [first] = same
        if (first === undefined) continue
        const quantity = new Map(same.map((line) => [line.kind, line.quantity]))
        const pico = same.reduce((sum, line) => sum + line.pico, 0n)
        const estimatedPico = same.reduce((sum, line) => sum + line.estimatedPico, 0n)
        const estimated = same.reduce((sum, line) => sum + (line.kind === 'call' ? 0 : line.estimatedQuantity), 0)
        add.run(
          ...[day, agent, model, retry, first.pricing, first.currency],
          ...(['call', ...tokenKinds] as const).map((kind) => quantity.get(kind) ?? 0),
          estimated,
          ...[pico / picoPerMicro, pico % picoPerMicro, estimatedPico / picoPerMicro, estimatedPico % picoPerMicro],
        )
      }
    },
  }
}

function addedAmount(name: string): string {
  return `${name}micros = ${name}micros + excluded.${name}micros + (${name}pico_rest + excluded.${name}pico_rest) / ${picoPerMicro},
    ${name}pico_rest = (${name}pico_rest + excluded.${name}pico_rest) % ${picoPerMicro}`
}

/** Days whose sums are not those of the rollups. */
export function differingDaySums(db: DatabaseSync): string[] {
  if (!hasDaySums(db)) return []
  const [kept, counted] = [`SELECT ${daySumColumns} FROM day_sums`, daySumsOfRollups('TRUE')]
  const rows = db
    .prepare(`SELECT day FROM (${kept} EXCEPT ${counted}) UNION SELECT day FROM (${counted} EXCEPT ${kept})`)
    .all()
  return readRows(daySchema, rows).map(({ day }) => day)
}

/** Counts the sums of days again from the rollups; null: of all days. */
export function recountDaySums(db: DatabaseSync, days: readonly string[] | null): void {
  const wanted = days === null ? 'TRUE' : 'day IN (SELECT value FROM json_each(?))'
  const values = days === null ? [] : [JSON.stringify(days)]
  db.prepare(`DELETE FROM day_sums WHERE ${wanted}`).run(...values)
  db.prepare(`INSERT INTO day_sums (${daySumColumns}) ${daySumsOfRollups(wanted)}`).run(...values)
}

const daySchema = z.object({ day: z.string() })
