import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import { restOf } from '../../../shared/rules/budget/accounts.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import { readOptionalRow, readRows } from '../../storage/read-rows.ts'
import { type Charged, keepsRest, usedBy } from './charged.ts'

/** What is set aside for a call, by the call's row number; `day` as in `Hold`. */
export type Reservation = {
  call: number
  runId: z.infer<typeof runIdSchema>
  agentId: z.infer<typeof agentIdSchema>
  held: Used
  day: string | null
}

export type ReservationRows = {
  add(call: number, held: Used): void
  /** The call has come to its end: what is not charged is free, or stays set aside on that day. */
  close(call: number, charge: Charged | null, day: string): void
  /** Nobody knows what the call cost: everything stays set aside on that day. */
  keep(call: number, day: string): void
  remove(call: number): void
  all(): Reservation[]
}

/** The rows of reservations; writes belong into the caller's transaction. */
export function createReservationRows(db: DatabaseSync): ReservationRows {
  const insert = db.prepare(
    'INSERT INTO reservations (call, tokens, currency, micros, pico_rest, day) VALUES (?, ?, ?, ?, ?, NULL)',
  )
  const shrink = db.prepare(
    'UPDATE reservations SET tokens = ?, currency = ?, micros = ?, pico_rest = ?, day = ? WHERE call = ?',
  )
  const remove = db.prepare('DELETE FROM reservations WHERE call = ?')
  const keep = db.prepare('UPDATE reservations SET day = ? WHERE call = ?')
  const find = db.prepare('SELECT tokens, currency, micros, pico_rest AS picoRest FROM reservations WHERE call = ?')
  const list = db.prepare(`SELECT reservations.call, run_id AS runId, agent_id AS agentId, day,
      tokens, currency, micros, pico_rest AS picoRest
    FROM reservations JOIN model_calls ON model_calls.id = reservations.call
      JOIN runs ON runs.id = model_calls.run JOIN agents ON agents.id = runs.agent
    ORDER BY reservations.call`)
  for (const statement of [find, list]) statement.setReadBigInts(true)

  return {
    add: (call, held) => void insert.run(call, ...valuesOf(held)),
    close(call, charge, day) {
      if (charge === null || !keepsRest(charge)) {
        remove.run(call)
        return
      }
      const row = readOptionalRow(heldSchema, find.get(call))
      if (row !== null) shrink.run(...valuesOf(restOf(heldIn(row), usedBy(charge))), day, call)
    },
    keep: (call, day) => void keep.run(day, call),
    remove: (call) => void remove.run(call),
    all: () =>
      readRows(rowSchema, list.all()).map(({ call, runId, agentId, day, ...held }) => ({
        call,
        runId,
        agentId,
        day,
        held: heldIn(held),
      })),
  }
}

function valuesOf({ tokens, money }: Used): [bigint, string, bigint, bigint] {
  const pico = money?.pico ?? 0n
  return [tokens, money?.currency ?? '', pico / picoPerMicro, pico % picoPerMicro]
}

const whole = z.bigint().nonnegative()
const heldSchema = z.object({
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

function heldIn({ tokens, currency, micros, picoRest }: z.infer<typeof heldSchema>): Used {
  return { tokens, money: currency === '' ? null : { currency, pico: micros * picoPerMicro + picoRest } }
}
