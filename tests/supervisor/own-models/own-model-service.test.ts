import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createEngine } from '../../../electron/engine/create-engine.ts'
import { openJsonFile } from '../../../electron/storage/json-file.ts'
import { createOwnModelService } from '../../../electron/supervisor/own-models/own-model-service.ts'
import { createStock } from '../../../electron/supervisor/own-models/stock.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import type { OwnModel } from '../../../shared/model/own-model.ts'
import type { ListedModel } from '../../../shared/rules/own-models/listed-models.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses } from '../../helpers/fake-processes.ts'
import { openFileServer } from '../../helpers/file-server.ts'
import { tinyModelFile } from '../../helpers/tiny-model-file.ts'
import { at } from '../../helpers/things.ts'

const content = tinyModelFile({ trainedTokens: 8_192, layers: 2, padding: 200_000 })

async function world(memoryBytes = 16_000_000_000) {
  const server = await openFileServer(content)
  const dataFolder = temporaryFolder()
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const spawn = createFakeProcesses({
    engine: ({ port }) =>
      createEngine({ port, clock, fetch, loadModel: async () => Promise.reject(new Error('not here')) }),
  })
  const listed: ListedModel = {
    id: 'small',
    name: 'Small-1B',
    maker: 'Somebody',
    licence: 'Apache-2.0',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    trainedTokens: 8_192,
    bytesPerToken: 1_000,
    languages: 'many',
    goodAt: 'sorting',
    sources: { huggingface: server.url },
  }
  const events: AppEvent[] = []
  const offered: OwnModel[][] = []
  const offering = { refuse: false }
  const network = { costs: false }
  const path = join(dataFolder, 'own-models.json')
  const folder = join(dataFolder, 'models')
  const open = () =>
    createOwnModelService({
      file: openJsonFile(path),
      folder,
      listed: [listed, { ...listed, id: 'huge', bytes: 20_000_000_000 }],
      stock: createStock(createProcessHost({ spawn: spawn.spawn, clock })),
      measure: async () => ({ memoryBytes, freeMemoryBytes: 1, cores: 2, freeDiskBytes: null, folder }),
      memoryBytes,
      isMetered: async () => network.costs,
      async offer(models) {
        if (offering.refuse) throw new Error('in use')
        offered.push([...models])
      },
      publish: (event) => events.push(event),
      clock,
    })
  return { server, dataFolder, folder, service: open(), reopen: open, events, offered, offering, network, path, spawn }
}

const small = modelNameSchema.parse('Small-1B')

describe('own models', () => {
  it('fetches a listed model, checks it, and offers it to agents', async () => {
    const { service, folder, offered, reopen, events, spawn } = await world()
    service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(service.current().models).toHaveLength(1))
    expect(readFileSync(join(folder, 'small.gguf')).equals(content)).toBe(true)
    expect(service.current().fetches).toEqual([])
    expect(offered.at(-1)?.map(({ name }) => name)).toEqual(['Small-1B'])
    const states = events.flatMap((event) => (event.type === 'ownModels.changed' ? event.ownModels.fetches : []))
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['waiting', 'fetching', 'checking']))
    expect(reopen().current().models[0]).toMatchObject({ name: 'Small-1B', listedId: 'small', fetched: true })
    await vi.waitFor(() => expect(spawn.alive('engine')).toEqual([]))
    await expect(service.usable('Small-1B')).resolves.toMatchObject({ bytes: content.length })
  })

  it('waits where the connection costs by the amount, until it does not or its owner says so', async () => {
    const { service, server, network } = await world()
    const waiting = { state: 'stopped', error: { code: 'ownModel.metered', params: { name: 'Small-1B' } } }
    network.costs = true
    service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(service.current().fetches[0]).toMatchObject(waiting))
    service.lookAgain()
    await vi.waitFor(() => expect(service.current().fetches[0]).toMatchObject(waiting))
    expect(server.asked).toEqual([])
    service.fetch('small', 'huggingface', true)
    await vi.waitFor(() => expect(service.current().models).toHaveLength(1))
    const other = await world()
    other.network.costs = true
    other.service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(other.service.current().fetches[0]).toMatchObject(waiting))
    other.network.costs = false
    other.service.lookAgain()
    await vi.waitFor(() => expect(other.service.current().models).toHaveLength(1))
  })

  it('keeps what was fetched when it is stopped, also over a restart, and goes on from there', async () => {
    const { service, server, folder, reopen } = await world()
    server.next.push({ kind: 'hold', bytes: 90_000 })
    service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(existsSync(join(folder, 'small.gguf.part'))).toBe(true))
    await vi.waitFor(() => expect(readFileSync(join(folder, 'small.gguf.part')).length).toBe(90_000))
    service.stop('small')
    await vi.waitFor(() => expect(service.current().fetches[0]).toMatchObject({ state: 'stopped', error: null }))
    const later = reopen()
    await later.start()
    expect(later.current().fetches[0]).toMatchObject({ listedId: 'small', state: 'stopped', doneBytes: 90_000 })
    later.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(later.current().models).toHaveLength(1))
    expect(server.asked).toEqual([null, 90_000])
  })

  it('says why it stopped, and forgets a model that is given up', async () => {
    const { service, server, folder, reopen } = await world()
    server.next.push({ kind: 'status', status: 403 })
    service.fetch('small', 'huggingface')
    await vi.waitFor(() =>
      expect(service.current().fetches[0]).toMatchObject({ state: 'stopped', error: { code: 'ownModel.refused' } }),
    )
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'small.gguf.part'), 'half')
    await service.discard('small')
    expect(existsSync(join(folder, 'small.gguf.part'))).toBe(false)
    expect(service.current().fetches).toEqual([])
    expect(reopen().current().fetches).toEqual([])
  })

  it('refuses a model that is too big for this computer before anything is fetched', async () => {
    const { service, server } = await world()
    expect(() => service.fetch('huge', 'huggingface')).toThrow('ownModel.tooBig')
    expect(() => service.fetch('small', 'modelscope')).toThrow('ownModel.noSource')
    expect(() => service.fetch('nothing', 'modelscope')).toThrow('ownModel.noSource')
    expect(server.asked).toEqual([])
    expect(service.current().fetches).toEqual([])
  })

  it('takes model files where they lie, knows a listed one by its fingerprint, and leaves them when removed', async () => {
    const { service, dataFolder, offered } = await world()
    const shelf = join(dataFolder, 'shelf')
    mkdirSync(join(shelf, 'maker'), { recursive: true })
    writeFileSync(join(shelf, 'mine.gguf'), tinyModelFile({ trainedTokens: 4_096, layers: 3, padding: 10 }))
    writeFileSync(join(shelf, 'maker', 'known.gguf'), content)
    writeFileSync(join(shelf, 'maker', 'mmproj-eyes.gguf'), content)
    writeFileSync(join(shelf, 'half.gguf'), content.subarray(0, 40))
    writeFileSync(join(shelf, 'notes.txt'), 'GGUF')
    await expect(service.add(shelf)).resolves.toBe(2)
    expect(service.current().models).toMatchObject([
      { name: 'Small-1B', listedId: 'small', fetched: false },
      { name: 'mine', listedId: null, trainedTokens: 4_096, fetched: false },
    ])
    await expect(service.add(shelf)).resolves.toBe(0)
    copyFileSync(join(shelf, 'mine.gguf'), join(dataFolder, 'mine.gguf'))
    await expect(service.add(join(dataFolder, 'mine.gguf'))).resolves.toBe(1)
    expect(service.current().models[2]?.name).toBe('mine (2)')
    await service.remove(small)
    expect(existsSync(join(shelf, 'maker', 'known.gguf'))).toBe(true)
    expect(offered.at(-1)).toHaveLength(2)
  })

  it('says what is wrong with a file or folder that holds no model, and changes nothing', async () => {
    const { service, dataFolder } = await world()
    writeFileSync(join(dataFolder, 'letter.gguf'), 'Dear Sir')
    writeFileSync(join(dataFolder, 'half.gguf'), content.subarray(0, 40))
    await expect(service.add(join(dataFolder, 'letter.gguf'))).rejects.toThrow('ownModel.notAModel')
    await expect(service.add(join(dataFolder, 'half.gguf'))).rejects.toThrow('ownModel.notAModel')
    await expect(service.add(join(dataFolder, 'gone.gguf'))).rejects.toThrow('ownModel.missing')
    await expect(service.add(dataFolder)).rejects.toThrow('ownModel.none')
    expect(service.current().models).toEqual([])
  })

  it('keeps a model that is used, and deletes the file of one it fetched', async () => {
    const { service, folder, offering } = await world()
    service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(service.current().models).toHaveLength(1))
    offering.refuse = true
    await expect(service.remove(small)).rejects.toThrow('in use')
    expect(service.current().models).toHaveLength(1)
    offering.refuse = false
    await service.remove(small)
    expect(existsSync(join(folder, 'small.gguf'))).toBe(false)
    await expect(service.usable('Small-1B')).rejects.toThrow('ownModel.missing')
  })

  it('reads what is readable of a damaged list', async () => {
    const { service, path, reopen } = await world()
    service.fetch('small', 'huggingface')
    await vi.waitFor(() => expect(service.current().models).toHaveLength(1))
    const stored: unknown = JSON.parse(readFileSync(path, 'utf8'))
    writeFileSync(path, JSON.stringify({ ...Object(stored), unfinished: [{ listedId: 7 }] }))
    expect(reopen().current()).toMatchObject({ models: [{ name: 'Small-1B' }], fetches: [] })
    writeFileSync(path, 'half a {')
    expect(reopen().current()).toEqual({ models: [], fetches: [] })
  })
})
