import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { UsageFilter } from '../../../shared/model/money-report.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import { tokenKinds } from '../../../shared/model/usage.ts'
import { csvLine } from '../../../shared/rules/csv.ts'
import { decimalOfPico } from '../../../shared/rules/price/decimal.ts'
import { ownerFileError } from '../../storage/owner-file.ts'
import { storageError } from '../../storage/storage-error.ts'
import { type EventRow, readEventRow, tokensIn } from './event-rows.ts'

export type ExportOrder = {
  target: string
  format: 'csv' | 'json'
  /** Days, `YYYY-MM-DD`, both included; null: without a bound. */
  from: string | null
  to: string | null
  only: UsageFilter
  /** What agents and services are called, by their ids; what has no name here is called by its id. */
  names: Record<string, string>
}

/** Events after which it is told that they are written. */
const toldEvery = 2_000
/** Bytes that are written at a time. */
const chunk = 256 * 1024

/**
 * Writes every usage event of some days, or only some of them, to a file, one line each, exact to the last unit. The file is complete or not there.
 * Returns how many there are. Throws `file.diskFull`, `file.notWritten`, `storage.damaged`.
 */
export function exportUsage(
  db: DatabaseSync,
  order: ExportOrder,
  onWritten: (events: number) => void = () => undefined,
): number {
  const part = `${order.target}.part`
  let file: number | null = null
  try {
    file = openSync(part, 'w', 0o600)
    const count = writeEvents(db, order, file, onWritten)
    closeSync(file)
    file = null
    renameSync(part, order.target)
    return count
  } catch (thrown) {
    if (file !== null) closeSync(file)
    rmSync(part, { force: true })
    throw fileError(thrown, order.target)
  }
}

function writeEvents(
  db: DatabaseSync,
  { format, from, to, only, names }: ExportOrder,
  file: number,
  onWritten: (events: number) => void,
): number {
  const select =
    db.prepare(`SELECT event.*, run_id, agent_id, provider_id, name AS model_name, prices_applied.price AS price_text
    FROM usage_events AS event JOIN runs ON runs.id = event.run JOIN agents ON agents.id = event.agent
      JOIN models ON models.id = event.model LEFT JOIN prices_applied ON prices_applied.id = event.price
    WHERE day BETWEEN ?1 AND ?2 AND (?3 IS NULL OR agent_id = ?3) AND (?4 IS NULL OR provider_id = ?4)
      AND (?5 IS NULL OR name = ?5) ORDER BY event.id`)
  select.setReadBigInts(true)
  const write = buffered(file)
  // Excel takes a file for UTF-8 only with this mark.
  write(format === 'csv' ? `\ufeff${csvLine(columns)}` : '[')
  let count = 0
  const filter = [only.agentId, only.providerId, only.model]
  for (const raw of select.iterate(from ?? '', to ?? '9999-12-31', ...filter)) {
    const named = namesSchema.safeParse(raw)
    const row = readEventRow(raw)
    if (row === null || !named.success) throw new CodedError('storage.damaged', {}, 'unreadable usage event')
    const record = recordOf(row, named.data, names)
    write(
      format === 'csv'
        ? csvLine(columns.map((column) => record[column]))
        : `${count === 0 ? '' : ','}\n${JSON.stringify(record)}`,
    )
    count += 1
    if (count % toldEvery === 0) onWritten(toldEvery)
  }
  if (format === 'json') write('\n]\n')
  write(null)
  return count
}

const columns = [
  ...['time', 'day', 'agent', 'agentId', 'run', 'service', 'serviceId', 'model'],
  ...tokenKinds,
  ...['amount', 'currency', 'pricing', 'estimated', 'basis', 'attempt', 'priceSource', 'priceValidFrom'],
]

function recordOf(row: EventRow, named: z.infer<typeof namesSchema>, names: Record<string, string>) {
  const price = priceOf(named.price_text)
  const record: Record<string, string | number | boolean | null> = {
    time: new Date(row.at).toISOString(),
    day: row.day,
    agent: names[named.agent_id] ?? named.agent_id,
    agentId: named.agent_id,
    run: named.run_id,
    service: names[named.provider_id] ?? named.provider_id,
    serviceId: named.provider_id,
    model: named.model_name,
    ...tokensIn(row),
    // Text, so that nobody's program rounds it. What is unknown is empty, never zero.
    amount: row.pricing === 'known' ? decimalOfPico(row.micros * picoPerMicro + row.pico_rest) : null,
    currency: row.currency === '' ? null : row.currency,
    pricing: row.pricing,
    estimated: row.estimated === 1n,
    basis: row.basis,
    attempt: row.charge,
    priceSource: price?.source ?? null,
    priceValidFrom: price === null ? null : new Date(price.validFrom).toISOString(),
  }
  return record
}

function priceOf(text: string | null) {
  try {
    return priceSchema.parse(JSON.parse(text ?? ''))
  } catch {
    return null
  }
}

/** Null writes what is left. */
function buffered(file: number): (text: string | null) => void {
  let texts: string[] = []
  let length = 0
  return (text) => {
    if (text !== null) {
      texts.push(text)
      length += text.length
    }
    if (length < chunk && text !== null) return
    const bytes = Buffer.from(texts.join(''))
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    texts = []
    length = 0
  }
}

function fileError(thrown: unknown, target: string): CodedError {
  if (!(thrown instanceof Error) || !('syscall' in thrown))
    return storageError(thrown, 'reading the ledger for an export')
  return ownerFileError(thrown, target)
}

const namesSchema = z.object({
  run_id: z.string(),
  agent_id: z.string(),
  provider_id: z.string(),
  model_name: z.string(),
  price_text: z.string().nullable(),
})
const priceSchema = z.object({ source: z.string(), validFrom: z.number() })
