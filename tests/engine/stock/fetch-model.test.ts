import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fetchModel, type FetchTools } from '../../../electron/engine/stock/fetch-model.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { openFileServer } from '../../helpers/file-server.ts'
import { at } from '../../helpers/things.ts'

const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 251))
const sha256 = createHash('sha256').update(content).digest('hex')

async function world(free: number | null = null) {
  const server = await openFileServer(content)
  const target = join(temporaryFolder(), 'models', 'small.gguf')
  const progress: { state: string; doneBytes: number }[] = []
  const waits: number[] = []
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const tools: FetchTools = {
    fetch,
    // No wait for another try takes any time; the longer one, for silence, is the test's to turn.
    clock: {
      ...clock,
      after(milliseconds, callback) {
        if (milliseconds >= 60_000) return clock.after(milliseconds, callback)
        waits.push(milliseconds)
        setImmediate(callback)
        return () => undefined
      },
    },
    onProgress(told) {
      progress.push(told)
      server.arrived(told.doneBytes)
    },
    freeBytes: async () => free,
  }
  const order = { url: server.url, target, bytes: content.length, sha256 }
  return { server, target, part: `${target}.part`, progress, tools, order, waits, clock }
}

describe('fetching a model', () => {
  it('brings the whole file, says how far it is, and leaves no part behind', async () => {
    const { server, target, part, progress, tools, order } = await world()
    await fetchModel(order, tools)
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(existsSync(part)).toBe(false)
    expect(server.asked).toEqual([null])
    expect(progress[0]).toEqual({ state: 'fetching', doneBytes: 0 })
    expect(progress.at(-1)).toEqual({ state: 'checking', doneBytes: content.length })
  })

  it('goes on where an earlier try broke off', async () => {
    const { server, target, part, tools, order } = await world()
    mkdirSync(dirname(part))
    writeFileSync(part, content.subarray(0, 120_000))
    await fetchModel(order, tools)
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(server.asked).toEqual([120_000])
  })

  it('begins anew where the source cannot go on', async () => {
    const { server, target, part, tools, order } = await world()
    mkdirSync(dirname(part))
    writeFileSync(part, Buffer.alloc(100_000, 1))
    server.next.push({ kind: 'ignoreRange' })
    await fetchModel(order, tools)
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(server.asked).toEqual([100_000])
    expect(existsSync(part)).toBe(false)
  })

  it('tries again after each broken line as long as something comes, and after a server that is busy', async () => {
    const { server, target, tools, order, waits } = await world()
    for (let time = 0; time < 8; time += 1) server.next.push({ kind: 'breakAfter', bytes: 30_000 })
    server.next.push({ kind: 'status', status: 503 })
    await fetchModel(order, tools)
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(server.asked).toEqual([null, 30_000, 60_000, 90_000, 120_000, 150_000, 180_000, 210_000, 240_000, 240_000])
    expect(waits.length).toBe(server.asked.length - 1)
  })

  it('gives up when nothing comes time after time, and keeps what is there', async () => {
    const { server, target, part, tools, order } = await world()
    server.next.push({ kind: 'breakAfter', bytes: 70_000 })
    for (let time = 0; time < 5; time += 1) server.next.push({ kind: 'status', status: 503 })
    await expect(fetchModel(order, tools)).rejects.toMatchObject({ code: 'ownModel.unreachable' })
    expect(existsSync(target)).toBe(false)
    const kept = readFileSync(part)
    expect(kept.length).toBe(70_000)
    expect(kept.equals(content.subarray(0, kept.length))).toBe(true)
  })

  it('takes a source that says nothing for a minute for gone', async () => {
    const { server, part, tools, order, clock, progress } = await world()
    server.next.push({ kind: 'hold', bytes: 50_000 })
    const fetching = fetchModel(order, tools)
    while (!progress.some(({ doneBytes }) => doneBytes === 50_000)) await new Promise(setImmediate)
    clock.advance(60_000)
    await fetching
    expect(server.asked).toEqual([null, 50_000])
    expect(existsSync(part)).toBe(false)
  })

  it('throws away a file with another fingerprint, and never gives it its name', async () => {
    const { server, target, part, tools, order } = await world()
    server.content = Buffer.from(content)
    server.content[1234] = 255
    await expect(fetchModel(order, tools)).rejects.toMatchObject({ code: 'ownModel.wrongFile' })
    expect(existsSync(target)).toBe(false)
    expect(existsSync(part)).toBe(false)
  })

  it('refuses a file of another size before it is written', async () => {
    const { server, target, part, tools, order } = await world()
    server.content = Buffer.concat([content, content])
    await expect(fetchModel(order, tools)).rejects.toMatchObject({ code: 'ownModel.wrongFile' })
    expect(existsSync(target)).toBe(false)
    expect(existsSync(part)).toBe(false)
  })

  it('says what the source answered when it refuses', async () => {
    const { server, tools, order } = await world()
    server.next.push({ kind: 'status', status: 404 })
    await expect(fetchModel(order, tools)).rejects.toMatchObject({
      code: 'ownModel.refused',
      params: { source: '127.0.0.1', status: 404 },
    })
    expect(server.asked.length).toBe(1)
  })

  it('asks for nothing when the disk has no room, and keeps what is there', async () => {
    const { server, part, tools, order } = await world(400_000_000)
    await expect(fetchModel(order, tools)).rejects.toMatchObject({
      code: 'ownModel.noRoom',
      params: { name: 'small.gguf', needed: 0.5, free: 0.4 },
    })
    expect(server.asked).toEqual([])
    writeFileSync(part, content.subarray(0, 10))
    await expect(fetchModel(order, tools)).rejects.toMatchObject({ code: 'ownModel.noRoom' })
    expect(readFileSync(part).length).toBe(10)
  })

  it('takes a part that is longer than the file for nothing', async () => {
    const { server, target, part, tools, order } = await world()
    mkdirSync(dirname(part))
    writeFileSync(part, Buffer.concat([content, content]))
    await fetchModel(order, tools)
    expect(readFileSync(target).equals(content)).toBe(true)
    expect(server.asked).toEqual([null])
  })
})
