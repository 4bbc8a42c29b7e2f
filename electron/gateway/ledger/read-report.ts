import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, modelNameSchema, providerIdSchema } from '../../../shared/model/brand.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { type Pico, picoPerMicro } from '../../../shared/model/money.ts'
import { tokenKinds } from '../../../shared/model/usage.ts'
import { readRows } from '../../storage/read-rows.ts'
import type { UsageLine } from './usage-lines.ts'

/** What one agent used of one model on one day; what was charged again for the same call stands apart. */
export type ReportGroup = {
  day: string
  agentId: z.infer<typeof agentIdSchema>
  providerId: z.infer<typeof providerIdSchema>
  model: z.infer<typeof modelNameSchema>
  retry: boolean
  /** By way of pricing, currency and kind of token. */
  lines: UsageLine[]
}

/** What was used from one day to another, both included, by day, model and agent, from rollups alone. Throws `storage.damaged`. */
export function readReport(db: DatabaseSync, fromDay: string, toDay: string): ReportGroup[] {
  const select = db.prepare(`SELECT day, agent, model, retry, pricing, currency, kind, quantity, micros, pico_rest,
    estimated_quantity, estimated_micros, estimated_pico_rest FROM rollups
    WHERE day BETWEEN ? AND ? ORDER BY day, agent, model, retry`)
  select.setReturnArrays(true)
  const agents = new Map(
    readRows(agentSchema, db.prepare('SELECT id, agent_id FROM agents').all()).map((row) => [row.id, row.agent_id]),
  )
  const models = new Map(
    readRows(modelSchema, db.prepare('SELECT id, provider_id, name FROM models').all()).map((row) => [row.id, row]),
  )
  const groups: ReportGroup[] = []
  let group = ''
  let lines: UsageLine[] = []
  for (const raw of select.all(fromDay, toDay)) {
    const row = readLine(raw)
    const { day, agent, model, retry } = row
    const key = `${day} ${agent} ${model} ${retry}`
    if (group !== key) {
      const agentId = agents.get(agent)
      const named = models.get(model)
      if (agentId === undefined || named === undefined) continue
      group = key
      lines = []
      const { provider_id: providerId, name } = named
      groups.push({ day, agentId, providerId, model: name, retry: retry === 1, lines })
    }
    lines.push(row.line)
  }
  return groups
}

/** A month has tens of thousands of rows: they are checked by hand, since a schema would take most of the time. */
function readLine(row: unknown): { day: string; agent: number; model: number; retry: number; line: UsageLine } {
  if (!Array.isArray(row)) throw unreadable(row)
  const cells: unknown[] = row
  const [day, agent, model, retry, pricing, currency, kind, quantity, micros, rest, estimated, estimatedMicros, below] =
    cells
  if (typeof day !== 'string' || !isPricing(pricing) || typeof currency !== 'string' || !isKind(kind))
    throw unreadable(row)
  const pico = (whole: unknown, part: unknown): Pico => BigInt(count(whole)) * picoPerMicro + BigInt(count(part))
  return {
    ...{ day, agent: count(agent), model: count(model), retry: count(retry) },
    line: {
      ...{ pricing, currency, kind, quantity: count(quantity) },
      pico: pico(micros, rest),
      estimatedQuantity: count(estimated),
      estimatedPico: pico(estimatedMicros, below),
    },
  }
}

function count(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw unreadable(value)
}

function unreadable(what: unknown): CodedError {
  return new CodedError('storage.damaged', {}, `unreadable sum: ${String(what)}`)
}

const pricings: ReadonlySet<unknown> = new Set<UsageLine['pricing']>(['known', 'free', 'unknown'])
const kinds: ReadonlySet<unknown> = new Set<UsageLine['kind']>(['call', ...tokenKinds])
const isPricing = (value: unknown): value is UsageLine['pricing'] => pricings.has(value)
const isKind = (value: unknown): value is UsageLine['kind'] => kinds.has(value)

const agentSchema = z.object({ id: z.number(), agent_id: agentIdSchema })
const modelSchema = z.object({ id: z.number(), provider_id: providerIdSchema, name: modelNameSchema })
