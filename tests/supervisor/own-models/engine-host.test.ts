import { describe, expect, it, vi } from 'vitest'
import { createEngine } from '../../../electron/engine/create-engine.ts'
import type { ModelOrder } from '../../../electron/engine/serve/answerer.ts'
import { createEngineHost } from '../../../electron/supervisor/own-models/engine-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { ownModelSchema } from '../../../shared/model/own-model.ts'
import { createFakeAnswerer } from '../../helpers/fake-answerer.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses } from '../../helpers/fake-processes.ts'
import { at } from '../../helpers/things.ts'

const hello = { model: 'own', messages: [{ role: 'user', content: 'Hello' }], stream: true }
const gigabyte = 1_000_000_000

function world() {
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const fake = createFakeAnswerer()
  const orders: ModelOrder[] = []
  const broken = { because: '' }
  const computer = { free: 9 * gigabyte }
  const spawn = createFakeProcesses({
    engine: ({ port }) =>
      createEngine({
        port,
        clock,
        fetch,
        async loadModel(order) {
          orders.push(order)
          if (broken.because !== '') throw new Error(broken.because)
          return fake.answerer
        },
      }),
  })
  let tokens = 0
  const host = createEngineHost({
    processes: createProcessHost({ spawn: spawn.spawn, clock }),
    async usable(name) {
      if (name === 'gone') throw new CodedError('ownModel.missing', { name })
      return ownModelSchema.parse({
        name,
        path: `/models/${name}.gguf`,
        bytes: 2 * gigabyte,
        trainedTokens: 32_768,
        bytesPerToken: 100_000,
        listedId: null,
        fetched: false,
        addedAt: 0,
      })
    },
    measure: async () => ({
      memoryBytes: 16 * gigabyte,
      freeMemoryBytes: computer.free,
      cores: 8,
      freeDiskBytes: null,
      folder: '/models',
    }),
    newToken: () => `token ${++tokens}`.padEnd(40, '.'),
    onSpeed: () => undefined,
    clock,
  })
  const ask = ({ baseUrl, token }: { baseUrl: string; token: string }) =>
    fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(hello),
    })
  return { clock, fake, orders, broken, computer, spawn, host, ask }
}

describe('the engine of own models', () => {
  it('loads a model when it is wanted, once, with room and threads for this computer', async () => {
    const { host, orders, ask, spawn } = world()
    const [first, second] = await Promise.all([host.doorOf('small'), host.doorOf('small')])
    expect(first).toEqual(second)
    expect(orders).toEqual([{ path: '/models/small.gguf', contextTokens: 16_384, threads: 4 }])
    expect(await (await ask(first)).text()).toContain('Good')
    await host.close()
    expect(spawn.alive('engine')).toEqual([])
  })

  it('gives the memory back when nobody asked anything for five minutes, and loads again', async () => {
    const { host, clock, orders, ask, spawn } = world()
    const door = await host.doorOf('small')
    await (await ask(door)).text()
    clock.advance(4 * 60_000)
    expect(await host.doorOf('small')).toEqual(door)
    clock.advance(4 * 60_000)
    expect(spawn.alive('engine')).toHaveLength(1)
    clock.advance(60_000)
    await vi.waitFor(() => expect(spawn.alive('engine')).toEqual([]))
    const again = await host.doorOf('small')
    expect(again.token).not.toBe(door.token)
    expect(orders).toHaveLength(2)
    await host.close()
  })

  it('never lets go while it answers', async () => {
    const { host, clock, fake, ask, spawn } = world()
    fake.holdUp()
    const answer = await ask(await host.doorOf('small'))
    await vi.waitFor(() => expect(fake.asked).toHaveLength(1))
    await new Promise(setImmediate)
    clock.advance(60 * 60_000)
    expect(spawn.alive('engine')).toHaveLength(1)
    fake.goOn()
    expect(await answer.text()).toContain('[DONE]')
    await host.close()
  })

  it('lets another model in only when the first has answered, and has one in memory at a time', async () => {
    const { host, clock, fake, ask, spawn, orders } = world()
    fake.holdUp()
    const answer = await ask(await host.doorOf('small'))
    await vi.waitFor(() => expect(fake.asked).toHaveLength(1))
    let isOpen = false
    const other = host.doorOf('other').then((door) => {
      isOpen = true
      return door
    })
    await new Promise(setImmediate)
    clock.advance(30_000)
    await new Promise(setImmediate)
    expect(isOpen).toBe(false)
    fake.goOn()
    await answer.text()
    await vi.waitFor(() => {
      clock.advance(1_000)
      expect(isOpen).toBe(true)
    })
    await other
    expect(orders.map(({ path }) => path)).toEqual(['/models/small.gguf', '/models/other.gguf'])
    expect(spawn.alive('engine')).toHaveLength(1)
    await host.close()
  })

  it('loads nothing the computer has no free memory for', async () => {
    const { host, computer, spawn, orders } = world()
    computer.free = 2 * gigabyte
    await expect(host.doorOf('small')).rejects.toMatchObject({
      code: 'ownModel.noMemory',
      params: { name: 'small', needed: 3.9, free: 2 },
    })
    expect(orders).toEqual([])
    expect(spawn.started).toEqual([])
    computer.free = 9 * gigabyte
    await expect(host.doorOf('small')).resolves.toBeDefined()
    await host.close()
  })

  it('says that a model cannot be loaded, leaves nothing behind, and tries again when asked again', async () => {
    const { host, broken, spawn } = world()
    broken.because = 'unknown architecture'
    await expect(host.doorOf('small')).rejects.toMatchObject({
      code: 'ownModel.notLoaded',
      params: { name: 'small' },
    })
    await vi.waitFor(() => expect(spawn.alive('engine')).toEqual([]))
    await expect(host.doorOf('gone')).rejects.toMatchObject({ code: 'ownModel.missing' })
    broken.because = ''
    const door = await host.doorOf('small')
    spawn.newest('engine').exit(-11)
    await vi.waitFor(async () => expect((await host.doorOf('small')).token).not.toBe(door.token))
    await host.close()
    await expect(host.doorOf('small')).rejects.toMatchObject({ code: 'ownModel.notLoaded' })
  })

  it('ends a model that is removed', async () => {
    const { host, spawn } = world()
    await host.doorOf('small')
    await host.letGo('other')
    expect(spawn.alive('engine')).toHaveLength(1)
    await host.letGo('small')
    expect(spawn.alive('engine')).toEqual([])
  })
})
