import { copyFileSync, existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { usageBetween, usageOfRun } from '../../../electron/gateway/ledger/read-usage.ts'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { totalsOf } from '../../../electron/gateway/ledger/usage-lines.ts'
import { openForReading } from '../../../electron/storage/open-database.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { instantSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { makeLedgerFolder, start, testPrice } from '../open-test-gateway.ts'
import { chargeOf, intentOf, makeCall, makeLedger, replyOf } from './make-ledger.ts'

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

const runId = runIdSchema.parse('run-1')
const day = 24 * 60 * 60 * 1_000
const free: Price = priceSchema.parse({ kind: 'free', validFrom: start, source: 'local' })
const yuan: Price = priceSchema.parse({
  kind: 'rates',
  currency: 'CNY',
  rates: { input: 1_000_000, output: 4_000_000, cachedRead: 20_000, cacheWrite: null, reasoning: null, perRequest: 7 },
  validFrom: start,
  source: 'test',
})
const raw = () => new DatabaseSync(folder.path)

describe('usage events', () => {
  it('carry tokens, exact money, the price applied and the day where the PC is', async () => {
    clock.advance(9 * 60 * 60 * 1_000)
    await makeCall(ledger, clock, { price: testPrice, tokens: { input: 3, cachedRead: 1, output: 2 } })
    const db = raw()
    expect(db.prepare('SELECT * FROM usage_events').get()).toMatchObject({
      at: clock.now(),
      // 17:00 UTC is past midnight in Shanghai.
      day: '2026-11-25',
      pricing: 'known',
      currency: 'USD',
      input: 3,
      cached_read: 1,
      output: 2,
      micros: 22,
      pico_rest: 200_000,
      estimated: 0,
      basis: 'reported',
      charge: 1,
    })
    const price = db.prepare('SELECT price FROM prices_applied').get()
    expect(priceSchema.parse(JSON.parse(String(price?.price)))).toEqual(testPrice)
    db.close()
  })

  it('cannot be changed, nor deleted but by declared retention', async () => {
    await makeCall(ledger, clock, { tokens: { input: 1 } })
    clock.advance(day)
    await makeCall(ledger, clock, { tokens: { input: 2 }, callKey: 'step/item/2' })
    const db = raw()
    expect(() => db.exec('UPDATE usage_events SET input = 0')).toThrow('append-only')
    expect(() => db.exec('DELETE FROM usage_events')).toThrow('kept')
    expect(() => db.exec('INSERT OR REPLACE INTO usage_events SELECT * FROM usage_events')).toThrow('append-only')
    db.prepare('INSERT INTO retention (declared_at, delete_before) VALUES (?, ?)').run(clock.now(), start + 1)
    expect(() => db.exec('DELETE FROM usage_events')).toThrow('kept')
    db.prepare('DELETE FROM usage_events WHERE at < ?').run(start + 1)
    expect(db.prepare('SELECT input FROM usage_events').all()).toEqual([{ input: 2 }])
    db.close()
    // Sums outlive the events they were made of.
    expect(totalsOf(ledger.usageLinesOfRun(runId)).tokens.input).toBe(3)
  })

  it('keep the price they were charged at when it is corrected', async () => {
    await makeCall(ledger, clock, { price: testPrice, tokens: { input: 1 } })
    await makeCall(ledger, clock, { price: testPrice, tokens: { input: 1 }, callKey: 'step/item/2' })
    await makeCall(ledger, clock, { price: yuan, tokens: { input: 1 }, callKey: 'step/item/3' })
    const db = raw()
    expect(db.prepare('SELECT price FROM usage_events ORDER BY id').all()).toEqual([
      { price: 1 },
      { price: 1 },
      { price: 2 },
    ])
    db.close()
  })

  it('hold amounts beyond what a JavaScript number can', async () => {
    const rates = { input: 1e12, output: 0, cachedRead: null, cacheWrite: null, reasoning: null }
    const dear: Price = priceSchema.parse({ ...testPrice, rates })
    await makeCall(ledger, clock, { price: dear, tokens: { input: 900_000_001 } })
    await makeCall(ledger, clock, { price: dear, tokens: { input: 900_000_001 }, callKey: 'step/item/2' })
    expect(totalsOf(ledger.usageLinesOfRun(runId)).spent).toEqual([
      { currency: 'USD', micros: 1_800_000_002_000_000, estimatedMicros: 0 },
    ])
  })
})

describe('sums', () => {
  it('keep currencies, free and unknown apart, and what is estimated', async () => {
    await makeCall(ledger, clock, { price: testPrice, tokens: { input: 1_000, output: 100 }, callKey: 'a/a/1' })
    await makeCall(ledger, clock, {
      price: yuan,
      tokens: { input: 10, reasoning: 5 },
      callKey: 'a/a/2',
      estimated: true,
    })
    await makeCall(ledger, clock, { price: free, tokens: { input: 7 }, callKey: 'a/a/3' })
    await makeCall(ledger, clock, { price: null, tokens: { input: 8, audioInput: 2 }, callKey: 'a/a/4' })
    const expected = {
      calls: 4,
      tokens: { ...noUsage.tokens, input: 1_025, output: 100, reasoning: 5, audioInput: 2 },
      estimatedTokens: 15,
      spent: [
        // 10 x 1 + 5 x 4 micro-units, and 7 pico-units for the request.
        { currency: 'CNY', micros: 30, estimatedMicros: 30 },
        { currency: 'USD', micros: 2_800, estimatedMicros: 0 },
      ],
      freeCalls: 1,
      unpricedCalls: 1,
    }
    expect(totalsOf(ledger.usageLinesOfRun(runId))).toEqual(expected)
    expect(ledger.usageBetween(start, instantSchema.parse(start + 1))).toEqual(expected)
    const reader = openForReading(folder.path)
    expect(usageOfRun(reader, runId)).toEqual(expected)
    expect(usageBetween(reader, '2026-11-24', '2026-11-24')).toEqual(expected)
    expect(usageBetween(reader, '2026-11-25', '2026-12-31')).toEqual(noUsage)
    expect(usageOfRun(reader, runIdSchema.parse('nobody'))).toEqual(noUsage)
    reader.close()
  })

  it('go by whole days of the PC', async () => {
    for (let call = 1; call <= 3; call++) {
      await makeCall(ledger, clock, { tokens: { input: 1 }, callKey: `a/a/${call}` })
      clock.advance(day)
    }
    const midnight = instantSchema.parse(Date.UTC(2026, 10, 24, 16))
    expect(ledger.usageBetween(start, midnight).calls).toBe(1)
    expect(ledger.usageBetween(start, instantSchema.parse(midnight + 1)).calls).toBe(2)
    expect(ledger.usageBetween(midnight, instantSchema.parse(midnight + 2 * day)).calls).toBe(2)
  })

  it('count charges of the same call that end up in one transaction', async () => {
    const broken = await ledger.intend(intentOf({}))
    const whole = await ledger.intend(intentOf({}))
    const error = new CodedError('model.cut')
    const charge = chargeOf({ tokens: { input: 5 }, estimated: true }, clock)
    await Promise.all([
      ledger.settle(broken, { state: 'cut', error, charge }),
      ledger.settle(whole, { state: 'cut', error, charge }),
    ])
    const db = raw()
    expect(db.prepare('SELECT call, charge FROM usage_events ORDER BY id').all()).toEqual([
      { call: broken.id, charge: 1 },
      { call: whole.id, charge: 2 },
    ])
    db.close()
  })

  it('say apart what was charged again for the same call', async () => {
    const broken = await ledger.intend(intentOf({}))
    await ledger.settle(broken, {
      state: 'cut',
      error: new CodedError('model.cut'),
      charge: chargeOf({ tokens: { input: 5 }, estimated: true }, clock),
    })
    const refused = await ledger.intend(intentOf({}))
    await ledger.settle(refused, { state: 'failed', error: new CodedError('provider.serverError'), charge: null })
    await makeCall(ledger, clock, { tokens: { input: 6 } })
    const failedFirst = await ledger.intend(intentOf({ callKey: 'b/b/1' }))
    await ledger.settle(failedFirst, { state: 'failed', error: new CodedError('provider.serverError'), charge: null })
    await makeCall(ledger, clock, { tokens: { input: 9 }, callKey: 'b/b/1' })
    const db = raw()
    expect(
      db.prepare(`SELECT retry, SUM(quantity) AS tokens FROM rollups WHERE kind = 'input' GROUP BY retry`).all(),
    ).toEqual([
      { retry: 0, tokens: 14 },
      { retry: 1, tokens: 6 },
    ])
    expect(db.prepare('SELECT attempt, state FROM model_calls WHERE call_key = ?').all('step/item/1')).toEqual([
      { attempt: 1, state: 'cut' },
      { attempt: 2, state: 'failed' },
      { attempt: 3, state: 'done' },
    ])
    db.close()
  })
})

describe('calls', () => {
  it('are on disk before the promise resolves', async () => {
    const { id } = await ledger.intend(intentOf({}))
    const copy = `${folder.path}.copy`
    copyFileSync(folder.path, copy)
    copyFileSync(`${folder.path}-wal`, `${copy}-wal`)
    const db = new DatabaseSync(copy)
    expect(db.prepare('SELECT state FROM model_calls WHERE id = ?').get(id)).toEqual({ state: 'open' })
    db.close()
  })

  it('keep their reply until the run ends', async () => {
    await makeCall(ledger, clock, {})
    expect(ledger.keptReply(runId, 'step/item/1', 'hash')).toEqual(replyOf('text'))
    expect(ledger.keptReply(runId, 'step/item/1', 'other')).toBeNull()
    expect(ledger.keptReply(runIdSchema.parse('run-2'), 'step/item/1', 'hash')).toBeNull()
    await ledger.endRun(runId)
    expect(ledger.keptReply(runId, 'step/item/1', 'hash')).toBeNull()
  })

  it('that a dead gateway left behind are settled at what they may have cost', async () => {
    const sent = await ledger.intend(intentOf({ price: testPrice }))
    await ledger.note(sent, 12)
    const waiting = await ledger.intend(intentOf({ price: testPrice, callKey: 'step/item/2' }))
    await ledger.pause(waiting)
    const resumed = await ledger.intend(intentOf({ price: testPrice, callKey: 'step/item/3' }))
    await ledger.pause(resumed)
    await ledger.resume(resumed)
    // The file as a power cut would leave it: nothing was closed.
    const path = `${folder.path}.later`
    copyFileSync(folder.path, path)
    copyFileSync(`${folder.path}-wal`, `${path}-wal`)

    const later = makeLedger(path, clock)
    expect(later.lostCalls).toBe(2)
    expect(totalsOf(later.usageLinesOfRun(runId))).toMatchObject({
      calls: 2,
      tokens: { input: 80, output: 12 },
      estimatedTokens: 92,
      spent: [{ currency: 'USD', micros: 256, estimatedMicros: 256 }],
    })
    await makeCall(later, clock, { tokens: { input: 40 } })
    expect(totalsOf(later.usageLinesOfRun(runId)).calls).toBe(3)
    await later.close()

    const again = makeLedger(path, clock)
    expect(again.lostCalls).toBe(0)
    expect(totalsOf(again.usageLinesOfRun(runId)).calls).toBe(3)
    await again.close()
  })
})

describe('a ledger that cannot be used', () => {
  it('refuses one of a newer version and leaves it as it is', () => {
    const path = `${folder.path}.newer`
    const newer = new DatabaseSync(path)
    newer.exec('PRAGMA user_version = 900')
    newer.close()
    expect(() => makeLedger(path, clock)).toThrow(expect.objectContaining({ code: 'storage.newer' }))
    expect(existsSync(path)).toBe(true)
  })
})
