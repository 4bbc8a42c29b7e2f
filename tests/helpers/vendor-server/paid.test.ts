import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ask as post, question, readStream } from './client.ts'
import { paidMoreThanOnce, paidRequests, readRecords } from './record.ts'
import { startVendorServer, type VendorServer, type VendorServerOptions } from './server.ts'

let server: VendorServer
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendor-'))
  server = await startVendorServer()
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const restart = async (options: VendorServerOptions): Promise<void> => {
  await server.close()
  server = await startVendorServer(options)
}
const ask = (body: object): Promise<Response> => post(server.baseUrl, body)

describe('what was paid', () => {
  it('counts answers that began, and finds questions asked twice', async () => {
    await readStream(await ask(question()))
    await ask(question('wrong-key'))
    await readStream(await ask(question('cut-halfway')))
    expect(paidRequests(server.records())).toHaveLength(2)
    expect(paidMoreThanOnce(server.records()).size).toBe(0)
    await readStream(await ask(question()))
    expect([...paidMoreThanOnce(server.records()).values()]).toEqual([2])
  })

  it('outlives a restart in the journal', async () => {
    const journal = join(folder, 'vendor.jsonl')
    await restart({ journal })
    await readStream(await ask(question()))
    await server.waitFor(([record]) => record?.state === 'completed')
    await restart({ journal })
    await readStream(await ask(question()))
    await server.waitFor(([record]) => record?.state === 'completed')
    expect(readRecords(journal).map(({ number, state }) => ({ number, state }))).toEqual([
      { number: 1, state: 'completed' },
      { number: 2, state: 'completed' },
    ])
    expect([...paidMoreThanOnce(readRecords(journal)).values()]).toEqual([2])
  })
})

describe('as a program of its own', () => {
  it('says where it listens, takes scripts, keeps its journal through a kill, and ends with its input', async () => {
    const journal = join(folder, 'vendor.jsonl')
    const start = async () => {
      const options = JSON.stringify({ journal, models: ['alone'] })
      const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--options', options], {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      })
      const [line] = await once(createInterface({ input: child.stdout }), 'line')
      const { baseUrl, port } = z.object({ baseUrl: z.string(), port: z.number() }).parse(JSON.parse(String(line)))
      return { child, baseUrl, control: `http://127.0.0.1:${port}/control` }
    }
    const first = await start()
    const script = { behaviours: [{ text: 'from afar' }] }
    expect((await fetch(`${first.control}/script`, { method: 'POST', body: JSON.stringify(script) })).status).toBe(200)
    expect((await fetch(`${first.control}/script`, { method: 'POST', body: '{"behaviours":[{"no":1}]}' })).status).toBe(
      400,
    )
    const response = await fetch(`${first.baseUrl}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(question()),
    })
    expect((await readStream(response)).answer.content).toBe('from afar')
    const killed = once(first.child, 'exit')
    first.child.kill('SIGKILL')
    await killed
    expect(paidRequests(readRecords(journal))).toHaveLength(1)

    const second = await start()
    expect(await (await fetch(`${second.baseUrl}/models`)).text()).toContain('"alone"')
    const ended = once(second.child, 'exit')
    second.child.stdin.end()
    expect((await ended)[0]).toBe(0)
    expect(readRecords(journal).map((record) => record.number)).toEqual([1, 2])
  })
})
