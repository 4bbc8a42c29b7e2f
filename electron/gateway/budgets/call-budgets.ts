import { CodedError } from '../../../shared/contract/errors.ts'
import type { RunId, Zone } from '../../../shared/model/brand.ts'
import { type HeldCall, noSpendingRules, type SpendingRules } from '../../../shared/model/budget.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { microsOf } from '../../../shared/model/money.ts'
import { type Admission, type BudgetedCall, createAccounts } from '../../../shared/rules/budget/accounts.ts'
import type { ProvenBound } from '../../../shared/rules/budget/upper-bound.ts'
import type { CallOrder } from '../calls/call-order.ts'
import type { Gate } from '../calls/gate.ts'
import { keepsRest, usedBy } from '../ledger/charged.ts'
import type { CallOutcome, Ledger, RecordedCall } from '../ledger/ledger.ts'
import type { ChatRequest } from '../wire/chat.ts'
import { limitOutput, measureCall } from './measure-call.ts'
import { createQueue } from './queue.ts'
import { accountError, CallRefused } from './refuse-call.ts'

/** A call that may be sent: recorded, with what it may use set aside. */
export type BegunCall = {
  recorded: RecordedCall
  /** With the output limit that fits, where that is lower than the one asked for. */
  request: ChatRequest
  /** What it can write at most, as far as anybody knows; our own count must not say more. Null: no budget asks. */
  outputAtMost: number | null
}

/** A call's turn at its provider. */
type Turn = Pick<Gate, 'enter' | 'leave'>

/** Every call comes through here before it is sent and after it has ended: no cap is passed, whatever happens between. */
export type CallBudgets = {
  setRules(rules: SpendingRules, zone: Zone): void
  /**
   * Sets aside what the call may use and records its intent, in that order. Waits while there is no room, where the owner said so or
   * where calls under way may leave some; its turn at the provider comes first, and is not kept while it waits. Throws CallRefused,
   * the `storage.*` errors, the signal's reason, and what the gate throws.
   */
  begin(order: CallOrder, inputEstimate: number, signal: AbortSignal, gate: Turn): Promise<BegunCall>
  settle(recorded: RecordedCall, outcome: CallOutcome): Promise<void>
  /** Calls that broke off and for which something is still set aside. */
  held(): HeldCall[]
  /** Frees what is still set aside for a call that broke off, as the owner wishes. */
  release(call: number): Promise<void>
  forgetRun(runId: RunId): void
}

export function createCallBudgets(options: {
  ledger: Ledger
  clock: Clock
  /** A call waits for room; null when it goes on. */
  onWaiting(runId: RunId, waiting: 'budget' | null): void
  onTrouble(error: CodedError): void
}): CallBudgets {
  const { ledger, clock, onWaiting, onTrouble } = options
  const accounts = createAccounts({
    rules: noSpendingRules,
    zone: clock.zone(),
    books: ledger.books,
    holds: ledger.reservations().map(({ call, runId, agentId, held, day }) => ({
      call: { id: nameOf(call), runId, agentId },
      held,
      day,
    })),
  })
  const queue = createQueue(clock)
  /** Calls under way, by their row: what budgets know them as. */
  const begun = new Map<number, BudgetedCall>()
  let reservations = 0

  const reserve = (call: BudgetedCall, order: CallOrder, estimate: number): [Admission, ProvenBound | null] => {
    const { runId, agentId } = order.pass
    const at = clock.now()
    if (accounts.accountsOf({ runId, agentId }, at).length === 0) {
      return [{ kind: 'admitted', outputTokens: 0, hold: null }, null]
    }
    const bound = measureCall(order, estimate, at)
    return [accounts.reserve(call, bound, at), bound]
  }
  /** Waits for room while that may come; throws CallRefused when it may not. */
  const admit = async (call: BudgetedCall, order: CallOrder, estimate: number, signal: AbortSignal, gate: Turn) => {
    let waits = false
    try {
      for (;;) {
        await gate.enter()
        const [admission, bound] = refusedAs(() => reserve(call, order, estimate))
        if (admission.kind === 'admitted') return { ...admission, bound }
        const { account, until } = admission
        const mayWait =
          until === 'calls' ||
          (until === 'renewal' && account.budget.whenReached === 'wait' && order.pass.kind !== 'test')
        if (!mayWait) throw new CallRefused(accountError('budget.reached', account))
        if (until === 'renewal' && !waits) {
          waits = true
          onWaiting(order.pass.runId, 'budget')
        }
        gate.leave({ kind: 'nothing' })
        await queue.turn(account.renewsAt, signal)
      }
    } finally {
      if (waits) onWaiting(order.pass.runId, null)
    }
  }

  return {
    setRules(rules, zone) {
      accounts.setRules(rules, zone)
      queue.move()
    },
    async begin(order, inputEstimate, signal, gate) {
      const { runId, agentId } = order.pass
      const call: BudgetedCall = { id: `new ${++reservations}`, runId, agentId }
      const { hold, outputTokens, bound } = await admit(call, order, inputEstimate, signal, gate)
      try {
        const recorded = await ledger.intend({ ...order, inputEstimate, held: hold?.held ?? null })
        begun.set(recorded.id, call)
        const isLowered = bound !== null && outputTokens < bound.mostOutput
        const request = isLowered ? limitOutput(order.request, outputTokens) : order.request
        return { recorded, request, outputAtMost: bound?.outputBeside(inputEstimate, outputTokens) ?? null }
      } catch (thrown) {
        accounts.release(call.id)
        queue.move()
        throw thrown
      }
    },
    async settle(recorded, outcome) {
      const call = begun.get(recorded.id)
      if (call === undefined) throw new Error(`call ${recorded.id} was not begun`)
      begun.delete(recorded.id)
      const at = clock.now()
      const { charge } = outcome
      const restAs = charge !== null && keepsRest(charge) ? nameOf(recorded.id) : null
      const warnings = accounts.settle(call, charge && usedBy(charge), restAs, at)
      for (const account of warnings) onTrouble(accountError('budget.nearlyReached', account))
      try {
        await ledger.settle(recorded, outcome, at)
      } finally {
        queue.move()
      }
    },
    held: () =>
      ledger.reservations().flatMap(({ held: { tokens, money }, day, ...call }) => {
        if (day === null) return []
        return [
          {
            ...call,
            day,
            tokens: Number(tokens),
            money: money && { currency: money.currency, micros: microsOf(money.pico) },
          },
        ]
      }),
    async release(call) {
      await ledger.release(call)
      accounts.release(nameOf(call))
      queue.move()
    },
    forgetRun: (runId) => accounts.forgetRun(runId),
  }
}

function nameOf(call: number): string {
  return `call ${call}`
}

/** What budgets cannot tell is told to whoever asked. */
function refusedAs<Value>(work: () => Value): Value {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof CodedError) throw new CallRefused(thrown)
    throw thrown
  }
}
