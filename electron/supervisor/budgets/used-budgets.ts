import { CodedError } from '../../../shared/contract/errors.ts'
import { type AgentId, agentIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import type { BudgetLimit, BudgetUse, SpendingRules } from '../../../shared/model/budget.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { microsOf } from '../../../shared/model/money.ts'
import { type Account, createAccounts, type Hold } from '../../../shared/rules/budget/accounts.ts'
import { periodAround, renewalOf } from '../../../shared/rules/budget/period.ts'
import type { Books } from '../../../shared/rules/budget/spending.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { LedgerReader } from '../today/ledger-reader.ts'

/**
 * How much of the caps of an agent, or of this computer (null), is used now: by the rule the gateway holds them by, from the same
 * books. Throws CodedError `storage.*`.
 */
export type UsedBudgets = (agentId: AgentId | null) => BudgetUse[]

export function createUsedBudgets(dependencies: {
  spending: LedgerReader['spending']
  rules: () => SpendingRules
  clock: Clock
}): UsedBudgets {
  const { spending, rules, clock } = dependencies
  return (agentId) => {
    const at = clock.now()
    const zone = clock.zone()
    const known = spending()
    const books = known?.books ?? noBooks
    const holds = (known?.reservations ?? []).map(({ call, held, day, ...of }): Hold => {
      return { call: { id: String(call), runId: of.runId, agentId: of.agentId }, held, day }
    })
    return eachAlone(rules(), agentId).flatMap((alone): BudgetUse[] => {
      const [budget] = [...alone.computer, ...alone.agents.flatMap(({ budgets }) => budgets)]
      if (budget === undefined || budget.period === 'run') return []
      const { id, period, limit } = budget
      const about = { budget: id, limit, period, renewsAt: renewalOf(at, zone, period) }
      const accounts = createAccounts({ rules: alone, zone, books, holds })
      const account = accountOrRate(() => accounts.accountsOf({ runId: noRun, agentId: agentId ?? noAgent }, at)[0])
      if (account === undefined) return []
      if ('from' in account) return [{ ...about, used: null, missingRate: account }]
      const days = periodAround(dayOf(at, zone), period)
      const unpricedCalls = limit.kind === 'money' ? (known?.unpricedCalls(agentId, days) ?? 0) : 0
      return [{ ...about, used: { ...usedIn(account), unpricedCalls }, missingRate: null }]
    })
  }
}

const noBooks: Books = { ofRun: () => [], ofDays: () => [] }
const noRun = runIdSchema.parse('none')
const noAgent = agentIdSchema.parse('none')

/** The rules with one cap only: one that lacks a rate says nothing about the others. */
function eachAlone({ computer, agents, exchangeRates }: SpendingRules, agentId: AgentId | null): SpendingRules[] {
  if (agentId === null) return computer.map((budget) => ({ computer: [budget], agents: [], exchangeRates }))
  const budgets = agents.find((entry) => entry.agentId === agentId)?.budgets ?? []
  return budgets.map((budget) => ({ computer: [], agents: [{ agentId, budgets: [budget] }], exchangeRates }))
}

function accountOrRate<Value>(open: () => Value): Value | { from: string; to: string } {
  try {
    return open()
  } catch (thrown) {
    if (!(thrown instanceof CodedError) || thrown.code !== 'budget.rateMissing') throw thrown
    return { from: String(thrown.params.from), to: String(thrown.params.to) }
  }
}

function usedIn({ limit, spent, underWay, inDoubt, budget }: Account) {
  const held = underWay + inDoubt
  const amount = (size: bigint): BudgetLimit =>
    budget.limit.kind === 'money'
      ? { ...budget.limit, micros: microsOf(size) }
      : { ...budget.limit, tokens: Number(size) }
  const spentShare = shareOf(spent, limit)
  return {
    spent: amount(spent),
    held: amount(held),
    spentShare,
    heldShare: Math.min(shareOf(held, limit), 1 - spentShare),
  }
}

function shareOf(part: bigint, limit: bigint): number {
  // A cap of nothing is full by what was spent, and by that alone.
  if (limit === 0n) return part === 0n ? 0 : 1
  return Math.min(1, Number((part * 10_000n) / limit) / 10_000)
}
