import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { providerDraftSchema, providerTestSchema } from '../../../shared/contract/commands.ts'
import { instantSchema, modelNameSchema } from '../../../shared/model/brand.ts'
import type { SpendingRules } from '../../../shared/model/budget.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { refusedPort } from '../../helpers/vendor-server/refused-port.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { capOnDay, money } from '../budgets/budget-gateway.ts'
import { makeLedgerFolder, openTestGateway, start, type TestGateway, testPrice } from '../open-test-gateway.ts'

let vendor: VendorServer
let clock: FakeClock
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>

beforeEach(async () => {
  clock = createFakeClock(start)
  vendor = await startVendorServer()
  folder = makeLedgerFolder()
  gateway = await open()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const open = (spending?: SpendingRules) =>
  openTestGateway({
    ledgerPath: folder.path,
    baseUrl: vendor.baseUrl,
    price: testPrice,
    clock,
    ...(spending === undefined ? {} : { spending }),
  })

const tryOut = (
  options: { baseUrl?: string; key?: string | null; storedKey?: string; model?: string; id?: string } = {},
) =>
  gateway.main.call('provider.test', {
    draft: providerDraftSchema.parse({
      id: options.id ?? null,
      name: 'Vendor',
      baseUrl: options.baseUrl ?? vendor.baseUrl,
      key: options.key,
      keyStorage: 'session',
    }),
    storedKey: options.storedKey ?? null,
    model: options.model === undefined ? null : modelNameSchema.parse(options.model),
  })
const results = (test: Awaited<ReturnType<typeof tryOut>>) =>
  Object.fromEntries(providerTestSchema.parse(test).checks.map(({ name, result }) => [name, result]))
const allPassed = { address: 'passed', network: 'passed', key: 'passed', model: 'passed', quota: 'passed' }

describe('testing a provider', () => {
  it('passes, lists the models, and makes one tiny call to a small one', async () => {
    const test = await tryOut({ key: 'sk-test' })
    expect(results(test)).toEqual(allPassed)
    expect(test).toMatchObject({
      error: null,
      models: [
        { name: 'vendor-small', contextTokens: null },
        { name: 'vendor-large', contextTokens: null },
      ],
      firstTokenMs: 0,
    })
    const chats = vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))
    expect(chats).toHaveLength(1)
    expect(chats[0]).toMatchObject({ key: 'sk-test', body: { model: 'vendor-small', max_tokens: 16 } })
  })

  it('uses the key that is typed, else the stored one, else none', async () => {
    await tryOut({ key: 'typed', storedKey: 'stored' })
    await tryOut({ storedKey: 'stored' })
    await tryOut({ key: null, storedKey: 'stored' })
    expect([...new Set(vendor.records().map(({ key }) => key))]).toEqual(['typed', 'stored', null])
  })

  it('says how much a model takes in, wherever a server says it', async () => {
    const entries = [
      { id: 'a', context_length: 131_072 },
      { id: 'b', max_model_len: 8_192 },
      { id: 'c', meta: { n_ctx_train: 4_096 } },
      { id: 'd', context_length: 'much' },
      { id: '' },
    ]
    const body = JSON.stringify({ object: 'list', data: entries.slice(0, 4) })
    vendor.script({ on: 'models' }, { status: 200, body, headers: { 'content-type': 'application/json' } })
    expect((await tryOut()).models).toEqual([
      { name: 'a', contextTokens: 131_072, price: null },
      { name: 'b', contextTokens: 8_192, price: null },
      { name: 'c', contextTokens: 4_096, price: null },
      { name: 'd', contextTokens: null, price: null },
    ])
  })

  it.each([
    ['no list', { status: 404, body: 'Not Found' }],
    ['a closed list', { status: 403, error: { message: 'no' } }],
    ['a page in place of the list', { status: 200, body: '<!doctype html><title>Console</title>' }],
  ])('works with %s, on the model that is named', async (_, behaviour) => {
    vendor.script({ on: 'models' }, behaviour)
    const test = await tryOut({ model: 'vendor-large' })
    expect(results(test)).toEqual(allPassed)
    expect(test.models).toEqual([])
  })

  it.each([
    ['an address nobody can use', { baseUrl: 'http://api.example.com' }, 'address', 'provider.addressInvalid'],
    ['a wrong key', { key: 'key-wrong-key' }, 'key', 'provider.keyRefused'],
    ['an empty account', { model: 'no-quota' }, 'quota', 'provider.noMoney'],
    ['a model of another name', { model: 'unknown-model' }, 'model', 'provider.modelUnknown'],
    ['a limit', { model: 'limited-seconds' }, 'quota', 'provider.rateLimited'],
    ['a web page', { key: 'key-html-page' }, 'address', 'provider.notAnApi'],
    ['a service in trouble', { model: 'server-error' }, 'model', 'provider.serverError'],
    ['an answer that breaks off', { model: 'ends-early' }, 'model', 'model.cut'],
    ['an error in the middle', { model: 'error-in-stream' }, 'model', 'provider.serverError'],
  ])('names %s and tries no further', async (_, options, failed, code) => {
    const test = await tryOut(options)
    const order = Object.keys(allPassed)
    const at = order.indexOf(failed)
    expect(results(test)).toEqual(
      Object.fromEntries(
        order.map((name, index) => [name, index < at ? 'passed' : index === at ? 'failed' : 'notTried']),
      ),
    )
    expect(test.error?.code).toBe(code)
  })

  it('asks for a key where one is needed and none is given', async () => {
    await vendor.close()
    vendor = await startVendorServer({ keys: ['sk-good'] })
    expect((await tryOut()).error?.code).toBe('provider.keyMissing')
    expect((await tryOut({ key: 'sk-bad' })).error?.code).toBe('provider.keyRefused')
    expect((await tryOut({ key: 'sk-good' })).error).toBeNull()
  })

  it('says that nothing answers', async () => {
    const test = await tryOut({ baseUrl: `http://127.0.0.1:${await refusedPort()}` })
    expect(results(test)).toMatchObject({ address: 'passed', network: 'failed', key: 'notTried' })
    expect(test.error?.code).toBe('provider.unreachable')
  })

  it('gives up after fifteen seconds, wherever it is', async () => {
    vendor.script({ on: 'models' }, { silent: true })
    const pending = clock.pending()
    const mute = tryOut()
    await vendor.waitFor((records) => records.length === 1)
    clock.advance(15_000)
    expect(await mute).toMatchObject({ error: { code: 'provider.timedOut' } })
    expect(results(await mute)).toMatchObject({ network: 'failed' })

    const slow = tryOut({ model: 'silent' })
    await vendor.waitFor((records) => records.length === 3)
    clock.advance(15_000)
    expect(results(await slow)).toMatchObject({ network: 'passed', key: 'passed', model: 'failed' })
    expect(clock.pending()).toBe(pending)
  })

  it('never tells the key, even where the service repeats it', async () => {
    const key = 'sk-very-secret-0001'
    vendor.script({ on: 'models' }, { status: 401, error: { message: `Incorrect API key provided: ${key}` } })
    const test = await tryOut({ key })
    expect(test.error?.code).toBe('provider.keyRefused')
    expect(JSON.stringify(test)).not.toContain(key)
  })

  it('passes the practice model at once', async () => {
    const test = await tryOut({ id: 'practice', baseUrl: 'practice' })
    expect(results(test)).toEqual(allPassed)
    expect(test.models).toEqual([{ name: 'practice', contextTokens: 16_000 }])
    expect(vendor.records()).toHaveLength(0)
  })
})

describe('the call of a test', () => {
  const today = async () => {
    const span = { from: start, to: instantSchema.parse(start + 1) }
    return (await gateway.main.call('usage.between', span)).usage
  }

  it('is in the books, at the price the owner has for that model', async () => {
    await tryOut({ id: 'vendor', model: 'vendor-small' })
    expect(await today()).toMatchObject({ calls: 1, unpricedCalls: 0, spent: [{ currency: 'USD' }] })
    await tryOut({ model: 'vendor-small' })
    expect(await today()).toMatchObject({ calls: 2, unpricedCalls: 1 })
  })

  it('is in the books as an estimate when it broke off', async () => {
    await tryOut({ model: 'ends-early' })
    const { calls, tokens, estimatedTokens } = await today()
    expect([calls, estimatedTokens]).toEqual([1, tokens.input + tokens.output])
  })

  it('is not made where a cap of the computer forbids it, and says so, though the cap would have agents wait', async () => {
    await gateway.close()
    gateway = await open(capOnDay(money(1), { whenReached: 'wait' }))
    const test = await tryOut({ id: 'vendor', model: 'vendor-small' })
    expect(results(test)).toEqual({ ...allPassed, quota: 'failed' })
    expect(test.error?.code).toBe('budget.reached')
    expect(vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))).toEqual([])
    expect((await today()).calls).toBe(0)
  })

  it('leaves nothing set aside', async () => {
    await gateway.close()
    gateway = await open(capOnDay(money(10_000_000)))
    expect((await tryOut({ id: 'vendor', model: 'vendor-small' })).error).toBeNull()
    expect((await gateway.main.call('reservations.read', {})).calls).toEqual([])
  })
})
