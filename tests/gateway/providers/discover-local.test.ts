import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { createGateway } from '../../../electron/gateway/create-gateway.ts'
import { type GatewayContract, gatewayOperations } from '../../../electron/gateway/protocol.ts'
import { createPortCaller } from '../../../electron/ipc/port-calls.ts'
import { createPortPair } from '../../helpers/port-pair.ts'
import { discoverLocal } from '../../../electron/gateway/providers/discover-local.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { refusedPort } from '../../helpers/vendor-server/refused-port.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { start } from '../open-test-gateway.ts'

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})
const serve = async (vendor?: ServiceDialect): Promise<string> => {
  const server = await startVendorServer(vendor === undefined ? {} : { vendor })
  open.push(server.close)
  return server.baseUrl
}
const tools = () => ({ fetch: (url: string, init: RequestInit) => fetch(url, init), clock: createFakeClock(start) })

describe('finding model servers on this computer', () => {
  it('tells them apart by what only they answer, wherever they listen, with what each model takes in', async () => {
    const [ollama, studio, llama] = [await serve('ollama'), await serve('lm-studio'), await serve('llama-cpp')]
    expect(await discoverLocal(tools(), [llama, ollama, studio])).toEqual([
      { dialect: 'llama-cpp', baseUrl: llama, models: [{ name: 'model.gguf', contextTokens: 8_192 }] },
      {
        dialect: 'ollama',
        baseUrl: ollama,
        models: [
          { name: 'qwen3:8b', contextTokens: 4_096 },
          { name: 'gemma4:latest', contextTokens: 4_096 },
          { name: 'tuned', contextTokens: 8_192 },
        ],
      },
      {
        dialect: 'lm-studio',
        baseUrl: studio,
        models: [
          { name: 'qwen3-8b', contextTokens: 4_096 },
          { name: 'gemma-4', contextTokens: 4_096 },
        ],
      },
    ])
  })

  it('takes nothing else for one: no other service, no page, no closed port', async () => {
    const page = createServer((_, response) => response.end('<!doctype html><title>Router</title>'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    open.push(() => new Promise<void>((resolve) => page.close(() => resolve())))
    const address = page.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const others = [await serve(), await serve('deepseek'), `http://127.0.0.1:${port}/v1`]
    expect(await discoverLocal(tools(), [...others, `http://127.0.0.1:${await refusedPort()}/v1`])).toEqual([])
  })

  it('does not wait for what never answers', async () => {
    const mute = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    open.push(() => {
      mute.closeAllConnections()
      mute.close()
    })
    const address = mute.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const given = tools()
    const looking = discoverLocal(given, [`http://127.0.0.1:${port}/v1`, await serve('ollama')])
    await new Promise((resolve) => mute.once('connection', resolve))
    while (given.clock.pending() > 2) await new Promise(setImmediate)
    given.clock.advance(1_500)
    expect((await looking).map(({ dialect }) => dialect)).toEqual(['ollama'])
    expect(given.clock.pending()).toBe(0)
  })

  it('sends no key to anybody', async () => {
    const ollama = await startVendorServer({ vendor: 'ollama' })
    open.push(ollama.close)
    await discoverLocal(tools(), [ollama.baseUrl])
    expect(ollama.records().length).toBeGreaterThan(3)
    expect(ollama.records().every(({ key }) => key === null)).toBe(true)
  })

  it('looks at the usual ports when main asks, configured or not', async () => {
    const asked = new Set<string>()
    const { ours, theirs } = createPortPair()
    const gateway = createGateway({
      port: ours,
      clock: createFakeClock(start),
      random: () => 0,
      soon: setImmediate,
      provider: {
        fetch: (url) => {
          asked.add(new URL(url).host)
          return Promise.reject(new TypeError('fetch failed', { cause: new Error('ECONNREFUSED') }))
        },
        practice: () => ({ pace: () => Promise.resolve(), id: 'practice-1', createdSeconds: 0 }),
      },
      isConnected: () => true,
      exit: () => undefined,
    })
    open.push(() => gateway.close())
    const main = createPortCaller<GatewayContract>(theirs, gatewayOperations)
    expect(await main.call('providers.discover', {})).toEqual({ servers: [] })
    expect([...asked].toSorted()).toEqual(['127.0.0.1:11434', '127.0.0.1:1234', '127.0.0.1:8080'])
  })
})
