import { copyFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { totalsOf } from '../../../electron/gateway/ledger/usage-lines.ts'
import { createLedgerReader } from '../../../electron/supervisor/today/ledger-reader.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { makeLedgerFolder, runId, start, testPrice } from '../open-test-gateway.ts'
import { intentOf, makeCall, makeLedger } from './make-ledger.ts'

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

/** The ledger as a power cut left it, with some bytes gone wrong. */
const brokenCopy = (sql: string): string => {
  const path = `${folder.path}.later`
  copyFileSync(folder.path, path)
  copyFileSync(`${folder.path}-wal`, `${path}-wal`)
  const db = new DatabaseSync(path)
  db.exec(sql)
  db.close()
  return path
}

it('opens with a call that cannot be read, keeps what was set aside for it, and says so', async () => {
  const held = { tokens: 900n, money: { currency: currencySchema.parse('USD'), pico: 5n } }
  const broken = await ledger.intend({ ...intentOf({ price: testPrice }), held })
  await ledger.intend(intentOf({ price: testPrice, callKey: 'step/item/2' }))
  const troubles: unknown[] = []
  const path = brokenCopy(`UPDATE model_calls SET input_estimate = -1 WHERE id = ${broken.id}`)
  const later = makeLedger(path, clock, (thrown) => troubles.push(thrown))
  expect([later.repair, later.lostCalls]).toEqual([null, 1])
  expect(later.reservations()).toMatchObject([{ call: broken.id, held, day: '2026-11-24' }])
  expect(troubles).toMatchObject([{ code: 'storage.callsUnreadable' }])
  await later.close()
  const again = makeLedger(path, clock)
  expect([again.lostCalls, again.reservations().length]).toEqual([0, 1])
  await again.close()
})

it('opens with a price that cannot be read: what was charged is unknown', async () => {
  await ledger.intend(intentOf({ price: testPrice }))
  const later = makeLedger(brokenCopy(`UPDATE prices_applied SET price = '{"kind'`), clock)
  expect(totalsOf(later.usageLinesOfRun(runId))).toMatchObject({ calls: 1, unpricedCalls: 1, spent: [] })
  await later.close()
})

it('does not refuse a whole sum for one bad row, and has the sums counted again', async () => {
  await makeCall(ledger, clock, { price: testPrice, tokens: { input: 1_000, output: 50 } })
  const path = brokenCopy("UPDATE rollups SET quantity = -7 WHERE kind = 'output'")
  const reader = createLedgerReader(path, () => undefined)
  expect(reader.usageOn('2026-11-24')).toMatchObject({ calls: 1, tokens: { input: 1_000, output: 0 } })
  reader.close()
  const later = makeLedger(path, clock)
  expect(later.repair).toMatchObject({ what: 'sums', complete: true })
  await later.close()
  const after = createLedgerReader(path, () => undefined)
  expect(after.usageOn('2026-11-24')).toMatchObject({ tokens: { input: 1_000, output: 50 } })
  after.close()
})
