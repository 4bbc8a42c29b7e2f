import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { findDisagreement } from '../../../electron/gateway/ledger/sums.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { makeLedgerFolder, start, testPrice } from '../open-test-gateway.ts'
import { makeCall, makeLedger } from './make-ledger.ts'

const day = 24 * 3_600_000
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

const read = <Value>(use: (db: DatabaseSync) => Value): Value => {
  const db = new DatabaseSync(folder.path)
  try {
    return use(db)
  } finally {
    db.close()
  }
}
const column = (sql: string) =>
  read((db) =>
    db
      .prepare(sql)
      .all()
      .map((row) => Object.values(row)[0]),
  )
const sums = () =>
  read((db) =>
    JSON.stringify([db.prepare('SELECT * FROM rollups').all(), db.prepare('SELECT * FROM run_totals').all()]),
  )
let calls = 0
const call = (runId: string) => {
  calls += 1
  return makeCall(ledger, clock, { runId, callKey: `s/i/${calls}`, price: testPrice, tokens: { input: 1_000 } })
}
/** Calls on so many days in a row, the last of them today. */
const callOnDays = async (count: number) => {
  for (let made = 0; made < count; made += 1) {
    clock.jump(day)
    await call('now')
  }
}
/** Lets a week of looks pass. */
const wait = async () => {
  for (let turn = 0; turn < 40; turn += 1) {
    clock.advance(30_000)
    await new Promise(setImmediate)
    await new Promise(setImmediate)
  }
}

describe('usage lines older than the owner keeps', () => {
  it('are deleted for good; their sums stay, and are not taken for wrong', async () => {
    for (let made = 0; made < 1_200; made += 1) void call('old')
    await call('old')
    clock.jump(380 * day)
    await callOnDays(7)
    const before = sums()
    ledger.retention.keep(1)
    await wait()
    expect(column('SELECT DISTINCT run_id FROM usage_events JOIN runs ON runs.id = run')).toEqual(['now'])
    expect(column('SELECT count(*) FROM usage_events')).toEqual([7])
    expect(sums()).toBe(before)
    expect(ledger.usageLinesOfRun(runIdSchema.parse('old'))).not.toEqual([])
    expect(read(findDisagreement)).toMatchObject({ days: [], runs: [] })
  })

  it('are deleted a few at a time, and calls get their turn in between', async () => {
    for (let made = 0; made < 1_200; made += 1) void call('old')
    await call('old')
    clock.jump(380 * day)
    await callOnDays(7)
    ledger.retention.keep(1)
    const left: unknown[] = []
    clock.advance(30_000)
    for (let turn = 0; turn < 3; turn += 1) {
      await call('now')
      await new Promise(setImmediate)
      left.push(...column('SELECT count(*) FROM usage_events WHERE at < (SELECT max(delete_before) FROM retention)'))
      clock.advance(100)
    }
    expect(left).toEqual([701, 201, 0])
  })

  it('stay while they are younger, and where nothing was said', async () => {
    await call('old')
    clock.jump(380 * day)
    await callOnDays(7)
    await wait()
    ledger.retention.keep(2)
    await wait()
    ledger.retention.keep(1)
    ledger.retention.keep(null)
    await wait()
    expect(column('SELECT count(*) FROM usage_events')).toEqual([8])
    expect(column('SELECT count(*) FROM retention')).toEqual([0])
  })

  it('stay while only a clock that is wrong says that they are old', async () => {
    await callOnDays(7)
    clock.jump(4_000 * day)
    await call('wrong')
    ledger.retention.keep(1)
    await wait()
    expect(column('SELECT count(*) FROM usage_events')).toEqual([8])
  })
})
