import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { noSpendingRules, type SpendingRules, spendingRulesSchema } from '../../../shared/model/budget.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { FakeClock } from '../../helpers/fake-clock.ts'
import type { VendorServer } from '../../helpers/vendor-server/server.ts'
import { armed, openTestGateway, type TestGateway, testPrice } from '../open-test-gateway.ts'

type Limit = { kind: 'money'; currency: string; micros: number } | { kind: 'tokens'; tokens: number }
export const money = (micros: number, currency = 'USD'): Limit => ({ kind: 'money', currency, micros })
const budget = (limit: Limit, changes: object) => ({ id: 'cap', limit, ...changes })

export function capOnDay(limit: Limit, changes: object = {}, exchangeRates: object[] = []): SpendingRules {
  const computer = [budget(limit, { scope: 'computer', period: 'day', ...changes })]
  return spendingRulesSchema.parse({ ...noSpendingRules, computer, exchangeRates })
}
export function capOnRun(limit: Limit, changes: object = {}): SpendingRules {
  const budgets = [budget(limit, { scope: 'run', period: 'run', ...changes })]
  return spendingRulesSchema.parse({ ...noSpendingRules, agents: [{ agentId: 'agent-1', budgets }] })
}

/** A gateway before a service whose output limit holds thinking, so that it can be lowered. */
export function openBudgetGateway(options: {
  ledgerPath: string
  vendor: VendorServer
  spending: SpendingRules
  price?: Price | null
  clock?: FakeClock
  contextTokens?: number | null
}): Promise<TestGateway> {
  const { ledgerPath, vendor, spending, price = testPrice, contextTokens = 200_000 } = options
  const clock = options.clock === undefined ? {} : { clock: options.clock }
  return openTestGateway({
    ledgerPath,
    baseUrl: vendor.baseUrl,
    spending,
    price,
    contextTokens,
    dialect: 'deepseek',
    ...clock,
  })
}

/** The owner changes a cap. */
export async function setCaps(gateway: TestGateway, ledgerPath: string, vendor: VendorServer, spending: SpendingRules) {
  const providers = [
    armed('vendor', vendor.baseUrl, 'sk-test', ['vendor-small'], testPrice, {
      dialect: 'deepseek',
      contextTokens: 200_000,
    }),
  ]
  await gateway.main.call('configure', { ledgerPath, zone: gateway.clock.zone(), providers, spending })
}

/** The books as a crash leaves them at this moment: what was acknowledged is in the copy, what was in memory is not. */
export function booksAfterCrash(ledgerPath: string, name: string): string {
  const folder = join(dirname(ledgerPath), name)
  mkdirSync(folder)
  for (const ending of ['', '-wal', '-shm']) {
    if (existsSync(ledgerPath + ending)) copyFileSync(ledgerPath + ending, join(folder, `ledger.db${ending}`))
  }
  return join(folder, 'ledger.db')
}

const reservationSchema = z.object({
  call: z.number(),
  tokens: z.number(),
  micros: z.number(),
  day: z.string().nullable(),
})
export function reservationsIn(ledgerPath: string) {
  const db = new DatabaseSync(ledgerPath, { readOnly: true })
  try {
    return z.array(reservationSchema).parse(db.prepare('SELECT * FROM reservations ORDER BY call').all())
  } finally {
    db.close()
  }
}

/** Everything on the books, in pico-units of USD. */
export function spentIn(ledgerPath: string): bigint {
  const db = new DatabaseSync(ledgerPath, { readOnly: true })
  try {
    const sums = db.prepare(
      'SELECT COALESCE(SUM(micros), 0) AS micros, COALESCE(SUM(pico_rest), 0) AS rest FROM usage_events',
    )
    sums.setReadBigInts(true)
    const { micros, rest } = z.object({ micros: z.bigint(), rest: z.bigint() }).parse(sums.get())
    return micros * 1_000_000n + rest
  } finally {
    db.close()
  }
}
