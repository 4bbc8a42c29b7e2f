import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countRunDays } from '../../../electron/gateway/ledger/count-run-days.ts'
import { ledgerMigrations } from '../../../electron/gateway/ledger/schema.ts'
import { findDisagreement, recount } from '../../../electron/gateway/ledger/sums.ts'
import { migrate } from '../../../electron/storage/migrate.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { makeLedgerFolder, start } from '../open-test-gateway.ts'
import { makeCall, makeLedger } from './make-ledger.ts'

let folder: ReturnType<typeof makeLedgerFolder>
let clock: FakeClock
beforeEach(() => {
  folder = makeLedgerFolder()
  clock = createFakeClock(start)
})
afterEach(() => folder.remove())

const price = priceSchema.parse({
  kind: 'rates',
  currency: 'USD',
  rates: { input: 1_000_001, output: 4_000_003, cachedRead: 100_000, cacheWrite: null, reasoning: null },
  validFrom: 0,
  source: 'test',
})
const using = <Value>(use: (db: DatabaseSync) => Value): Value => {
  const db = new DatabaseSync(folder.path)
  try {
    return use(db)
  } finally {
    db.close()
  }
}
const rows = (db: DatabaseSync) => db.prepare('SELECT * FROM run_days ORDER BY 1, 2, 3, 4, 5, 6, 7').all()
const fill = async (calls: number) => {
  const ledger = makeLedger(folder.path, clock)
  await Promise.all(
    Array.from({ length: calls }, (_, index) =>
      makeCall(ledger, clock, {
        runId: `run-${index % 5}`,
        callKey: `s/i/${index}`,
        price: index % 7 === 0 ? null : price,
        tokens: { input: 10 + index, cachedRead: 3_000 * (index % 2), output: index },
      }),
    ),
  )
  await ledger.close()
}
/** As a ledger of the version before: without sums of runs by day. */
const makeOld = (db: DatabaseSync) =>
  db.exec('DROP TABLE run_days; DROP TABLE run_days_counted; PRAGMA user_version = 4')
const passSlices = async () => {
  for (let slice = 0; slice < 8; slice += 1) {
    clock.advance(20)
    await new Promise(setImmediate)
    await new Promise(setImmediate)
  }
}

describe('sums of runs by day', () => {
  it('hold every call once, with what caches spared', async () => {
    await fill(40)
    using((db) => {
      const sum = db.prepare('SELECT SUM(calls) AS calls, SUM(unexplained) AS unexplained FROM run_days').get()
      expect(sum).toEqual({ calls: 40, unexplained: 0 })
      const cached = db.prepare('SELECT SUM(cache_micros) * 1000000 + SUM(cache_rest) AS pico FROM run_days').get()
      const events = db.prepare('SELECT SUM(cached_read) AS tokens FROM usage_events WHERE price IS NOT NULL').get()
      expect(cached?.pico).toBe(Number(events?.tokens) * 900_001)
      expect(findDisagreement(db)).toEqual({ days: [], runs: [], reports: [] })
    })
  })

  it('are counted from the events of an older ledger, little by little and none twice', async () => {
    await fill(1_200)
    const before = using((db) => {
      const counted = rows(db)
      makeOld(db)
      return counted
    })
    const ledger = makeLedger(folder.path, clock)
    clock.advance(20)
    await new Promise(setImmediate)
    // A call of now comes in between.
    await makeCall(ledger, clock, { runId: 'run-new', callKey: 'new', price, tokens: { input: 4 } })
    await ledger.close()
    const between = using((db) => db.prepare('SELECT through, until FROM run_days_counted').get())
    expect(between?.until).toBe(1_200)
    const later = makeLedger(folder.path, clock)
    await passSlices()
    await later.close()
    using((db) => {
      expect(db.prepare('SELECT through FROM run_days_counted').get()).toEqual({ through: 1_200 })
      const isNew = `run = (SELECT id FROM runs WHERE run_id = 'run-new')`
      expect(db.prepare(`SELECT SUM(calls) AS calls FROM run_days WHERE ${isNew}`).get()).toEqual({ calls: 1 })
      db.exec(`DELETE FROM run_days WHERE ${isNew}`)
      expect(rows(db)).toEqual(before)
    })
  })

  it('are told apart from their events when they differ, and counted again', async () => {
    await fill(30)
    using((db) => {
      db.exec('PRAGMA foreign_keys = ON')
      const right = rows(db)
      db.exec(`UPDATE run_days SET micros = micros + 1 WHERE pricing = 'known'`)
      const wrong = findDisagreement(db)
      expect(wrong.days).toHaveLength(1)
      recount(db, wrong)
      expect(rows(db)).toEqual(right)
      expect(findDisagreement(db)).toEqual({ days: [], runs: [], reports: [] })
    })
  })

  it('are complete before anything is counted again', async () => {
    await fill(700)
    using((db) => {
      const right = rows(db)
      makeOld(db)
      migrate(db, ledgerMigrations, () => undefined)
      const [day] = db.prepare('SELECT DISTINCT day FROM rollups').all()
      recount(db, { days: [String(day?.day)], runs: [], reports: [] })
      expect(rows(db)).toEqual(right)
      countRunDays(db)
      expect(rows(db)).toEqual(right)
    })
  })
})
