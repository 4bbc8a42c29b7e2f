import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AccountReading } from '../../../shared/model/account.ts'
import { type Instant, instantSchema, type ProviderId } from '../../../shared/model/brand.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import { readOptionalRow, readRow, readRows } from '../../storage/read-rows.ts'

/** Readings older than the comparison reaches back are of no use; some more are kept, for the eye. */
const longestKept = 100 * 24 * 3_600_000

/** What was charged for a provider's models between two usage events. */
export type Booked = Pick<AccountReading, 'booked' | 'unpricedCalls'>

/** A reading, to be written; `lastEvent`: the newest usage event it counts. */
type NewReading = Omit<AccountReading, 'begins'> & { providerId: ProviderId; lastEvent: number }

type AccountRows = {
  /** Where the provider's newest reading stands; null where it has none. */
  newest(providerId: ProviderId): { at: Instant; account: string; lastEvent: number } | null
  /** The number of the newest usage event; 0 where there is none. */
  lastEvent(): number
  /** What usage events after one number, up to and with another, say of a provider. */
  bookedBetween(providerId: ProviderId, after: number, upTo: number): Booked
  /** Writes belong into the caller's transaction. */
  add(reading: NewReading): void
  beginAnew(providerId: ProviderId): void
}

/** The rows of account readings. */
export function createAccountRows(db: DatabaseSync): AccountRows {
  const newest = db.prepare(`SELECT at, account, last_event AS lastEvent FROM account_readings
    WHERE provider_id = ? ORDER BY id DESC LIMIT 1`)
  const lastEvent = db.prepare('SELECT coalesce(max(id), 0) AS number FROM usage_events')
  const booked = db.prepare(`SELECT pricing, currency, count(*) AS calls, sum(micros) AS micros, sum(pico_rest) AS rest,
      sum(micros * estimated) AS estimatedMicros, sum(pico_rest * estimated) AS estimatedRest
    FROM usage_events JOIN models ON models.id = usage_events.model
    WHERE usage_events.id > ? AND usage_events.id <= ? AND provider_id = ? GROUP BY pricing, currency`)
  booked.setReadBigInts(true)
  const insert = db.prepare(`INSERT INTO account_readings
    (provider_id, account, at, last_event, begins, unpriced_calls, balances, booked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const drop = db.prepare('DELETE FROM account_readings WHERE provider_id = ? AND at < ?')
  const begin = db.prepare(`UPDATE account_readings SET begins = 1
    WHERE id = (SELECT max(id) FROM account_readings WHERE provider_id = ?)`)

  const find = (providerId: ProviderId) => readOptionalRow(newestSchema, newest.get(providerId))
  return {
    newest: find,
    lastEvent: () => readRow(numberSchema, lastEvent.get()).number,
    bookedBetween(providerId, after, upTo) {
      const rows = readRows(bookedSchema, booked.all(after, upTo, providerId))
      return {
        booked: rows.flatMap(({ pricing, currency, micros, rest, estimatedMicros, estimatedRest }) =>
          pricing !== 'known' || currency === ''
            ? []
            : [
                {
                  currency,
                  pico: micros * picoPerMicro + rest,
                  estimated: estimatedMicros * picoPerMicro + estimatedRest,
                },
              ],
        ),
        unpricedCalls: rows.reduce((sum, { pricing, calls }) => sum + (pricing === 'unknown' ? Number(calls) : 0), 0),
      }
    },
    add({ providerId, account, at, lastEvent: last, balances, booked: sums, unpricedCalls }) {
      const before = find(providerId)
      // Events were lost with a damaged ledger: what lies between is not known.
      const begins = before !== null && before.lastEvent > last ? 1 : 0
      insert.run(providerId, account, at, last, begins, unpricedCalls, textOf(balances), textOf(sums))
      drop.run(providerId, at - longestKept)
    },
    beginAnew: (providerId) => void begin.run(providerId),
  }
}

/** Numbers of any size, as text. */
function textOf(list: readonly object[]): string {
  return JSON.stringify(list, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))
}

const whole = z.bigint().nonnegative()
const numberSchema = z.object({ number: z.number().int().nonnegative() })
const newestSchema = z.object({ at: instantSchema, account: z.string(), lastEvent: z.number().int() })
const bookedSchema = z.object({
  pricing: z.enum(['known', 'free', 'unknown']),
  currency: z.union([z.literal(''), currencySchema]),
  calls: whole,
  micros: whole,
  rest: whole,
  estimatedMicros: whole,
  estimatedRest: whole,
})
