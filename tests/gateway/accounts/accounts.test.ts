import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAccountReadings } from '../../../electron/gateway/ledger/read-accounts.ts'
import { createLedgerReader } from '../../../electron/supervisor/today/ledger-reader.ts'
import { createReconciler } from '../../../electron/supervisor/providers/reconciler.ts'
import { providerIdSchema } from '../../../shared/model/brand.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { makeLedgerFolder, openTestGateway, runId, start, type TestGateway } from '../open-test-gateway.ts'
import { readAnswer } from '../read-answer.ts'

/** 1 USD for each call, so that a few calls are worth a word. */
const price = priceSchema.parse({
  kind: 'rates',
  currency: 'USD',
  rates: { input: 0, output: 0, cachedRead: 0, cacheWrite: null, reasoning: null, perRequest: 1_000_000_000_000 },
  validFrom: start,
  source: 'test',
})
const vendorId = providerIdSchema.parse('vendor')
const day = 24 * 3_600_000

let folder: ReturnType<typeof makeLedgerFolder>
let vendor: VendorServer
let clock: FakeClock
let gateway: TestGateway
const open = (changes: { key?: string | null } = {}) =>
  openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl, dialect: 'deepseek', price, clock, ...changes })

beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer({ vendor: 'deepseek' })
  clock = createFakeClock(start)
  gateway = await open()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const left = (total: string, granted = '0.00', currency = 'USD'): Behaviour => ({
  body: JSON.stringify({ balance_infos: [{ currency, total_balance: total, granted_balance: granted }] }),
  headers: { 'content-type': 'application/json' },
})
const ask = () => gateway.main.call('provider.balance', { providerId: vendorId })
let calls = 0
const call = async (count: number) => {
  for (let made = 0; made < count; made += 1) {
    calls += 1
    await readAnswer(await gateway.ask({ callKey: `step/item/${calls}` }))
  }
}
const spent = async () => (await gateway.main.call('run.usage', { runId })).usage.spent
/** As the page is told, from the file alone. */
const compare = () => {
  const ledger = createLedgerReader(folder.path, () => undefined)
  try {
    const nobody = () => Promise.reject(new Error('the gateway is not to be asked'))
    return createReconciler({ ledger, gateway: { whenReady: nobody } }).compare(vendorId)
  } finally {
    ledger.close()
  }
}
const readings = () => {
  const db = new DatabaseSync(folder.path)
  try {
    return readAccountReadings(db, vendorId)
  } finally {
    db.close()
  }
}
const asked = () => vendor.records().filter(({ path }) => path === '/user/balance').length
/** Lets the gateway's first look come, and waits until it has written down so many answers. */
const look = async (count: number) => {
  clock.advance(20_000)
  while (readings().length < count) await new Promise(setImmediate)
}
const restart = async () => {
  await gateway.close()
  gateway = await open()
}

describe('what the account is asked', () => {
  it('is written down beside what was booked since, and compared', async () => {
    vendor.script({ on: 'account' }, left('10.00'), left('6.76'))
    await ask()
    await call(3)
    expect(await spent()).toEqual([{ currency: 'USD', micros: 3_000_000, estimatedMicros: 0 }])
    clock.advance(day)
    await ask()
    expect(compare()).toEqual([
      {
        currency: 'USD',
        since: start,
        until: start + day,
        movement: 3_240_000,
        booked: 3_000_000,
        estimated: 0,
        drift: 240_000,
        percent: 7,
        outcome: { verdict: 'agrees' },
      },
    ])
  })

  it('goes on over a restart of the gateway, and tells what nobody here has spent', async () => {
    vendor.script({ on: 'account' }, left('10.00'), left('4.00'))
    await ask()
    await call(1)
    await gateway.close()
    clock.advance(day)
    gateway = await open()
    await call(1)
    await ask()
    expect(compare()).toMatchObject([
      {
        movement: 6_000_000,
        booked: 2_000_000,
        drift: 4_000_000,
        percent: 67,
        outcome: { verdict: 'differs', reasons: ['otherProgram', 'prices'] },
      },
    ])
    await gateway.main.call('provider.compareAnew', { providerId: vendorId })
    expect(compare()).toEqual([])
  })

  it('knows money that was added', async () => {
    vendor.script({ on: 'account' }, left('1.00'), left('20.00'), left('18.00'))
    await ask()
    clock.advance(day)
    await ask()
    expect(compare()).toMatchObject([{ since: start, until: start + day, outcome: { verdict: 'toppedUp' } }])
    await call(2)
    clock.advance(day)
    await ask()
    expect(compare()).toMatchObject([{ since: start + day, movement: 2_000_000, drift: 0 }])
  })

  it('says that currencies cannot be compared', async () => {
    vendor.script({ on: 'account' }, left('70.00', '0.00', 'CNY'), left('60.00', '0.00', 'CNY'))
    await ask()
    await call(1)
    clock.advance(day)
    await ask()
    expect(compare()).toMatchObject([
      { currency: 'CNY', booked: 0, outcome: { verdict: 'notComparable', why: 'currency' } },
    ])
  })

  it('is not compared with what another key was told', async () => {
    vendor.script({ on: 'account' }, left('10.00'), left('1.00'))
    await ask()
    await gateway.close()
    clock.advance(day)
    gateway = await open({ key: 'sk-another' })
    await ask()
    expect(readings()).toHaveLength(2)
    expect(compare()).toEqual([])
    // Nothing of a key can be found in the books.
    expect(readings().every(({ account }) => /^[0-9a-f]{16}$/.test(account))).toBe(true)
  })
})

describe('the gateway by itself', () => {
  it('asks once a day, whatever it is restarted for', async () => {
    await look(1)
    clock.jump(day - 20_000 - 1)
    await restart()
    clock.advance(20_000)
    await call(1)
    expect([asked(), readings().length]).toEqual([1, 1])
    await restart()
    await look(2)
    expect(asked()).toBe(2)
  })

  it('leaves a vendor that refuses alone until the next day, and goes on counting', async () => {
    vendor.script({ on: 'account' }, { status: 401, error: { message: 'Authentication Fails' } })
    await look(1)
    expect(readings()).toMatchObject([{ balances: [] }])
    clock.advance(3_600_000)
    await call(1)
    expect(asked()).toBe(1)
    clock.jump(day)
    await restart()
    await look(2)
    expect(readings()).toMatchObject([{ balances: [] }, { booked: [{ pico: 10n ** 12n }], balances: [{}, {}] }])
    expect(gateway.reports.filter(({ type }) => type === 'trouble')).toEqual([])
  })

  it('asks nobody without a key', async () => {
    await gateway.close()
    gateway = await open({ key: null })
    clock.advance(day)
    await call(1)
    expect([asked(), readings().length]).toEqual([0, 0])
  })
})
