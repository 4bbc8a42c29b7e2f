import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLedgerReader } from '../../../electron/supervisor/today/ledger-reader.ts'
import { agentIdSchema } from '../../../shared/model/brand.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { makeCall, makeLedger } from '../../gateway/ledger/make-ledger.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at } from '../../helpers/things.ts'

const rates = { input: 2_000_000, output: 8_000_000, cachedRead: null, cacheWrite: null, reasoning: null }
const price = priceSchema.parse({
  kind: 'rates',
  currency: 'CNY',
  rates,
  validFrom: at('2026-01-01T00:00:00Z'),
  source: 'test',
})

describe('main’s look into the ledger', () => {
  it('finds nothing before the gateway has ever been awake, and everything it wrote afterwards', async () => {
    const path = join(temporaryFolder(), 'ledger.db')
    const reader = createLedgerReader(path, () => undefined)
    expect(reader.usageOn('2026-05-01')).toEqual(noUsage)
    const clock = createFakeClock(at('2026-05-01T12:00:00Z'))
    const ledger = makeLedger(path, clock)
    await makeCall(ledger, clock, { price, tokens: { input: 1000, output: 500 } })
    expect(reader.usageOn('2026-05-01')).toMatchObject({
      calls: 1,
      tokens: { input: 1000, output: 500 },
      spent: [{ currency: 'CNY', micros: 6000, estimatedMicros: 0 }],
    })
    await makeCall(ledger, clock, { price, callKey: 'step/item/2', tokens: { output: 500 } })
    expect(reader.usageOn('2026-05-01').calls).toBe(2)
    expect(reader.usageOn('2026-05-02')).toEqual(noUsage)
    await ledger.close()
    expect(reader.usageOn('2026-05-01').calls).toBe(2)
    reader.close()
    const later = createLedgerReader(path, () => undefined)
    expect(later.usageOn('2026-05-01').calls).toBe(2)
    later.close()
  })

  it('adds up what one agent used, and all of them, exactly: fractions of a micro-unit add up before they are rounded', async () => {
    const path = join(temporaryFolder(), 'ledger.db')
    const reader = createLedgerReader(path, () => undefined)
    expect(reader.totals(null, '2026-05-01', '2026-05-31')).toEqual(noUsage)
    const clock = createFakeClock(at('2026-05-01T12:00:00Z'))
    const ledger = makeLedger(path, clock)
    const tenth = priceSchema.parse({ ...price, rates: { ...rates, input: 100_000 } })
    for (const [index, agentId] of ['one', 'two', 'two', 'two', 'two'].entries()) {
      await makeCall(ledger, clock, { agentId, callKey: `s/i/${index}`, price: tenth, tokens: { input: 4 } })
    }
    const spent = (agentId: string | null) =>
      reader.totals(agentId === null ? null : agentIdSchema.parse(agentId), '2026-05-01', '2026-05-01').spent[0]?.micros
    expect([spent('one'), spent('two'), spent(null)]).toEqual([0, 2, 2])
    expect(reader.totals(agentIdSchema.parse('two'), '2026-05-02', '2026-05-31')).toEqual(noUsage)
    await ledger.close()
    reader.close()
  })

  it('reports by agent and model, those with most tokens first', async () => {
    const path = join(temporaryFolder(), 'ledger.db')
    const reader = createLedgerReader(path, () => undefined)
    expect(reader.report('2026-05-01', '2026-05-31')).toEqual([])
    const clock = createFakeClock(at('2026-05-01T12:00:00Z'))
    const ledger = makeLedger(path, clock)
    await makeCall(ledger, clock, { agentId: 'small', price, tokens: { input: 1 }, estimated: true })
    await makeCall(ledger, clock, { agentId: 'small', price, tokens: { input: 1 }, estimated: true })
    clock.advance(86_400_000)
    await makeCall(ledger, clock, { runId: 'run-2', agentId: 'large', price, tokens: { input: 1000, output: 500 } })
    await makeCall(ledger, clock, {
      runId: 'run-2',
      agentId: 'large',
      callKey: 's/i/2',
      price: null,
      tokens: { output: 7 },
    })
    await ledger.close()
    expect(reader.report('2026-05-01', '2026-05-31')).toMatchObject([
      {
        agentId: 'large',
        again: 0,
        usage: {
          calls: 2,
          tokens: { input: 1000, output: 507 },
          estimatedTokens: 0,
          unpricedCalls: 1,
          spent: [{ currency: 'CNY', micros: 6000 }],
        },
      },
      {
        agentId: 'small',
        again: 1,
        usage: { calls: 2, estimatedTokens: 2, spent: [{ currency: 'CNY', micros: 4, estimatedMicros: 4 }] },
      },
    ])
    expect(reader.report('2026-05-01', '2026-05-01').map(({ agentId }) => agentId)).toEqual(['small'])
    reader.close()
  })

  it('says with a code what it cannot read', () => {
    const path = join(temporaryFolder(), 'ledger.db')
    writeFileSync(path, 'this is no database, and long enough to be taken for the header of one'.repeat(10))
    expect(() => createLedgerReader(path, () => undefined).usageOn('2026-05-01')).toThrow('storage.damaged')
  })
})
