import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, modelNameSchema, providerIdSchema } from '../../../shared/model/brand.ts'
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
  select.setReadBigInts(true)
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
  for (const [day, agent, model, retry, ...figures] of readRows(rowSchema, select.all(fromDay, toDay))) {
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
    lines.push(lineOf(figures))
  }
  return groups
}

type Figures = z.infer<typeof rowSchema> extends [string, number, number, number, ...infer Rest] ? Rest : never

function lineOf([
  pricing,
  currency,
  kind,
  quantity,
  micros,
  rest,
  estimated,
  estimatedMicros,
  estimatedRest,
]: Figures): UsageLine {
  const pico = (whole: bigint, below: bigint): Pico => whole * picoPerMicro + below
  return {
    ...{ pricing, currency, kind, quantity },
    pico: pico(micros, rest),
    estimatedQuantity: estimated,
    estimatedPico: pico(estimatedMicros, estimatedRest),
  }
}

const whole = z.bigint().nonnegative()
const count = whole.max(BigInt(Number.MAX_SAFE_INTEGER)).transform(Number)
const rowSchema = z.tuple([
  z.string(),
  count,
  count,
  count,
  z.enum(['known', 'free', 'unknown']),
  z.string(),
  z.enum(['call', ...tokenKinds]),
  count,
  whole,
  whole,
  count,
  whole,
  whole,
])
const agentSchema = z.object({ id: z.number(), agent_id: agentIdSchema })
const modelSchema = z.object({ id: z.number(), provider_id: providerIdSchema, name: modelNameSchema })
