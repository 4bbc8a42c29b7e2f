import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AccountReading, accountReadingSchema } from '../../../shared/model/account.ts'
import type { ProviderId } from '../../../shared/model/brand.ts'

/** A provider's readings, in the order they were made; one that we cannot have written is left out. */
export function readAccountReadings(db: DatabaseSync, providerId: ProviderId): AccountReading[] {
  // A ledger that the gateway of an earlier version wrote last has none.
  const has = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'account_readings'").get()
  if (has === undefined) return []
  const rows = db
    .prepare(`SELECT at, account, begins, unpriced_calls AS unpricedCalls, balances, booked FROM account_readings
      WHERE provider_id = ? ORDER BY id`)
    .all(providerId)
  return rows.flatMap((row) => readingSchema.safeParse(row).data ?? [])
}

const exact = z
  .string()
  .regex(/^-?\d{1,40}$/)
  .transform(BigInt)
const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
const { balances, booked } = accountReadingSchema.shape
const readingSchema = z.object({
  ...accountReadingSchema.pick({ at: true, account: true, unpricedCalls: true }).shape,
  begins: z.union([z.literal(0), z.literal(1)]).transform((begins) => begins === 1),
  balances: json(z.array(balances.element.extend({ pico: exact, granted: exact.nullable() }))),
  booked: json(z.array(booked.element.extend({ pico: exact, estimated: exact }))),
})
