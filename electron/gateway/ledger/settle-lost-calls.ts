import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/model/brand.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { inTransaction } from '../../storage/open-database.ts'
import type { CallRows } from './call-rows.ts'
import type { UsageRecorder } from './record-usage.ts'
import type { ReservationRows } from './reservation-rows.ts'

/**
 * Settles the calls that were under way when the gateway last went away. What was at a provider may have been charged: it is
 * recorded at an estimate, what was sent and what had been noted as received; the rest of what was set aside for it stays so.
 * What cannot be read of a call is not charged, and
 * all that was set aside for it stays so until the owner frees it. Returns how many such calls there were.
 */
export function settleLostCalls(
  db: DatabaseSync,
  tools: {
    rows: CallRows
    reservations: ReservationRows
    recorder: UsageRecorder
    now: () => Instant
    dayOf: (at: Instant) => string
  },
): { lost: number; unreadable: number } {
  const { rows, reservations, recorder, now, dayOf } = tools
  const { calls, unreadable } = rows.unsettled()
  if (calls.length + unreadable.length === 0) return { lost: 0, unreadable: 0 }
  const at = now()
  return inTransaction(db, () => {
    const deltas = recorder.begin()
    let lost = 0
    for (const id of unreadable) {
      rows.end(id, { state: 'lost', reply: null, error: null, at })
      reservations.keep(id, dayOf(at))
    }
    for (const call of calls) {
      if (call.state === 'waiting') {
        rows.end(call.id, { state: 'failed', reply: null, error: null, at })
        reservations.remove(call.id)
        continue
      }
      lost += 1
      rows.end(call.id, { state: 'lost', reply: null, error: null, at })
      const tokens = { ...noTokens, input: call.inputEstimate, output: call.outputSoFar }
      const { id, run, agent, model, price } = call
      if (call.attempt > 1) recorder.flush(deltas)
      const placed = { call: id, run, agent, model, price, at, day: dayOf(at), charge: rows.chargesBefore(id) + 1 }
      const cost = costOf(call.appliedPrice, tokens, plainFacts(call.intendedAt))
      const charge = { tokens, cost, estimated: true, basis: 'lost' as const }
      recorder.record(deltas, { ...placed, ...charge, rawUsage: null })
      reservations.close(id, charge, placed.day)
    }
    recorder.finish(deltas)
    return { lost, unreadable: unreadable.length }
  })
}
