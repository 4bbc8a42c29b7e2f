import {
  type AgentId,
  agentIdSchema,
  type Instant,
  instantSchema,
  runIdSchema,
  zoneSchema,
} from '../../../../shared/model/brand.ts'
import { type SpendingRules, spendingRulesSchema } from '../../../../shared/model/budget.ts'
import { currencySchema, type Pico } from '../../../../shared/model/money.ts'
import {
  type Accounts,
  type BudgetedCall,
  type CallBound,
  createAccounts,
  type Hold,
} from '../../../../shared/rules/budget/accounts.ts'
import type { Used } from '../../../../shared/rules/budget/amounts.ts'
import { restOf } from '../../../../shared/rules/budget/accounts.ts'
import type { Books } from '../../../../shared/rules/budget/spending.ts'
import { dayOf } from '../../../../shared/rules/day.ts'

export const shanghai = zoneSchema.parse('Asia/Shanghai')
export const noon = instantSchema.parse(Date.UTC(2026, 10, 24, 4))
export const later = (at: Instant, milliseconds: number): Instant => instantSchema.parse(at + milliseconds)
export const hour = 3_600_000

export const dollars = (amount: number, currency = 'USD'): Used['money'] => ({
  currency: currencySchema.parse(currency),
  pico: BigInt(Math.round(amount * 1e6)) * 1_000_000n,
})
export const used = (tokens: number, amount: number | null, currency = 'USD'): Used => ({
  tokens: BigInt(tokens),
  money: amount === null ? null : dollars(amount, currency),
})
export const call = (id: string, run = 'run-1', agent = 'agent-1'): BudgetedCall => ({
  id,
  runId: runIdSchema.parse(run),
  agentId: agentIdSchema.parse(agent),
})

/** A call that needs so much for its input and so much for each token it writes. */
export function boundOfMoney(input: Pico, perToken: Pico, mostOutput: number, currency = 'USD'): CallBound {
  return {
    mostOutput,
    leastOutput: 256,
    need: (output) => ({
      tokens: BigInt(output),
      money: { currency: currencySchema.parse(currency), pico: input + perToken * BigInt(output) },
    }),
  }
}
export const boundOfDollars = (amount: number, currency = 'USD'): CallBound => ({
  mostOutput: 1,
  leastOutput: 1,
  need: () => ({ tokens: 100n, money: dollars(amount, currency) ?? 'free' }),
})

type Money = { kind: 'money'; currency: string; micros: number }
type Tokens = { kind: 'tokens'; tokens: number }
export const inDollars = (amount: number, currency = 'USD'): Money => ({
  kind: 'money',
  currency,
  micros: Math.round(amount * 1e6),
})

type BudgetInput = {
  id: string
  period: 'run' | 'day' | 'week' | 'month'
  limit: Money | Tokens
  warnAt?: number
  whenReached?: 'stop' | 'wait'
}
export function rulesOf(rules: {
  computer?: BudgetInput[]
  agent?: BudgetInput[]
  rates?: SpendingRules['exchangeRates'] | object[]
}): SpendingRules {
  const { computer = [], agent = [], rates = [] } = rules
  return spendingRulesSchema.parse({
    computer: computer.map((budget) => ({ ...budget, scope: 'computer' })),
    agents: [
      {
        agentId: 'agent-1',
        budgets: agent.map((budget) => ({ ...budget, scope: budget.period === 'run' ? 'run' : 'agent' })),
      },
    ],
    exchangeRates: rates,
  })
}

/** Books and holds as the gateway keeps them on disk: what is in memory can be lost at any moment, they cannot. */
export function createDisk(zone = shanghai) {
  const events: { call: BudgetedCall; day: string; used: Used }[] = []
  const holds = new Map<string, Hold>()
  const isWithin = (day: string, { from, to }: { from: string; to: string }) => day >= from && day <= to
  const books: Books = {
    ofRun: (runId) => events.filter((event) => event.call.runId === runId).map((event) => event.used),
    ofDays: (agentId: AgentId | null, range) =>
      events
        .filter((event) => (agentId === null || event.call.agentId === agentId) && isWithin(event.day, range))
        .map((event) => ({ ...event.used, day: event.day })),
  }
  return {
    events,
    holds,
    start: (rules: SpendingRules): Accounts => createAccounts({ rules, zone, books, holds: [...holds.values()] }),
    intend: (hold: Hold | null) => hold && holds.set(hold.call.id, hold),
    /** The end of a call, as one transaction. */
    record(one: BudgetedCall, what: Used | null, keepsRest: boolean, at: Instant) {
      const hold = holds.get(one.id)
      holds.delete(one.id)
      if (hold !== undefined && keepsRest)
        holds.set(one.id, { ...hold, held: restOf(hold.held, what), day: dayOf(at, zone) })
      if (what !== null) events.push({ call: one, day: dayOf(at, zone), used: what })
    },
  }
}
