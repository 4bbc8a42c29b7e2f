import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import { readRows } from '../../storage/read-rows.ts'

/** What is set aside for a call, by the call's row number; `day` as in `Hold`. */
export type Reservation = {
  call: number
  runId: z.infer<typeof runIdSchema>
  agentId: z.infer<typeof agentIdSchema>
  held: Used
  day: string | null
}

/** Everything that is set aside now. */
export function readReservations(db: DatabaseSync): Reservation[] {
  const list = db.prepare(`SELECT reservations.call, run_id AS runId, agent_id AS agentId, day,
      tokens, currency, micros, pico_rest AS picoRest
    FROM reservations JOIN model_calls ON model_calls.id = reservations.call
      JOIN runs ON runs.id = model_calls.run JOIN agents ON agents.id = runs.agent
    ORDER BY reservations.call`)
  list.setReadBigInts(true)
  return readRows(rowSchema, list.all()).map(({ call, runId, agentId, day, ...held }) => ({
    call,
    runId,
    agentId,
    day,
    held: heldIn(held),
  }))
}

const whole = z.bigint().nonnegative()
export const heldSchema = z.object({
  tokens: whole,
  /** Empty where nothing is charged, or where nobody knows. */
  currency: z.union([z.literal(''), currencySchema]),
  micros: whole,
  picoRest: whole,
})
const rowSchema = heldSchema.extend({
  call: whole.transform(Number),
  runId: runIdSchema,
  agentId: agentIdSchema,
  day: z.string().nullable(),
})

/** A row's amount, as budgets count it. */
export function heldIn({ tokens, currency, micros, picoRest }: z.infer<typeof heldSchema>): Used {
  return { tokens, money: currency === '' ? null : { currency, pico: micros * picoPerMicro + picoRest } }
}
