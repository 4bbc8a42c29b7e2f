import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, modelNameSchema, providerIdSchema } from '../../../shared/model/brand.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { type Pico, picoPerMicro } from '../../../shared/model/money.ts'
import { noTokens, type TokenCounts, tokenKinds } from '../../../shared/model/usage.ts'
import { readRows } from '../../storage/read-rows.ts'
import { daySumColumns, daySumsOfRollups, hasDaySums } from './day-sums.ts'
import type { UsageLine } from './usage-lines.ts'

/** What one agent used of one model on one day, by way of pricing and currency; what was charged again for the same call stands apart. */
export type ReportGroup = Pick<UsageLine, 'pricing' | 'currency'> & {
  day: string
  agentId: z.infer<typeof agentIdSchema>
  providerId: z.infer<typeof providerIdSchema>
  model: z.infer<typeof modelNameSchema>
  retry: boolean
  calls: number
  tokens: TokenCounts
  pico: Pico
  /** The parts of both that no vendor has confirmed. */
  estimatedTokens: number
  estimatedPico: Pico
}

/** What was used from one day to another, both included, by day, model and agent, from sums alone. Throws `storage.damaged`. */
export function readReport(db: DatabaseSync, fromDay: string, toDay: string): ReportGroup[] {
  const chosen = 'day BETWEEN ? AND ?'
  const select = db.prepare(
    hasDaySums(db)
      ? `SELECT ${daySumColumns} FROM day_sums WHERE ${chosen} ORDER BY day, agent, model, retry, pricing, currency`
      : daySumsOfRollups(chosen),
  )
  select.setReturnArrays(true)
  const agents = new Map(
    readRows(agentSchema, db.prepare('SELECT id, agent_id FROM agents').all()).map((row) => [row.id, row.agent_id]),
  )
  const models = new Map(
    readRows(modelSchema, db.prepare('SELECT id, provider_id, name FROM models').all()).map((row) => [row.id, row]),
  )
  const groups: ReportGroup[] = []
  for (const row of select.all(fromDay, toDay)) {
    const group = readGroup(row, agents, models)
    if (group !== null) groups.push(group)
  }
  return groups
}

/**
 * A month has thousands of rows: they are checked by hand, since a schema would take most of the time. Null where the row names
 * something that is gone.
 */
function readGroup(
  row: unknown,
  agents: ReadonlyMap<number, ReportGroup['agentId']>,
  models: ReadonlyMap<number, z.infer<typeof modelSchema>>,
): ReportGroup | null {
  if (!Array.isArray(row)) throw unreadable(row)
  const cells: unknown[] = row
  const [day, agent, model, retry, pricing, currency, calls] = cells
  if (typeof day !== 'string' || !isPricing(pricing) || typeof currency !== 'string') throw unreadable(row)
  const agentId = agents.get(count(agent))
  const named = models.get(count(model))
  if (agentId === undefined || named === undefined) return null
  const tokens = { ...noTokens }
  let column = firstKind
  for (const kind of tokenKinds) tokens[kind] = count(cells[column++])
  return {
    day,
    agentId,
    providerId: named.provider_id,
    model: named.name,
    retry: count(retry) === 1,
    pricing,
    currency,
    calls: count(calls),
    tokens,
    estimatedTokens: count(cells[column]),
    pico: picoOf(cells[column + 1], cells[column + 2]),
    estimatedPico: picoOf(cells[column + 3], cells[column + 4]),
  }
}

const firstKind = 7

function picoOf(whole: unknown, part: unknown): Pico {
  const [micros, rest] = [count(whole), count(part)]
  return micros === 0 && rest === 0 ? 0n : BigInt(micros) * picoPerMicro + BigInt(rest)
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw unreadable(value)
}

function unreadable(what: unknown): CodedError {
  return new CodedError('storage.damaged', {}, `unreadable sum: ${String(what)}`)
}

const pricings: ReadonlySet<unknown> = new Set<UsageLine['pricing']>(['known', 'free', 'unknown'])
const isPricing = (value: unknown): value is UsageLine['pricing'] => pricings.has(value)

const agentSchema = z.object({ id: z.number(), agent_id: agentIdSchema })
const modelSchema = z.object({ id: z.number(), provider_id: providerIdSchema, name: modelNameSchema })
