import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { tokenKinds } from '../../../shared/model/usage.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { makeLedgerFolder, start, testPrice } from '../open-test-gateway.ts'
import { makeCall, makeLedger } from './make-ledger.ts'

let folder: ReturnType<typeof makeLedgerFolder>
let ledger: Ledger
let clock: FakeClock

beforeEach(() => {
  folder = makeLedgerFolder()
  clock = createFakeClock(start)
  ledger = makeLedger(folder.path, clock)
})
afterEach(async () => {
  await ledger.close()
  folder.remove()
})

const day = 24 * 60 * 60 * 1_000
const free: Price = priceSchema.parse({ kind: 'free', validFrom: start, source: 'local' })
const yuan: Price = priceSchema.parse({
  kind: 'rates',
  currency: 'CNY',
  rates: { input: 1_000_001, output: 4_000_003, cachedRead: 20_000, cacheWrite: null, reasoning: null, perRequest: 7 },
  validFrom: start,
  source: 'test',
})

describe('rollups and run totals', () => {
  it('equal the sum of the events, whatever comes together in one transaction', async () => {
    const callArbitrary = fc.record({
      runId: fc.constantFrom('r1', 'r2', 'r3'),
      agentId: fc.constantFrom('a1', 'a2'),
      model: fc.constantFrom('m1', 'm2'),
      price: fc.constantFrom(testPrice, yuan, free, null),
      estimated: fc.boolean(),
      tokens: fc.record(Object.fromEntries(tokenKinds.map((kind) => [kind, fc.nat({ max: 3_000_000 })]))),
      laterDays: fc.nat({ max: 2 }),
    })
    let number = 0
    await fc.assert(
      fc.asyncProperty(fc.array(callArbitrary, { maxLength: 40 }), async (calls) => {
        await Promise.all(
          calls.map((call) => {
            clock.advance(call.laterDays * day)
            const { runId: run, agentId, model, price, estimated, tokens } = call
            return makeCall(ledger, clock, {
              runId: `${agentId}-${run}`,
              agentId,
              model,
              price,
              estimated,
              tokens,
              callKey: `s/i/${number++}`,
            })
          }),
        )
        checkSums()
      }),
      { numRuns: 25 },
    )
  })
})

/** Every rollup and every run total against the events themselves, in whole pico-units. */
function checkSums(): void {
  const db = new DatabaseSync(folder.path)
  const all = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    return statement.all()
  }
  const columns = 'input, cached_read, cache_write, image_input, audio_input, output, reasoning, audio_output'
  const pico = (name = '') => `SUM(${name}micros) * 1000000 + SUM(${name}pico_rest)`
  for (const [table, events, groups] of [
    [
      'rollups',
      'day, agent, model, MIN(charge - 1, 1) AS retry, pricing, currency',
      'day, agent, model, retry, pricing, currency',
    ],
    ['run_totals', 'run, pricing, currency', 'run, pricing, currency'],
  ]) {
    const sums = all(`SELECT ${groups}, SUM(IIF(kind = 'call', 0, quantity)) AS tokens,
      SUM(IIF(kind = 'call', quantity, 0)) AS calls, ${pico()} AS pico, ${pico('estimated_')} AS estimated_pico,
      SUM(IIF(kind = 'call', 0, estimated_quantity)) AS estimated_tokens
      FROM ${table} GROUP BY ${groups} ORDER BY ${groups}`)
    const truth =
      all(`SELECT ${events}, SUM(${columns.replaceAll(', ', ' + ')}) AS tokens, COUNT(*) AS calls, ${pico()} AS pico,
      SUM(estimated * micros) * 1000000 + SUM(estimated * pico_rest) AS estimated_pico,
      SUM(estimated * (${columns.replaceAll(', ', ' + ')})) AS estimated_tokens
      FROM usage_events GROUP BY ${groups} ORDER BY ${groups}`)
    expect(sums).toEqual(truth)
  }
  const days = 'day, agent, model, MIN(charge - 1, 1) AS retry, pricing, currency'
  const sumsOf = (given: string) =>
    given
      .split(', ')
      .map((column) => `SUM(${column}) AS ${column}`)
      .join(', ')
  expect(
    all(`SELECT day, agent, model, retry, pricing, currency, calls, ${columns}, estimated_tokens,
      micros * 1000000 + pico_rest AS pico, estimated_micros * 1000000 + estimated_pico_rest AS estimated_pico
      FROM day_sums ORDER BY 1, 2, 3, 4, 5, 6`),
  ).toEqual(
    all(`SELECT ${days}, COUNT(*) AS calls, ${sumsOf(columns)},
      SUM(estimated * (${columns.replaceAll(', ', ' + ')})) AS estimated_tokens, ${pico()} AS pico,
      SUM(estimated * micros) * 1000000 + SUM(estimated * pico_rest) AS estimated_pico
      FROM usage_events GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6`),
  )
  db.close()
}
