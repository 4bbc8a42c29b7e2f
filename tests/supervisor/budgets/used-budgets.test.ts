import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { createUsedBudgets } from '../../../electron/supervisor/budgets/used-budgets.ts'
import { createLedgerReader, type LedgerReader } from '../../../electron/supervisor/today/ledger-reader.ts'
import { agentIdSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { type SpendingRules, spendingRulesSchema } from '../../../shared/model/budget.ts'
import { currencySchema, picoPerMicro } from '../../../shared/model/money.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { intentOf, makeCall, makeLedger } from '../../gateway/ledger/make-ledger.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { at } from '../../helpers/things.ts'

const agentId = agentIdSchema.parse('agent-1')
const perMillion = (currency: string) =>
  priceSchema.parse({
    kind: 'rates',
    currency,
    rates: { input: 1_000_000, output: 1_000_000, cachedRead: null, cacheWrite: null, reasoning: null },
    validFrom: at('2026-01-01T00:00:00Z'),
    source: 'test',
  })
const dollars = (micros: number) => ({ kind: 'money', currency: 'USD', micros })
const ofAgent = { id: 'month', scope: 'agent', period: 'month', limit: dollars(2_000_000) }
const ofRun = { id: 'run', scope: 'run', period: 'run', limit: dollars(1) }
const tokensOfWeek = { id: 'week', scope: 'computer', period: 'week', limit: { kind: 'tokens', tokens: 4_000_000 } }
const moneyOfDay = { id: 'day', scope: 'computer', period: 'day', limit: dollars(1_000_000) }

let clock: FakeClock
let ledger: Ledger | null
let reader: LedgerReader
let rules: SpendingRules
let path: string

const used = (of: typeof agentId | null) =>
  createUsedBudgets({ spending: reader.spending, rules: () => rules, clock })(of)
const open = (): Ledger => (ledger ??= makeLedger(path, clock))

beforeEach(() => {
  path = join(temporaryFolder(), 'ledger.db')
  // A Wednesday, in Shanghai the day after.
  clock = createFakeClock(at('2026-11-25T20:00:00Z'), zoneSchema.parse('Asia/Shanghai'))
  ledger = null
  reader = createLedgerReader(path, () => undefined)
  rules = spendingRulesSchema.parse({
    computer: [tokensOfWeek, moneyOfDay],
    agents: [{ agentId, budgets: [ofRun, ofAgent] }],
    exchangeRates: [],
  })
})
afterEach(async () => {
  reader.close()
  await ledger?.close()
})

describe('how much of a cap is used', () => {
  it('is nothing before anything was asked, and says when it starts anew', () => {
    expect(used(agentId)).toMatchObject([
      { budget: 'month', used: { spent: { micros: 0 }, held: { micros: 0 }, spentShare: 0, heldShare: 0 } },
    ])
    expect(used(agentId)[0]?.renewsAt).toBe(at('2026-11-30T16:00:00Z'))
    expect(used(null).map(({ budget }) => budget)).toEqual(['week', 'day'])
  })

  it('is what was spent in its period, and beside it what is set aside', async () => {
    const price = perMillion('USD')
    await makeCall(open(), clock, { price, tokens: { input: 1_000_000, output: 200_000 } })
    await makeCall(open(), clock, { price, runId: 'other', agentId: 'agent-2', tokens: { input: 300_000 } })
    const held = { tokens: 100_000n, money: { currency: currencySchema.parse('USD'), pico: 500_000n * picoPerMicro } }
    await open().intend({ ...intentOf({ callKey: 'under/way/1', price }), held })
    expect(used(agentId)).toMatchObject([
      {
        used: {
          spent: dollars(1_200_000),
          held: dollars(500_000),
          spentShare: 0.6,
          heldShare: 0.25,
          unpricedCalls: 0,
        },
      },
    ])
    expect(used(null)).toMatchObject([
      { used: { spent: { tokens: 1_500_000 }, held: { tokens: 100_000 } } },
      // Over its cap, which came later than the calls: full, with no room for what is set aside.
      { used: { spent: dollars(1_500_000), spentShare: 1, heldShare: 0 } },
    ])
    clock.advance(3 * 86_400_000)
    expect(used(null)).toMatchObject([
      { used: { spent: { tokens: 1_500_000 } } },
      { used: { spent: dollars(0), held: dollars(500_000) } },
    ])
  })

  it('counts other currencies at a rate alone, says which rate is missing, and leaves other caps be', async () => {
    await makeCall(open(), clock, { price: perMillion('CNY'), tokens: { input: 700_000 } })
    expect(used(agentId)).toMatchObject([{ used: null, missingRate: { from: 'CNY', to: 'USD' } }])
    expect(used(null)).toMatchObject([{ used: { spent: { tokens: 700_000 } } }, { used: null }])
    const rate = { from: 'CNY', to: 'USD', rate: '0.14', date: '2026-11-01' }
    rules = spendingRulesSchema.parse({ ...rules, exchangeRates: [rate] })
    expect(used(agentId)).toMatchObject([{ used: { spent: dollars(98_000) }, missingRate: null }])
  })

  it('tells of calls whose price nobody knows', async () => {
    await makeCall(open(), clock, { price: null, tokens: { input: 5 } })
    expect(used(agentId)).toMatchObject([{ used: { spent: dollars(0), unpricedCalls: 1 } }])
    expect(used(null)).toMatchObject([{ used: { unpricedCalls: 0 } }, { used: { unpricedCalls: 1 } }])
  })
})
