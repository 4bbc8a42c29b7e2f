import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { armed, makeLedgerFolder, openTestGateway, runId, type TestGateway } from '../open-test-gateway.ts'
import { readAnswer, readError } from '../read-answer.ts'

let vendor: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>
/** Names that are found; the test takes the network away by emptying it. */
let found: Set<string>
let asked: string[]

const notFound = (host: string) =>
  Promise.reject(new TypeError('fetch failed', { cause: new Error(`getaddrinfo ENOTFOUND ${host}`) }))
/** Every name that is found is the vendor's. */
const outside = (url: string, init: RequestInit): Promise<Response> => {
  const address = new URL(url)
  asked.push(`${init.method} ${address.host}`)
  if (address.host.startsWith('127.')) return fetch(url, init)
  return found.has(address.host)
    ? fetch(`http://127.0.0.1:${vendor.port}${address.pathname}`, init)
    : notFound(address.host)
}
const open = (changes: Partial<Parameters<typeof openTestGateway>[0]> = {}) =>
  openTestGateway({
    ledgerPath: folder.path,
    baseUrl: 'https://api.here.com/v1',
    fetch: outside,
    others: [armed('there', 'https://api.there.com/v1', 'sk-there', ['there-large'], null)],
    ...changes,
  })

beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  found = new Set()
  asked = []
  gateway = await open()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const waits = () => gateway.reports.flatMap((report) => (report.type === 'run.waiting' ? [report.waiting] : []))
const untilWaits = async (count: number) => {
  while (waits().filter((waiting) => waiting !== null).length < count) await new Promise(setImmediate)
}
const turn = () => new Promise(setImmediate)
const usage = async () => (await gateway.main.call('run.usage', { runId })).usage

describe('a call while there is no network', () => {
  it('waits for as long as it takes, asks gently whether it is back, and goes on by itself', async () => {
    const asking = gateway.ask()
    await untilWaits(1)
    for (let hour = 0; hour < 48; hour++) {
      gateway.clock.advance(3_600_000)
      for (let turns = 0; turns < 5; turns++) await turn()
    }
    const before = asked.length
    expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1)
    found.add('api.here.com').add('api.there.com')
    gateway.clock.advance(60_000)
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    expect(asked.length - before).toBeLessThanOrEqual(3)
    expect(waits()).toEqual(['network', null])
    expect(await usage()).toMatchObject({ calls: 1, estimatedTokens: 0 })
    expect(vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))).toHaveLength(1)
  })

  it('is not even sent when the network is known to be away, and can be stopped', async () => {
    const first = gateway.ask({ callKey: 'step/a/1' })
    await untilWaits(1)
    const second = gateway.ask({ callKey: 'step/b/1' })
    await untilWaits(2)
    expect(asked.filter((one) => one.startsWith('POST'))).toHaveLength(1)
    await gateway.main.call('run.stop', { runId })
    for (const asking of [first, second]) expect((await readError(await asking)).code).toBe('run.ended')
    expect((await usage()).calls).toBe(0)
  })

  it('goes on as soon as main says that the PC is awake', async () => {
    const asking = gateway.ask()
    await untilWaits(1)
    found.add('api.here.com')
    await gateway.main.call('network.look', {})
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
  })

  it('goes to a model in this house, if the owner lists one', async () => {
    await gateway.close()
    gateway = await open({
      others: [armed('home', vendor.baseUrl, null, ['home-small'], null)],
      fallbacks: [modelReferenceSchema.parse({ providerId: 'home', model: 'home-small' })],
      isConnected: () => false,
    })
    expect(await readAnswer(await gateway.ask())).toMatchObject({
      state: 'finished',
      answer: { model: 'home/home-small' },
    })
    await readAnswer(await gateway.ask({ callKey: 'step/b/1' }))
    expect(asked.filter((one) => one === 'POST api.here.com')).toHaveLength(1)
    expect(waits()).toEqual([])
  })
})

describe('a service that is not found while others answer', () => {
  it('is given up after four tries', async () => {
    found.add('api.there.com')
    const asking = gateway.ask()
    for (const [count, wait] of [1_000, 2_000, 4_000].entries()) {
      await untilWaits(count + 1)
      gateway.clock.advance(wait)
    }
    expect((await readError(await asking)).code).toBe('provider.notFound')
    expect(asked.filter((one) => one === 'POST api.here.com')).toHaveLength(4)
  })
})
