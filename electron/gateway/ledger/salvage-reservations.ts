import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { readDamaged } from '../../storage/recovery/read-damaged.ts'
import { inTransaction } from '../../storage/transaction.ts'
import type { TakeOver } from './take-over.ts'

/**
 * What is set aside in the damaged ledger stays so. What the copy has set aside goes only where the damaged ledger says that it
 * is free: where that cannot be read, it stays held until the owner frees it.
 */
export function salvageReservations(damaged: DatabaseSync, into: DatabaseSync, take: TakeOver): boolean {
  const put = into.prepare(`INSERT INTO reservations (call, tokens, currency, micros, pico_rest, day)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM model_calls WHERE id = ?1)
    ON CONFLICT (call) DO UPDATE SET tokens = excluded.tokens, currency = excluded.currency, micros = excluded.micros,
      pico_rest = excluded.pico_rest, day = excluded.day`)
  const drop = into.prepare('DELETE FROM reservations WHERE call = ?')
  return inTransaction(into, () => {
    const read: z.infer<typeof rowSchema>[] = []
    let complete = true
    const whole = readDamaged(damaged, 'reservations', (row) => {
      const parsed = rowSchema.safeParse(row)
      if (parsed.success) read.push(parsed.data)
      else complete = false
    })
    if (whole && complete) {
      const held = new Set(read.map(({ call }) => Number(call)))
      const before = callsSchema.parse(into.prepare('SELECT call FROM reservations').all())
      for (const { call } of before) if (take.knows(call) && !held.has(call)) drop.run(call)
    }
    for (const { call, tokens, currency, micros, pico_rest, day } of read) {
      put.run(call, tokens, currency, micros, pico_rest, day)
    }
    return whole && complete
  })
}

const whole = z.bigint().nonnegative()
const callsSchema = z.array(z.object({ call: z.number() }))
const rowSchema = z.object({
  call: whole,
  tokens: whole,
  currency: z.string().regex(/^([A-Z]{3})?$/),
  micros: whole,
  pico_rest: whole.max(999_999n),
  day: z.string().nullable(),
})
