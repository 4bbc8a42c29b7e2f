import OpenAI from 'openai'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openEngineDoor } from '../../../electron/engine/serve/door.ts'
import { createFakeAnswerer } from '../../helpers/fake-answerer.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at } from '../../helpers/things.ts'

const token = 'a token of at least thirty-two letters'

async function world(options: Parameters<typeof createFakeAnswerer>[0] = {}) {
  const fake = createFakeAnswerer(options)
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const calls: number[] = []
  const door = await openEngineDoor({
    answerer: fake.answerer,
    token,
    clock,
    onCalls: (open) => calls.push(open),
    onSpeed: () => undefined,
  })
  onTestFinished(door.close)
  const url = `http://127.0.0.1:${door.port}/v1`
  const client = new OpenAI({ baseURL: url, apiKey: token, maxRetries: 0 })
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { ...fake, clock, calls, url, client, post }
}

const hello = { model: 'own', messages: [{ role: 'user' as const, content: 'Hello' }], stream: true as const }

describe('the door of the engine', () => {
  it('answers in pieces, with thoughts apart, and says what the model counted', async () => {
    const { client, calls } = await world({ words: ['(well)', 'Good', ' day'] })
    const stream = await client.chat.completions.create(hello)
    let text = ''
    let thought = ''
    let finish: string | null = null
    let usage: unknown
    for await (const chunk of stream) {
      const [choice] = chunk.choices
      const delta: { content?: string | null; reasoning_content?: string } = choice?.delta ?? {}
      text += delta.content ?? ''
      thought += delta.reasoning_content ?? ''
      finish = choice?.finish_reason ?? finish
      usage = chunk.usage ?? usage
    }
    expect({ text, thought, finish }).toEqual({ text: 'Good day', thought: '(well)', finish: 'stop' })
    expect(usage).toEqual({
      prompt_tokens: 7,
      completion_tokens: 3,
      total_tokens: 10,
      prompt_tokens_details: { cached_tokens: 2 },
    })
    await vi.waitFor(() => expect(calls).toEqual([1, 0]))
  })

  it('hands calls of tools on', async () => {
    const toolCalls = [{ name: 'read', arguments: '{"name":"a.txt"}' }]
    const ended = { finish: 'tool_calls' as const, toolCalls, promptTokens: 5, cachedTokens: 0, completionTokens: 9 }
    const { client } = await world({ words: [], ended })
    const stream = await client.chat.completions.create(hello)
    const seen: unknown[] = []
    for await (const chunk of stream) seen.push(...(chunk.choices[0]?.delta.tool_calls ?? []))
    expect(seen).toMatchObject([{ index: 0, type: 'function', function: toolCalls[0] }])
  })

  it('lets nobody in but who has the token, and no page', async () => {
    const { post, url, asked } = await world()
    const statuses = [
      await post(hello, { authorization: 'Bearer another' }),
      await post(hello, { authorization: '' }),
      await post(hello, { origin: 'https://example.com' }),
      await fetch(url, { headers: { authorization: `Bearer ${token}` } }),
      await fetch(url.replace('127.0.0.1', 'localhost'), { headers: { authorization: `Bearer ${token}` } }),
    ].map(({ status }) => status)
    expect(statuses).toEqual([401, 401, 403, 404, 421])
    expect(asked).toEqual([])
  })

  it('says what is wrong with a request, and answers the next one', async () => {
    const { post, asked } = await world()
    const picture = [{ type: 'image_url', image_url: { url: 'data:' } }]
    expect((await post('half a {')).status).toBe(400)
    expect((await post({ messages: [] })).status).toBe(400)
    expect((await post({ messages: [{ role: 'user', content: picture }] })).status).toBe(400)
    expect(asked).toEqual([])
    expect((await post(hello)).status).toBe(200)
  })

  it('refuses what is longer than the model takes in, before it begins', async () => {
    const { post, asked } = await world({ contextTokens: 256 })
    const answer = await post({ ...hello, messages: [{ role: 'user', content: 'long '.repeat(300) }] })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: 'exceed_context_size_error' } })
    expect(asked).toEqual([])
  })

  it('answers one question at a time, with signs of life to whoever waits', async () => {
    const { post, asked, holdUp, goOn, clock } = await world()
    holdUp()
    const first = await post(hello)
    const second = await post(hello)
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    clock.advance(25_000)
    goOn()
    const texts = await Promise.all([first.text(), second.text()])
    for (const text of texts) {
      expect(text.match(/: working\n\n/g)).toHaveLength(2)
      expect(text).toMatch(/\[DONE\]\n\n$/)
    }
    expect(asked).toHaveLength(2)
  })

  it('stops for whoever leaves, and goes on with the next', async () => {
    const { post, url, asked, holdUp, goOn, calls } = await world()
    holdUp()
    const leave = new AbortController()
    await fetch(`${url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(hello),
      signal: leave.signal,
    })
    await vi.waitFor(() => expect(asked).toHaveLength(1))
    leave.abort()
    await vi.waitFor(() => expect(calls.at(-1)).toBe(0))
    goOn()
    expect(await (await post(hello)).text()).toContain('Good')
  })
})
