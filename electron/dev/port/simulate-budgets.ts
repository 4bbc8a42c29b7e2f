import { type Instant, instantSchema, type Zone } from '../../../shared/model/brand.ts'
import type { SpendingRules } from '../../../shared/model/budget.ts'
import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import {
  type Account,
  type Accounts,
  type BudgetedCall,
  type CallBound,
  createAccounts,
  type Hold,
  restOf,
} from '../../../shared/rules/budget/accounts.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import type { Books } from '../../../shared/rules/budget/spending.ts'
import { dayOf } from '../../../shared/rules/day.ts'

export type SimulatedCall = {
  call: BudgetedCall
  at: Instant
  /** Milliseconds from when it is sent to its end. */
  lasts: number
  bound: CallBound
  /** How it ends, unless a crash comes first: what the vendor charges; broken off, the rest of it stays set aside. */
  actual: Used | null
  brokenOff: boolean
  /** What is counted of it when a crash comes first. */
  countedAtCrash: Used
}

export type CallStory = {
  id: string
  result: 'settled' | 'brokenOff' | 'lost' | 'refused' | 'waiting'
  /** When it was sent; null: never. */
  sentAt: Instant | null
  outputTokens: number | null
  refusal: { code: ErrorCode; account: Account | null } | null
}

/** An account as it was left, with the run or agent it is of; empty for the computer. */
export type SeenAccount = { account: Account; subject: string }

export type Simulation = { calls: CallStory[]; accounts: SeenAccount[]; spent: Used[]; held: Used[] }

/**
 * Plays calls against budgets as the gateway would: reserved before they are sent, settled at their end, kept waiting while calls
 * under way may leave room, or until the period renews where the owner chose that. A crash loses what is in memory and nothing
 * else. The same input always gives the same story.
 */
export function simulateBudgets(setting: {
  rules: SpendingRules
  zone: Zone
  calls: readonly SimulatedCall[]
  crashes: readonly Instant[]
}): Simulation {
  const { rules, zone } = setting
  const events: { call: BudgetedCall; day: string; used: Used }[] = []
  const holds = new Map<string, Hold>()
  const stories = new Map<string, CallStory>()
  const seen = new Map<string, SeenAccount>()
  const books: Books = {
    ofRun: (runId) => events.filter(({ call }) => call.runId === runId).map(({ used }) => used),
    ofDays: (agentId, { from, to }) =>
      events
        .filter(({ call, day }) => (agentId === null || call.agentId === agentId) && day >= from && day <= to)
        .map(({ used, day }) => ({ ...used, day })),
  }
  const start = (): Accounts => createAccounts({ rules, zone, books, holds: [...holds.values()] })
  let accounts = start()
  let underWay: { one: SimulatedCall; endsAt: number }[] = []
  let waiting: { one: SimulatedCall; until: number }[] = []

  const note = (call: BudgetedCall, at: Instant): void => {
    for (const account of accounts.accountsOf(call, at)) {
      const subject = { run: call.runId, agent: call.agentId, computer: '' }[account.budget.scope]
      seen.set(`${account.budget.id} ${subject} ${account.renewsAt ?? ''}`, { account, subject })
    }
  }
  const end = (call: BudgetedCall, used: Used | null, keepsRest: boolean, at: Instant): void => {
    const hold = holds.get(call.id)
    accounts.settle(call, used, keepsRest ? call.id : null, at)
    holds.delete(call.id)
    const day = dayOf(at, zone)
    if (hold !== undefined && keepsRest) holds.set(call.id, { ...hold, held: restOf(hold.held, used), day })
    if (used !== null) events.push({ call, day, used })
    note(call, at)
  }
  const ask = (one: SimulatedCall, at: Instant): void => {
    const { call, bound } = one
    const refuse = (code: ErrorCode, account: Account | null, result: 'refused' | 'waiting' = 'refused'): void =>
      void stories.set(call.id, { id: call.id, result, sentAt: null, outputTokens: null, refusal: { code, account } })
    try {
      const admission = accounts.reserve(call, bound, at)
      if (admission.kind === 'admitted') {
        const { hold, outputTokens } = admission
        if (hold !== null) holds.set(call.id, hold)
        underWay.push({ one, endsAt: at + one.lasts })
        stories.set(call.id, { id: call.id, result: 'lost', sentAt: at, outputTokens, refusal: null })
      } else {
        const { account, until } = admission
        const mayWait = until === 'calls' || (until === 'renewal' && account.budget.whenReached === 'wait')
        refuse('budget.reached', account, mayWait ? 'waiting' : 'refused')
        if (mayWait) waiting.push({ one, until: until === 'renewal' ? (account.renewsAt ?? never) : never })
      }
      note(call, at)
    } catch (thrown) {
      if (!(thrown instanceof CodedError)) throw thrown
      refuse(thrown.code, null)
    }
  }
  const finish = (one: SimulatedCall, at: Instant): void => {
    const story = stories.get(one.call.id)
    if (story === undefined) return
    const isLowered = (story.outputTokens ?? 0) < one.bound.mostOutput
    const used = one.actual !== null && isLowered ? within(one.actual, holds.get(one.call.id)) : one.actual
    stories.set(one.call.id, { ...story, result: one.brokenOff ? 'brokenOff' : 'settled' })
    end(one.call, used, one.brokenOff && used !== null, at)
  }
  const crash = (at: Instant): void => {
    for (const { one } of underWay) end(one.call, one.countedAtCrash, true, at)
    underWay = []
    accounts = start()
  }
  const wakeWaiting = (at: Instant): void => {
    const asked = waiting
    waiting = []
    for (const { one } of asked) ask(one, at)
  }

  /** Everything due, the earliest first; at one moment ends come first, then crashes, renewals and new calls. */
  const arrivals = setting.calls.toSorted((left, right) => left.at - right.at)
  const crashes = setting.crashes.toSorted((left, right) => left - right)
  for (;;) {
    const ending = underWay.toSorted((left, right) => left.endsAt - right.endsAt)[0]
    const renewal = Math.min(...waiting.map(({ until }) => until))
    const times = [ending?.endsAt, crashes[0], renewal, arrivals[0]?.at].map((time) => time ?? never)
    const now = Math.min(...times)
    if (!Number.isFinite(now)) break
    const at = instantSchema.parse(now)
    switch (times.indexOf(now)) {
      case 0:
        underWay = underWay.filter((each) => each !== ending)
        if (ending !== undefined) finish(ending.one, at)
        wakeWaiting(at)
        break
      case 1:
        crashes.shift()
        crash(at)
        wakeWaiting(at)
        break
      case 2:
        wakeWaiting(at)
        break
      default: {
        const next = arrivals.shift()
        if (next !== undefined) ask(next, at)
      }
    }
  }
  return {
    calls: setting.calls.flatMap(({ call }) => stories.get(call.id) ?? []),
    accounts: [...seen.values()],
    spent: events.map(({ used }) => used),
    held: [...holds.values()].map(({ held }) => held),
  }
}

const never = Number.POSITIVE_INFINITY

/** A call whose output was lowered cannot use more than was set aside for it. */
function within(used: Used, hold: Hold | undefined): Used {
  if (hold === undefined) return used
  const { tokens, money } = hold.held
  const isLess = money !== null && used.money !== null && money.pico < used.money.pico
  return { tokens: tokens < used.tokens ? tokens : used.tokens, money: isLess ? money : used.money }
}
