import type { DatabaseSync } from 'node:sqlite'
import type { AccountReading } from '../../../shared/model/account.ts'
import type { Instant, ProviderId } from '../../../shared/model/brand.ts'
import type { Pico } from '../../../shared/model/money.ts'
import { type Booked, createAccountRows } from './account-rows.ts'
import type { GroupCommit } from './group-commit.ts'

/** What vendors told of their accounts, each beside what was booked since the reading before. */
export type AccountReadings = {
  /** Writes down what a vendor told, at this moment; nothing where it was asked in vain. May reject with a `storage.*` error. */
  note(reading: Pick<AccountReading, 'at' | 'account' | 'balances'> & { providerId: ProviderId }): Promise<void>
  /** When that account was asked last; null: never, or another one was. */
  askedAt(providerId: ProviderId, account: string): Instant | null
  /** From the newest reading on it is compared anew. */
  beginAnew(providerId: ProviderId): Promise<void>
}

/** So many usage events are looked through before calls get their turn. */
const slice = 10_000

export function createAccountReadings(
  db: DatabaseSync,
  write: GroupCommit<unknown>['write'],
  soon: (callback: () => void) => void,
): AccountReadings {
  const rows = createAccountRows(db)
  const turn = () => new Promise<void>((resolve) => soon(resolve))
  /** One after the other, since each counts from the one before. */
  let noting: Promise<void> = Promise.resolve()

  const countBooked = async (providerId: ProviderId, after: number, upTo: number): Promise<Booked> => {
    const parts: Booked[] = []
    for (let from = after; from < upTo; from += slice) {
      parts.push(rows.bookedBetween(providerId, from, Math.min(from + slice, upTo)))
      await turn()
    }
    return together(parts)
  }
  const note: AccountReadings['note'] = async ({ providerId, ...told }) => {
    const lastEvent = rows.lastEvent()
    // Before the first reading there is nothing to compare.
    const booked = await countBooked(providerId, rows.newest(providerId)?.lastEvent ?? lastEvent, lastEvent)
    await write(() => rows.add({ providerId, ...told, ...booked, lastEvent }))
  }

  return {
    note(reading) {
      const noted = noting.then(() => note(reading))
      noting = noted.catch(() => undefined)
      return noted
    },
    askedAt(providerId, account) {
      const newest = rows.newest(providerId)
      return newest?.account === account ? newest.at : null
    },
    beginAnew: (providerId) => write(() => rows.beginAnew(providerId)),
  }
}

function together(parts: readonly Booked[]): Booked {
  const sums = new Map<Booked['booked'][number]['currency'], { pico: Pico; estimated: Pico }>()
  let unpricedCalls = 0
  for (const part of parts) {
    unpricedCalls += part.unpricedCalls
    for (const { currency, pico, estimated } of part.booked) {
      const sum = sums.get(currency) ?? { pico: 0n, estimated: 0n }
      sums.set(currency, { pico: sum.pico + pico, estimated: sum.estimated + estimated })
    }
  }
  return { booked: [...sums].map(([currency, sum]) => ({ currency, ...sum })), unpricedCalls }
}
