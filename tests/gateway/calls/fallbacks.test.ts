import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { armed, makeLedgerFolder, openTestGateway, runId, type TestGateway, testPrice } from '../open-test-gateway.ts'
import { readAnswer, readError } from '../read-answer.ts'

let vendor: VendorServer
let other: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>
const reference = modelReferenceSchema.parse({ providerId: 'other', model: 'other-large' })

const open = (changes: Partial<Parameters<typeof openTestGateway>[0]> = {}, contextTokens = 32_000) =>
  openTestGateway({
    ledgerPath: folder.path,
    baseUrl: vendor.baseUrl,
    price: testPrice,
    others: [armed('other', other.baseUrl, 'sk-other', ['other-large'], null, { contextTokens })],
    fallbacks: [reference],
    ...changes,
  })
beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  other = await startVendorServer()
  gateway = await open()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  await other.close()
  folder.remove()
})

const usage = async () => (await gateway.main.call('run.usage', { runId })).usage
const fallbacks = () => gateway.reports.filter((report) => report.type === 'run.fallback')
const waits = () => gateway.reports.filter((report) => report.type === 'run.waiting' && report.waiting !== null)
/** Lets the gateway come to its next wait and ends that. */
const passWait = async (count: number, milliseconds: number) => {
  while (waits().length < count) await new Promise(setImmediate)
  gateway.clock.advance(milliseconds)
}
const passTries = async () => {
  for (const [count, wait] of [1_000, 2_000, 4_000].entries()) await passWait(count + 1, wait)
}
const busy: Behaviour = { status: 503, error: { message: 'busy' } }
const noMoney: Behaviour = { status: 402, error: { message: 'Insufficient Balance' } }

describe('a call its model cannot answer', () => {
  it('goes to the next of the list after its tries, with that one’s key and name, and says who answered', async () => {
    vendor.script({}, busy, busy, busy, busy)
    const asking = gateway.ask()
    await passTries()
    const answer = await readAnswer(await asking)
    expect(answer).toMatchObject({ state: 'finished', answer: { model: 'other/other-large' } })
    expect(vendor.records()).toHaveLength(4)
    expect(other.records()).toMatchObject([{ key: 'sk-other', body: { model: 'other-large' } }])
    // The one that answered has no price: it is not charged at that of the other.
    expect(await usage()).toMatchObject({ calls: 1, unpricedCalls: 1, spent: [] })
    expect(fallbacks()).toMatchObject([
      { from: { providerId: 'vendor' }, to: reference, error: { code: 'provider.serverError' } },
    ])
  })

  it.each<[string, Behaviour]>([
    ['its money is spent', noMoney],
    ['its key is refused', { status: 401, error: { message: 'Incorrect API key', code: 'invalid_api_key' } }],
    ['it is gone', { status: 404, error: { message: 'The model does not exist', code: 'model_not_found' } }],
    ['a page answers', { body: '<!doctype html><title>Sign in</title>' }],
    ['an hour is to be waited', { status: 429, headers: { 'retry-after': '3600' }, error: { message: 'slow' } }],
  ])('goes on at once when %s', async (_, behaviour) => {
    vendor.script({}, behaviour)
    expect(await readAnswer(await gateway.ask())).toMatchObject({ state: 'finished' })
    expect([vendor.records().length, other.records().length]).toEqual([1, 1])
  })

  it('counts what the first may have charged when it fell silent, and what the second did', async () => {
    vendor.script({}, { silent: true })
    const asking = gateway.ask()
    await vendor.waitFor((records) => records.length === 1)
    gateway.clock.advance(120_000)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    const { calls, unpricedCalls, estimatedTokens } = await usage()
    expect([calls, unpricedCalls]).toEqual([2, 1])
    expect(estimatedTokens).toBeGreaterThan(0)
  })

  it('stays where it is once anything of the answer was handed on', async () => {
    vendor.script({}, { cutAfterPieces: 10 })
    const answer = await readAnswer(await gateway.ask({ text: 'Tell me more about all of this, please' }))
    expect(answer.doneSeen).toBe(false)
    expect(other.records()).toEqual([])
  })

  it.each<[string, Behaviour]>([
    ['what it says is refused', { status: 400, error: { message: 'x', code: 'content_filter' } }],
    ['it is no proper request', { status: 400, error: { message: 'invalid temperature' } }],
  ])('stays where it is when %s', async (_, behaviour) => {
    vendor.script({}, behaviour)
    expect((await readError(await gateway.ask())).status).toBe(400)
    expect(other.records()).toEqual([])
  })

  it('passes over a model without room for it, and tells the first failure when none is left', async () => {
    await gateway.close()
    gateway = await open({}, 20)
    vendor.script({}, noMoney)
    expect(await readError(await gateway.ask({ text: 'word '.repeat(200) }))).toMatchObject({
      code: 'provider.noMoney',
    })
    expect(other.records()).toEqual([])
  })

  it.each([
    ['tools', { tools: false }, { tools: [{ type: 'function', function: { name: 'look' } }] }],
    [
      'pictures',
      { vision: false },
      {
        messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } }] }],
      },
    ],
  ])('passes over a model that cannot take its %s', async (_, facts, extra) => {
    await gateway.close()
    const { provider, key } = armed('other', other.baseUrl, 'sk-other', ['other-large'], null)
    const models = provider.models.map((model) => ({ ...model, facts }))
    gateway = await open({ others: [{ provider: { ...provider, models }, key }] })
    vendor.script({}, noMoney, noMoney)
    expect((await readError(await gateway.ask({ extra }))).code).toBe('provider.noMoney')
    expect(other.records()).toEqual([])
    expect(await readAnswer(await gateway.ask({ callKey: 'step/item/2' }))).toMatchObject({ state: 'finished' })
  })

  it('tells the first failure when all fail, and asks only models of the pass', async () => {
    vendor.script({}, noMoney)
    other.script({}, { status: 401, error: { message: 'Incorrect API key', code: 'invalid_api_key' } })
    expect(await readError(await gateway.ask())).toMatchObject({ code: 'provider.noMoney' })
    await gateway.admit(runId, ['vendor-small'])
    const token = gateway.door.token
    expect((await readError(await gateway.ask({ model: 'other/none', token }))).status).toBe(403)
  })

  it('is paid once: the kept answer of the other model is given again, also after the gateway was away', async () => {
    vendor.script({}, noMoney)
    const first = await readAnswer(await gateway.ask())
    await gateway.close()
    gateway = await open()
    const again = await readAnswer(await gateway.ask())
    expect(again).toMatchObject({
      origin: 'replayed',
      answer: { content: first.answer.content, model: 'other/other-large' },
    })
    expect([vendor.records().length, other.records().length]).toEqual([1, 1])
    expect((await usage()).calls).toBe(1)
    expect(fallbacks()).toEqual([])
  })

  it('says who answered in a whole answer too', async () => {
    vendor.script({}, noMoney)
    expect(await (await gateway.ask({ stream: false })).json()).toMatchObject({ model: 'other/other-large' })
  })

  it('can be stopped while the other one writes', async () => {
    vendor.script({}, noMoney)
    other.script({}, { holdAfterPieces: 3 })
    const answer = await gateway.ask()
    await other.waitFor(([record]) => record?.state === 'held')
    await gateway.main.call('run.stop', { runId })
    expect((await readAnswer(answer)).doneSeen).toBe(false)
    await other.waitFor(([record]) => record?.state === 'aborted')
  })
})

describe('a provider that fails again and again', () => {
  const failFiveTimes = async () => {
    vendor.script({}, busy, busy, busy, busy, busy)
    await Promise.all([gateway.ask({ callKey: 'step/a/1' }), passTries()])
    await Promise.all([gateway.ask({ callKey: 'step/b/1' }), passWait(4, 1_000)])
  }
  const healths = () => gateway.reports.filter((report) => report.type === 'provider.health')

  it('is told of and left alone: calls go to the other one at once, until a trial is answered', async () => {
    await failFiveTimes()
    expect(vendor.records()).toHaveLength(5)
    const [down] = healths()
    expect(down).toMatchObject({ providerId: 'vendor', health: { error: { code: 'provider.serverError' } } })
    await readAnswer(await gateway.ask({ callKey: 'step/c/1' }))
    expect([vendor.records().length, other.records().length]).toEqual([5, 3])
    gateway.clock.advance(15_000)
    await readAnswer(await gateway.ask({ callKey: 'step/d/1' }))
    await readAnswer(await gateway.ask({ callKey: 'step/e/1' }))
    expect([vendor.records().length, other.records().length]).toEqual([7, 3])
    expect(healths().at(-1)).toMatchObject({ providerId: 'vendor', health: null })
  })

  it('is waited for where there is no other one', async () => {
    await gateway.close()
    gateway = await open({ fallbacks: [] })
    vendor.script({}, busy, busy, busy, busy, busy)
    const first = gateway.ask({ callKey: 'step/a/1' })
    await passTries()
    expect((await readError(await first)).code).toBe('provider.serverError')
    const second = gateway.ask({ callKey: 'step/b/1' })
    await passWait(4, 1_000)
    await passWait(5, 13_999)
    await new Promise(setImmediate)
    expect(vendor.records()).toHaveLength(5)
    gateway.clock.advance(1)
    expect(await readAnswer(await second)).toMatchObject({ state: 'finished' })
    expect(vendor.records()).toHaveLength(6)
  })

  it('is judged anew when its address or key was changed', async () => {
    await failFiveTimes()
    const providers = [armed('vendor', vendor.baseUrl, 'sk-new', ['vendor-small'], null)]
    const { zone } = gateway.clock
    const spending = { computer: [], agents: [], exchangeRates: [] }
    await gateway.main.call('configure', { ledgerPath: folder.path, zone: zone(), providers, spending })
    expect(healths().at(-1)).toMatchObject({ providerId: 'vendor', health: null })
    await readAnswer(await gateway.ask({ callKey: 'step/f/1' }))
    expect(vendor.records()).toHaveLength(6)
  })
})
