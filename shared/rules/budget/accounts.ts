import { CodedError } from '../../contract/errors.ts'
import type { AgentId, Instant, RunId, Zone } from '../../model/brand.ts'
import type { Budget, SpendingRules } from '../../model/budget.ts'
import { dayOf } from '../day.ts'
import { amountIn, type CallNeed, sizeOf, type Used } from './amounts.ts'
import { periodAround, renewalOf } from './period.ts'
import { type Books, createSpending, type DayUse } from './spending.ts'

/** A call as budgets see it; the id is its own among all calls. */
export type BudgetedCall = { id: string; runId: RunId; agentId: AgentId }

/** What a call may use at most, by how much it may write; more output never needs less. */
export type CallBound = {
  /** The most it would write, and the least that is still of use to it. */
  mostOutput: number
  leastOutput: number
  need(outputTokens: number): CallNeed
}

/**
 * Money or tokens set aside. While the call is under way its day is null: wherever it will be charged, there is room for it. What
 * nobody knows to have been charged stays set aside on the day of the call's record.
 */
export type Hold = { call: BudgetedCall; held: Used; day: string | null }

/** One budget for what it holds together: a run, an agent or this computer, in the current period. Amounts as `sizeOf` gives them. */
export type Account = {
  budget: Budget
  limit: bigint
  spent: bigint
  /** Set aside for calls under way, and for calls whose charge is not known. */
  underWay: bigint
  inDoubt: bigint
  /** Null: never, the budget is of one run. */
  renewsAt: Instant | null
}

export type Admission =
  | { kind: 'admitted'; outputTokens: number; hold: Hold | null }
  | {
      kind: 'refused'
      account: Account
      /** What the call needs at least. */
      needed: bigint
      /** `calls`: there may be room once calls under way are settled. `renewal`: once the period renews. `never`: it is beyond the limit. */
      until: 'calls' | 'renewal' | 'never'
    }

/** Every budget's account. All of it is exact, and nothing in it waits: of two calls that ask at once, one asks first. */
export type Accounts = {
  setRules(rules: SpendingRules, zone: Zone): void
  /**
   * Sets aside what a call may use at most, in every budget that covers it or in none, lowering its output where that makes it fit.
   * @throws {CodedError} `budget.priceMissing` and `budget.rateMissing` when a budget of money cannot tell what the call may cost.
   */
  reserve(call: BudgetedCall, bound: CallBound, at: Instant): Admission
  /**
   * Takes what a call used from what was set aside for it; null: nothing was charged. The rest is free again, or
   * stays set aside under a name of its own, because the charge is not known. Returns the budgets whose warning this has reached. To be called before the books hear of it.
   */
  settle(call: BudgetedCall, used: Used | null, restAs: string | null, at: Instant): Account[]
  /** Frees what was set aside for a call. */
  release(id: string): void
  /** The accounts a call of that run and agent comes under. */
  accountsOf(call: Omit<BudgetedCall, 'id'>, at: Instant): Account[]
  forgetRun(runId: RunId): void
}

export function createAccounts(options: {
  rules: SpendingRules
  zone: Zone
  books: Books
  holds: readonly Hold[]
}): Accounts {
  const spending = createSpending(options.books)
  const holds = new Map(options.holds.map((hold) => [hold.call.id, hold]))
  let { rules, zone } = options

  const budgetsOf = (agentId: AgentId): Budget[] => [
    ...(rules.agents.find((entry) => entry.agentId === agentId)?.budgets ?? []),
    ...rules.computer,
  ]
  /** Throws `budget.rateMissing`. */
  const openAccount = (budget: Budget, call: Omit<BudgetedCall, 'id'>, at: Instant): Account => {
    const today = dayOf(at, zone)
    const amount = (use: Used, day: string | null): bigint => {
      const inBudget = amountIn(budget.limit, use, rules.exchangeRates, day ?? today)
      if (inBudget === null) throw rateMissing(use, budget)
      return inBudget
    }
    const total = (uses: readonly (Used & { day?: string | null })[]): bigint =>
      uses.reduce((sum, use) => sum + amount(use, use.day ?? null), 0n)
    const period = budget.period === 'run' ? null : periodAround(today, budget.period)
    const covers = ({ call: other, day }: Hold): boolean =>
      isOf(budget, call, other) && (day === null || period === null || (day >= period.from && day <= period.to))
    const covered = [...holds.values()].filter(covers).map(({ held, day }) => ({ ...held, day }))
    const used: readonly (Used & Partial<DayUse>)[] =
      period === null
        ? spending.ofRun(call.runId)
        : spending.ofDays(budget.scope === 'agent' ? call.agentId : null, period)
    return {
      budget,
      limit: sizeOf(budget.limit),
      spent: total(used),
      underWay: total(covered.filter(({ day }) => day === null)),
      inDoubt: total(covered.filter(({ day }) => day !== null)),
      renewsAt: budget.period === 'run' ? null : renewalOf(at, zone, budget.period),
    }
  }
  const accountsOf = (call: Omit<BudgetedCall, 'id'>, at: Instant): Account[] =>
    budgetsOf(call.agentId).map((budget) => openAccount(budget, call, at))

  /** What the call needs in one budget when it may write so much. */
  const needIn = ({ budget }: Account, need: CallNeed, at: Instant): bigint => {
    const isMoney = budget.limit.kind === 'money'
    if (isMoney && need.money === 'unknown') throw new CodedError('budget.priceMissing', { scope: budget.scope })
    const used = usedAt(need)
    const amount = amountIn(budget.limit, used, rules.exchangeRates, dayOf(at, zone))
    if (amount === null) throw rateMissing(used, budget)
    return amount
  }

  return {
    setRules(nextRules, nextZone) {
      rules = nextRules
      zone = nextZone
    },
    reserve(call, bound, at) {
      const accounts = accountsOf(call, at)
      if (accounts.length === 0) return { kind: 'admitted', outputTokens: bound.mostOutput, hold: null }
      const refusing = (outputTokens: number): Account[] => {
        const need = bound.need(outputTokens)
        return accounts.filter((account) => needIn(account, need, at) > leftIn(account))
      }
      const least = Math.min(bound.leastOutput, bound.mostOutput)
      const full = refusing(least)
      const refused = full.map((account) => refusalOf(account, needIn(account, bound.need(least), at)))
      // What passes by itself is told last.
      const first = refused.find(({ until }) => until !== 'calls') ?? refused[0]
      if (first !== undefined) return first
      const outputTokens = largestThat((output) => refusing(output).length === 0, least, bound.mostOutput)
      const hold: Hold = { call, held: usedAt(bound.need(outputTokens)), day: null }
      holds.set(call.id, hold)
      return { kind: 'admitted', outputTokens, hold }
    },
    settle(call, used, restAs, at) {
      const day = dayOf(at, zone)
      const hold = holds.get(call.id)
      holds.delete(call.id)
      if (hold !== undefined && restAs !== null) {
        holds.set(restAs, { call: { ...call, id: restAs }, held: restOf(hold.held, used), day })
      }
      if (used === null) return []
      const warned = (): Budget[] =>
        budgetsOf(call.agentId).filter((budget) => {
          const account = orNull(() => openAccount(budget, call, at))
          return account !== null && account.spent * 100n >= account.limit * BigInt(budget.warnAt)
        })
      const before = new Set(warned())
      spending.add(call, { ...used, day })
      return warned()
        .filter((budget) => !before.has(budget))
        .map((budget) => openAccount(budget, call, at))
    },
    release: (id) => void holds.delete(id),
    accountsOf,
    forgetRun: spending.forgetRun,
  }
}

/** What is left for calls that are not made yet; never below zero. */
export function leftIn({ limit, spent, underWay, inDoubt }: Account): bigint {
  const left = limit - spent - underWay - inDoubt
  return left > 0n ? left : 0n
}

/** What stays set aside of a call that used so much as far as we know. */
export function restOf(held: Used, used: Used | null): Used {
  const less = (from: bigint, what: bigint): bigint => (from > what ? from - what : 0n)
  const isSame = held.money !== null && held.money.currency === used?.money?.currency
  const money =
    held.money && isSame ? { ...held.money, pico: less(held.money.pico, used?.money?.pico ?? 0n) } : held.money
  return { tokens: less(held.tokens, used?.tokens ?? 0n), money }
}

function refusalOf(account: Account, needed: bigint): Extract<Admission, { kind: 'refused' }> {
  const withoutCalls = account.limit - account.spent - account.inDoubt
  const until = needed > account.limit ? 'never' : needed <= withoutCalls ? 'calls' : 'renewal'
  return { kind: 'refused', account, needed, until }
}

function isOf(budget: Budget, call: Omit<BudgetedCall, 'id'>, other: BudgetedCall): boolean {
  switch (budget.scope) {
    case 'run':
      return other.runId === call.runId
    case 'agent':
      return other.agentId === call.agentId
    case 'computer':
      return true
  }
}

function usedAt({ tokens, money }: CallNeed): Used {
  return { tokens, money: typeof money === 'string' ? null : money }
}

function rateMissing({ money }: Used, { limit }: Budget): CodedError {
  const to = limit.kind === 'money' ? limit.currency : ''
  return new CodedError('budget.rateMissing', { from: money?.currency ?? '', to })
}

/** A budget that cannot be counted for want of a rate warns of nothing; the next call under it is refused. */
function orNull<Value>(work: () => Value): Value | null {
  try {
    return work()
  } catch (thrown) {
    if (thrown instanceof CodedError && thrown.code === 'budget.rateMissing') return null
    throw thrown
  }
}

/** The largest whole number from `low`, for which it holds, to `high`; where it fails, it fails for all above. */
function largestThat(holds: (value: number) => boolean, low: number, high: number): number {
  if (holds(high)) return high
  let [good, bad] = [low, high]
  while (bad - good > 1) {
    const middle = good + Math.floor((bad - good) / 2)
    if (holds(middle)) good = middle
    else bad = middle
  }
  return good
}
