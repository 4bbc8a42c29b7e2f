import type { DatabaseSync } from 'node:sqlite'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema, type RunId, type Zone } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { Repair } from '../../../shared/model/repair.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import type { TokenCounts, UsageTotals } from '../../../shared/model/usage.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import type { Books } from '../../../shared/rules/budget/spending.ts'
import type { Cost } from '../../../shared/rules/price/cost.ts'
import type { KeptReply } from '../calls/kept-reply.ts'
import type { RunPass } from '../protocol.ts'
import type { RawUsage } from '../wire/chat.ts'
import { type AccountReadings, createAccountReadings } from './account-readings.ts'
import { createCallRows } from './call-rows.ts'
import { countRunDaysBeside } from './count-run-days.ts'
import { dayOf } from './day-of.ts'
import { createGroupCommit } from './group-commit.ts'
import { openBooks } from './open-books.ts'
import { usageBetween, usageLinesOfRun } from './read-usage.ts'
import { createUsageRecorder, type UsageBasis, type UsageDeltas } from './record-usage.ts'
import { readSpending } from './read-spending.ts'
import type { Reservation } from './read-reservations.ts'
import { createReservationRows } from './reservation-rows.ts'
import { createRetention, type Retention } from './retention.ts'
import { settleLostCalls } from './settle-lost-calls.ts'
import type { UsageLine } from './usage-lines.ts'

/** A call about to be made. */
export type CallIntent = {
  pass: Pick<RunPass, 'runId' | 'agentId' | 'kind'>
  callKey: string
  requestHash: string
  reference: ModelReference
  price: Price | null
  inputEstimate: number
  /** What is set aside for it; null where no budget covers it. */
  held: Used | null
}

/** A call that was recorded before it was sent; the row numbers its usage event will carry. */
export type RecordedCall = {
  id: number
  run: number
  agent: number
  model: number
  price: number | null
  attempt: number
}

/** What a call used, as far as it is known. */
export type CallCharge = {
  tokens: TokenCounts
  cost: Cost
  /** The price it was charged at; left out: that of the intent. */
  price?: Price | null
  estimated: boolean
  basis: UsageBasis
  raw: RawUsage | null
}

/** How a call came to its end. `charge` is null when the provider cannot have charged anything. */
export type CallOutcome =
  | { state: 'done'; reply: KeptReply; charge: CallCharge }
  | { state: 'failed' | 'cut' | 'stopped'; error: CodedError; charge: CallCharge | null }

/** The gateway's books. What a promise here resolves for is on disk; each may reject with a `storage.*` error. */
export type Ledger = {
  /** What was put right when the books were opened; null where nothing was damaged. */
  readonly repair: Repair | null
  /** Calls that were at a provider when the gateway last went away, now recorded at an estimate. */
  readonly lostCalls: number
  intend(intent: CallIntent): Promise<RecordedCall>
  /** Nothing is at the provider any more; the call will be tried again. */
  pause(call: RecordedCall): Promise<void>
  resume(call: RecordedCall): Promise<void>
  /** Notes how much has been received, for the estimate should the gateway go away. */
  note(call: RecordedCall, outputTokens: number): Promise<void>
  /** Writes the end of a call: its event, its sums, and what becomes of its reservation. `at`: now, where it is left out. */
  settle(call: RecordedCall, outcome: CallOutcome, at?: Instant): Promise<void>
  keptReply(runId: RunId, callKey: string, requestHash: string): KeptReply | null
  /** Drops the run's kept replies. */
  endRun(runId: RunId): Promise<void>
  usageLinesOfRun(runId: RunId): UsageLine[]
  readonly accounts: AccountReadings
  readonly retention: Retention
  /** What budgets are counted by. */
  readonly books: Books
  reservations(): Reservation[]
  /** Frees what is set aside for a call that broke off. */
  release(call: number): Promise<void>
  /** Whole days of the PC's zone, from the day of `from` to the day of the last instant before `to`. */
  usageBetween(from: Instant, to: Instant): UsageTotals
  setZone(zone: Zone): void
  /** Writes what is queued and closes the file. */
  close(): Promise<void>
}

/**
 * Opens ledger.db, restoring it where it is damaged, and settles what an earlier gateway left open. Throws the `storage.*` errors of
 * `openDatabase`.
 */
export function openLedger(options: {
  path: string
  backupFolder: string
  now: () => Instant
  zone: Zone
  soon: (callback: () => void) => void
  /** As in `Clock`; what nobody waits for is done by it. */
  after: Clock['after']
  onTrouble: (thrown: unknown) => void
  /** The books are being put right, which may take minutes. */
  onRecovering?: () => void
}): Ledger {
  const { zone, soon, after, onTrouble, ...books } = options
  const opened = openBooks({ ...books, read: (db) => ledgerOn(db, { now: options.now, zone, soon, after, onTrouble }) })
  return { ...opened.value, repair: opened.repair }
}

function ledgerOn(
  db: DatabaseSync,
  {
    now,
    zone,
    soon,
    after,
    onTrouble,
  }: Pick<Parameters<typeof openLedger>[0], 'now' | 'zone' | 'soon' | 'after' | 'onTrouble'>,
): Omit<Ledger, 'repair'> {
  let currentZone = zone
  const today = (at: Instant): string => dayOf(at, currentZone)
  const rows = createCallRows(db)
  const recorder = createUsageRecorder(db)
  const reservations = createReservationRows(db)
  const settled = settleLostCalls(db, { rows, reservations, recorder, now, dayOf: today })
  if (settled.unreadable > 0) {
    onTrouble(new CodedError('storage.callsUnreadable', {}, `${settled.unreadable} calls`))
  }
  const clock = { now, after, zone: () => currentZone }
  const commits = createGroupCommit<UsageDeltas>({ db, begin: recorder.begin, finish: recorder.finish, soon })
  const retention = createRetention({ db, write: commits.write, clock, onTrouble })
  const stopCounting = countRunDaysBeside({ db, recorder, write: commits.write, after, onTrouble })

  return {
    lostCalls: settled.lost,
    intend: (intent) =>
      commits.write(() => {
        const call = rows.intend(intent, now())
        if (intent.held !== null) reservations.add(call.id, intent.held)
        return call
      }),
    pause: (call) => commits.write(() => rows.setState(call.id, 'waiting')),
    resume: (call) => commits.write(() => rows.setState(call.id, 'open')),
    note: (call, outputTokens) => commits.write(() => rows.note(call.id, outputTokens)),
    settle(call, outcome, at = now()) {
      const reply = outcome.state === 'done' ? outcome.reply : null
      const error = outcome.state === 'done' ? null : toAppError(outcome.error)
      return commits.write((deltas) => {
        rows.end(call.id, { state: outcome.state, reply, error, at })
        reservations.close(call.id, outcome.charge, today(at))
        if (outcome.charge === null) return
        const { id, run, agent, model } = call
        const { tokens, cost, estimated, basis, raw, price: applied } = outcome.charge
        const price = applied === undefined ? call.price : rows.priceNumber(applied, at)
        // Those before it may be in the same transaction.
        if (call.attempt > 1) recorder.flush(deltas)
        const charge = call.attempt === 1 ? 1 : rows.chargesBefore(id) + 1
        const placed = { call: id, run, agent, model, price, at, day: today(at), charge }
        recorder.record(deltas, { ...placed, tokens, cost, estimated, basis, rawUsage: raw })
      })
    },
    keptReply: (runId, callKey, requestHash) => rows.keptReply(runId, callKey, requestHash),
    endRun: (runId) => commits.write(() => rows.dropReplies(runId)),
    usageLinesOfRun: (runId) => usageLinesOfRun(db, runId),
    retention,
    accounts: createAccountReadings(db, commits.write, soon),
    books: readSpending(db),
    reservations: reservations.all,
    release: (call) => commits.write(() => reservations.remove(call)),
    usageBetween(from, to) {
      return usageBetween(db, today(from), today(instantSchema.parse(Math.max(from, to - 1))))
    },
    setZone(next) {
      currentZone = next
    },
    async close() {
      retention.stop()
      stopCounting()
      await commits.idle()
      db.close()
    },
  }
}
