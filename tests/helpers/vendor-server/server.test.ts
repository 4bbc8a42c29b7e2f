import OpenAI from 'openai'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ask as post, question, readStream } from './client.ts'
import { presets } from './presets.ts'
import { refusedPort } from './refused-port.ts'
import { startVendorServer, type VendorServer } from './server.ts'

let server: VendorServer
beforeEach(async () => {
  server = await startVendorServer({ now: () => 1_000_000 })
})
afterEach(() => server.close())

const ask = (body: object, options: Parameters<typeof post>[2] = {}): Promise<Response> =>
  post(server.baseUrl, body, options)

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
    await server.close()
    server = await startVendorServer({ keys: ['good'] })
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
