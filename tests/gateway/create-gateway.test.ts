import { type ChildProcess, fork } from 'node:child_process'
import { noSpendingRules } from '../../shared/model/budget.ts'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type GatewayContract, gatewayOperations, runPassSchema } from '../../electron/gateway/protocol.ts'
import { createPortCaller } from '../../electron/ipc/port-calls.ts'
import { runIdSchema, zoneSchema } from '../../shared/model/brand.ts'
import { paidRequests } from '../helpers/vendor-server/record.ts'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import {
  agentId,
  armed,
  makeLedgerFolder,
  openTestGateway,
  runId,
  start,
  type TestGateway,
  testPrice,
} from './open-test-gateway.ts'
import { readAnswer, readUntil } from './read-answer.ts'

let vendor: VendorServer
let folder: ReturnType<typeof makeLedgerFolder>

beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
})
afterEach(async () => {
  await vendor.close()
  folder.remove()
})
const zone = zoneSchema.parse('UTC')

describe('the gateway', () => {
  let gateway: TestGateway
  beforeEach(async () => {
    gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl, price: testPrice })
  })
  afterEach(() => gateway.close())

  it('stays where it is when it is configured again, and uses the new key and price from then on', async () => {
    await readAnswer(await gateway.ask())
    const free = { kind: 'free' as const, validFrom: start, source: 'a gift' }
    const { port } = await gateway.main.call('configure', {
      ledgerPath: folder.path,
      zone,
      providers: [armed('vendor', vendor.baseUrl, 'sk-new', ['vendor-small'], free)],
      spending: noSpendingRules,
    })
    expect(port).toBe(gateway.port)
    await readAnswer(await gateway.ask({ callKey: 'step/item/2' }))
    expect(vendor.records().map(({ key }) => key)).toEqual(['sk-test', 'sk-new'])
    expect((await gateway.main.call('run.usage', { runId })).usage).toMatchObject({ calls: 2, freeCalls: 1 })
  })

  it('refuses another ledger and goes on with its own', async () => {
    const elsewhere = { ledgerPath: `${folder.path}.other`, zone, providers: [], spending: noSpendingRules }
    await expect(gateway.main.call('configure', elsewhere)).rejects.toMatchObject({ code: 'request.invalid' })
    expect(await readAnswer(await gateway.ask())).toMatchObject({ state: 'finished' })
  })

  it('closes the door and answers no more once it is closed', async () => {
    await gateway.close()
    await gateway.close()
    await expect(gateway.ask()).rejects.toThrow()
  })

  it('keeps what a provider cannot be, apart from what it can', async () => {
    const providers = [armed('vendor', 'http://not.private.example.com', null, ['vendor-small'], null)]
    await gateway.main.call('configure', { ledgerPath: folder.path, zone, providers, spending: noSpendingRules })
    expect(await (await gateway.ask()).json()).toMatchObject({ error: { code: 'provider.addressInvalid' } })
  })

  it('reports a live meter that ends exact', async () => {
    vendor.script({}, { holdAfterPieces: 10, text: 'word '.repeat(100), pieces: 20 })
    const response = await gateway.ask()
    let isHere = false
    const reading = readUntil(response.clone(), (text) => text.length >= 50 * 5).then(() => {
      isHere = true
    })
    for (; !isHere; await new Promise(setImmediate)) gateway.clock.advance(20)
    await reading
    gateway.clock.advance(100)
    await new Promise(setImmediate)
    const live = gateway.reports.findLast((report) => report.type === 'run.meter')
    expect(live).toMatchObject({ runId, usage: { calls: 1 } })
    expect(live?.type === 'run.meter' && live.usage.estimatedTokens).toBeGreaterThan(50)
    expect(live?.type === 'run.meter' && live.usage.spent[0]?.micros).toBeGreaterThan(400)
    vendor.release()
    await readAnswer(response)
    const { usage } = await gateway.main.call('run.usage', { runId })
    const settled = gateway.reports.findLast((report) => report.type === 'run.meter')
    expect(settled).toEqual({ type: 'run.meter', runId, usage, tokensPerSecond: null })
    expect(usage.estimatedTokens).toBe(0)
  })
})

describe('a gateway that cannot open its books', () => {
  it('says so and opens no door', async () => {
    mkdirSync(folder.path)
    await expect(openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl })).rejects.toMatchObject({
      code: 'storage.failed',
    })
  })
})

describe('a gateway in a process of its own', () => {
  const children: ChildProcess[] = []
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    }
  })
  const token = 'x'.repeat(40)
  const begin = async () => {
    const child = fork(join(import.meta.dirname, 'gateway-process.ts'), [], {
      execPath: process.execPath,
      execArgv: [],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    children.push(child)
    const main = createPortCaller<GatewayContract>(
      {
        postMessage: (message) => void child.send(JSON.parse(JSON.stringify(message))),
        onMessage(listener) {
          child.on('message', listener)
          return () => child.off('message', listener)
        },
      },
      gatewayOperations,
    )
    const providers = [armed('vendor', vendor.baseUrl, 'sk-test', ['vendor-small'], testPrice)]
    const { port } = await main.call('configure', {
      ledgerPath: folder.path,
      zone,
      providers,
      spending: noSpendingRules,
    })
    const models = [{ providerId: 'vendor', model: 'vendor-small' }]
    await main.call('run.admit', runPassSchema.parse({ runId, agentId, kind: 'agent', token, models }))
    const ask = (callKey: string) =>
      fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'x-kaihe-call': callKey },
        body: JSON.stringify({
          model: 'vendor/vendor-small',
          messages: [{ role: 'user', content: callKey }],
          stream: true,
        }),
      })
    return {
      child,
      main,
      ask,
      usage: async () => (await main.call('run.usage', { runId: runIdSchema.parse(runId) })).usage,
    }
  }

  it('pays again after a kill only for what was in flight, and shows both charges', async () => {
    const first = await begin()
    for (const item of ['a', 'b', 'c']) await readAnswer(await first.ask(`step/${item}/1`))
    vendor.script({}, { holdAfterPieces: 10 })
    const broken = await first.ask('step/d/1')
    await readUntil(broken.clone(), (text) => text.length > 3)
    const dead = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await dead
    expect((await readAnswer(broken)).answer.finishReason).toBeNull()

    const second = await begin()
    expect((await second.usage()).calls).toBe(4)
    for (const item of ['a', 'b', 'c']) {
      expect(await readAnswer(await second.ask(`step/${item}/1`))).toMatchObject({
        origin: 'replayed',
        state: 'finished',
      })
    }
    expect(await readAnswer(await second.ask('step/d/1'))).toMatchObject({ origin: 'new', state: 'finished' })
    expect(paidRequests(vendor.records())).toHaveLength(5)
    const { calls, estimatedTokens } = await second.usage()
    expect(calls).toBe(5)
    expect(estimatedTokens).toBeGreaterThan(0)
  })

  it('ends by itself with code 0 when it is told to shut down', async () => {
    const { child, main, ask } = await begin()
    await readAnswer(await ask('step/a/1'))
    const exit = once(child, 'exit')
    await main.call('shutdown', {})
    expect(await exit).toEqual([0, null])
  })
})
