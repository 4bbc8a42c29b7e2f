import type { DatabaseSync } from 'node:sqlite'
import { picoPerMicro } from '../../../shared/model/money.ts'
import { restOf } from '../../../shared/rules/budget/accounts.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import { readOptionalRow } from '../../storage/read-rows.ts'
import { heldIn, heldSchema, readReservations, type Reservation } from './read-reservations.ts'
import { type Charged, keepsRest, usedBy } from './charged.ts'

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
  find.setReadBigInts(true)

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
    all: () => readReservations(db),
  }
}

function valuesOf({ tokens, money }: Used): [bigint, string, bigint, bigint] {
  const pico = money?.pico ?? 0n
  return [tokens, money?.currency ?? '', pico / picoPerMicro, pico % picoPerMicro]
}
