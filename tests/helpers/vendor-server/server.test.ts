import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import OpenAI from 'openai'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ChatStreamEnd, createChatStreamReader } from '../../../electron/gateway/sse/read-chat-stream.ts'
import { presets } from './presets.ts'
import { paidMoreThanOnce, paidRequests, readRecords } from './record.ts'
import { refusedPort } from './refused-port.ts'
import { startVendorServer, type VendorServer, type VendorServerOptions } from './server.ts'

let server: VendorServer
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vendor-'))
  server = await startVendorServer({ now: () => 1_000_000 })
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const restart = async (options: VendorServerOptions): Promise<void> => {
  await server.close()
  server = await startVendorServer(options)
}

const question = (model = 'vendor-small', extra: object = {}): object => ({
  model,
  stream: true,
  stream_options: { include_usage: true },
  messages: [
    {
      role: 'user',
      content: `Summarize.\n\n<document name="a.txt" part="1 of 1">\n${'Bread costs 3 euros. '.repeat(40)}\n</document>`,
    },
  ],
  ...extra,
})

function ask(body: object, options: { key?: string; signal?: AbortSignal; path?: string } = {}): Promise<Response> {
  const { key = 'secret', signal, path = '/chat/completions' } = options
  return fetch(server.baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  })
}

/** Reads a stream to its end or to where it breaks. */
async function readStream(response: Response): Promise<ChatStreamEnd & { broken: boolean }> {
  const reader = createChatStreamReader()
  try {
    for await (const bytes of response.body ?? []) reader.feed(bytes)
    return { ...reader.end(), broken: false }
  } catch {
    return { ...reader.end(), broken: true }
  }
}

describe('a well-behaved vendor', () => {
  it('streams an answer made of the request in some twenty chunks, with usage, and records the request', async () => {
    const end = await readStream(await ask(question()))
    expect(end).toMatchObject({ state: 'finished', doneSeen: true })
    expect(end.answer.content).toMatch(/^Summary of a\.txt: Bread costs 3 euros\. Bread/)
    expect(end.events).toBeGreaterThanOrEqual(20)
    const completion = Math.ceil(end.answer.content.length / 4)
    expect(end.answer.usage).toMatchObject({ completion_tokens: completion })
    const [record] = await server.waitFor(([one]) => one?.state === 'completed')
    expect(record).toMatchObject({
      key: 'secret',
      model: 'vendor-small',
      path: '/v1/chat/completions',
      status: 200,
      endedAt: 1_000_000,
    })
    expect(record?.headers['content-type']).toBe('application/json')
    expect(record?.body).toEqual(question())
  })

  it('answers at once without stream, under any base path, and gives the same answer again', async () => {
    const whole = z.object({
      choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]),
      usage: z.object({}),
    })
    const response = await fetch(`http://127.0.0.1:${server.port}/api/paas/v4/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(question('vendor-small', { stream: false })),
    })
    const answer = whole.parse(await response.json()).choices[0].message.content
    expect((await readStream(await ask(question()))).answer.content).toBe(answer)
  })

  it('sends usage only when asked, as OpenAI does', async () => {
    expect((await readStream(await ask(question('vendor-small', { stream_options: null })))).answer.usage).toBeNull()
  })

  it('works with the openai package, tool calls too', async () => {
    const client = new OpenAI({ apiKey: 'k', baseURL: server.baseUrl, maxRetries: 0 })
    expect((await client.models.list()).data.map((model) => model.id)).toEqual(['vendor-small', 'vendor-large'])
    server.script(
      {},
      { toolCalls: [{ id: 'call-1', name: 'read', arguments: '{"path":"收据.txt"}' }], reasoning: 'I must read it.' },
    )
    const stream = client.chat.completions.stream({
      model: 'vendor-small',
      messages: [{ role: 'user', content: 'Hi' }],
    })
    const message = await stream.finalMessage()
    expect(message.tool_calls).toMatchObject([
      { id: 'call-1', function: { name: 'read', arguments: '{"path":"收据.txt"}' } },
    ])
  })

  it('lets only its keys in', async () => {
    await restart({ keys: ['good'] })
    expect((await ask(question(), { key: 'bad' })).status).toBe(401)
    expect((await ask(question(), { key: 'good' })).status).toBe(200)
    expect((await fetch(`${server.baseUrl}/models`)).status).toBe(401)
  })

  it('refuses broken requests and unknown addresses', async () => {
    expect((await ask({ model: 'm', messages: [] })).status).toBe(400)
    expect((await ask(question(), { path: '/completions' })).status).toBe(404)
  })
})

describe('scripts and presets', () => {
  it('are used up in order by the requests they match', async () => {
    server.script({ model: 'vendor-small' }, { status: 500, error: { message: 'once' } }, { text: 'second' })
    expect((await readStream(await ask(question('vendor-large')))).answer.content).toMatch(/^Summary/)
    expect((await ask(question())).status).toBe(500)
    expect((await readStream(await ask(question()))).answer.content).toBe('second')
    expect((await readStream(await ask(question()))).answer.content).toMatch(/^Summary/)
  })

  it('can be chosen by key, and for the list of models', async () => {
    expect((await ask(question(), { key: 'key-no-money' })).status).toBe(402)
    expect(
      (await fetch(`${server.baseUrl}/models`, { headers: { authorization: 'Bearer key-html-page' } })).headers.get(
        'content-type',
      ),
    ).toBe('text/html')
    server.script({ on: 'models', key: 'k' }, { status: 403, error: { message: 'no' } })
    expect((await ask(question(), { key: 'k' })).status).toBe(200)
    expect((await fetch(`${server.baseUrl}/models`, { headers: { authorization: 'Bearer k' } })).status).toBe(403)
  })

  it.each([
    ['wrong-key', 401],
    ['no-money', 402],
    ['forbidden', 403],
    ['unknown-model', 404],
    ['too-long', 400],
    ['limited-seconds', 429],
    ['server-error', 500],
    ['bad-gateway', 502],
    ['overloaded', 503],
  ])('preset %s answers %i', async (name, status) => {
    expect((await ask(question(name))).status).toBe(status)
  })

  it('gives every form of Retry-After', async () => {
    const header = async (name: string): Promise<string | null> =>
      (await ask(question(name))).headers.get('retry-after')
    expect(await header('limited-seconds')).toBe('2')
    expect(await header('limited-fraction')).toBe('0.5')
    expect(await header('limited-date')).toBe(new Date(1_003_000).toUTCString())
    expect(await header('limited-silent')).toBeNull()
    expect((await ask(question('limited-milliseconds'))).headers.get('retry-after-ms')).toBe('1500')
  })

  it.each([
    ['error-in-stream', { state: 'failed', problem: { kind: 'vendorError' } }],
    ['broken-event', { state: 'failed', problem: { kind: 'badJson' } }],
    ['cut-halfway', { state: 'cut', broken: true }],
    ['cut-in-an-event', { state: 'cut', broken: true }],
    ['ends-early', { state: 'cut', broken: false, doneSeen: true }],
    ['without-done', { state: 'finished', doneSeen: false }],
    ['without-usage', { state: 'finished', answer: { usage: null } }],
    ['hard-to-read', { state: 'finished' }],
    ['refuses-content', { answer: { finishReason: 'content_filter', content: '' } }],
  ])('preset %s reads as it should', async (name, expected) => {
    expect(await readStream(await ask(question(name)))).toMatchObject(expected)
  })

  it.each(['usage-every-chunk', 'usage-zero-first', 'usage-in-choice', 'hard-to-read'])(
    'preset %s reports the same usage',
    async (name) => {
      const plain = (await readStream(await ask(question()))).answer
      const { usage, content } = (await readStream(await ask(question(name)))).answer
      expect(content).toBe(plain.content)
      expect(usage).toEqual(plain.usage)
    },
  )

  it('names no preset that is not one', () => {
    for (const behave of Object.values(presets)) server.script({}, behave(0))
    expect(() => server.script({}, JSON.parse('{"stauts":500}'))).toThrow(/stauts/)
  })
})

describe('holds, cuts and a client that leaves', () => {
  it('holds an answer until it is released', async () => {
    const answer = ask(question('held'))
    await server.waitFor(([record]) => record?.state === 'held')
    server.release()
    expect((await readStream(await answer)).state).toBe('finished')
  })

  it('holds in the middle, and sees a client leave', async () => {
    const abort = new AbortController()
    const response = await ask(question('held-halfway'), { signal: abort.signal })
    await server.waitFor(([record]) => record?.state === 'held' && record.pieces === 10)
    expect(await server.connections()).toBe(1)
    const reading = readStream(response)
    abort.abort()
    expect((await reading).state).toBe('cut')
    const [record] = await server.waitFor(([one]) => one?.state === 'aborted')
    expect(record).toMatchObject({ pieces: 10, endedAt: 1_000_000, status: 200 })
  })

  it('sees a client leave that was never answered', async () => {
    const abort = new AbortController()
    const answer = ask(question('silent'), { signal: abort.signal })
    await server.waitFor((records) => records.length === 1)
    abort.abort()
    await expect(answer).rejects.toThrow()
    await server.waitFor(([record]) => record?.state === 'aborted' && record.status === null)
  })

  it('cuts after exactly so many bytes', async () => {
    server.script({}, { cutAfterBytes: 333 })
    let received = 0
    const reading = async (): Promise<void> => {
      for await (const bytes of (await ask(question())).body ?? []) received += bytes.length
    }
    await expect(reading()).rejects.toThrow()
    expect(received).toBe(333)
    expect(server.records()[0]).toMatchObject({ state: 'cut', bytes: 333 })
  })

  it('refuses on a port that nobody listens on', async () => {
    await expect(fetch(`http://127.0.0.1:${await refusedPort()}/v1/models`)).rejects.toThrow()
  })
})

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
