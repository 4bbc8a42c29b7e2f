import { describe, expect, it } from 'vitest'
import { usageRead } from '../../electron/dev/port/operations/usage-read.ts'
import { askPort } from './ask-port.ts'

const read = (args: unknown) => askPort('usage.read', args)
const answer = (usage: unknown, fields: object = {}) => ({
  model: 'm-1124',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hello there' }, finish_reason: 'stop', ...fields }],
  usage,
})

describe('usage.read', () => {
  it('answers its own example', async () => {
    expect(await askPort('usage.read', usageRead.example.args)).toEqual({ id: 1, ok: usageRead.example.ok })
  })

  it('reads a stream from its bytes, cut anywhere, and from its events', async () => {
    const events = [
      { id: 'gen-1', model: 'x/y', choices: [{ index: 0, delta: { content: '你好' }, finish_reason: 'stop' }] },
      { choices: [], usage: { prompt_tokens: 194, completion_tokens: 2, total_tokens: 196, cost: 1.4025e-7 } },
      '[DONE]',
    ]
    const text = events
      .map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`)
      .join('')
    const bytes = Buffer.from(text)
    const chunks = [bytes.subarray(0, 77), bytes.subarray(77)].map((chunk) => chunk.toString('base64'))
    const fromBytes = await read({ dialect: 'openrouter', chunks })
    expect(fromBytes.ok).toMatchObject({
      tokens: { input: 194, output: 2 },
      estimated: false,
      source: 'vendor',
      reportedCost: { currency: 'USD', amount: '0.00000014025' },
      model: 'x/y',
      state: 'finished',
    })
    expect((await read({ dialect: 'openrouter', events })).ok).toEqual(fromBytes.ok)
  })

  it('reads the Responses API of OpenAI, whole and streamed', async () => {
    const response = {
      id: 'resp_1',
      object: 'response',
      status: 'completed',
      model: 'gpt-6-astra',
      service_tier: 'flex',
      output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hi' }] }],
      usage: {
        input_tokens: 50,
        input_tokens_details: { cached_tokens: 10, cache_write_tokens: 5 },
        output_tokens: 30,
        output_tokens_details: { reasoning_tokens: 20 },
        total_tokens: 80,
      },
    }
    const expected = {
      tokens: { input: 35, cachedRead: 10, cacheWrite: 5, output: 10, reasoning: 20 },
      model: 'gpt-6-astra',
      serviceTier: 'flex',
      finishReason: 'stop',
    }
    expect((await read({ dialect: 'openai', body: response })).ok).toMatchObject(expected)
    const events = [
      { type: 'response.output_text.delta', output_index: 0, delta: 'Hi' },
      { type: 'response.completed', response },
    ]
    expect((await read({ dialect: 'openai', events })).ok).toMatchObject(expected)
  })

  it('says unknown where nothing is said, and counts itself where the request is given', async () => {
    expect((await read({ dialect: 'deepseek', body: answer(undefined), model: 'asked' })).ok).toMatchObject({
      tokens: null,
      estimated: true,
      source: 'none',
      raw: null,
      model: 'm-1124',
    })
    const request = { model: 'm', messages: [{ role: 'user', content: 'Say hello to everybody in the room' }] }
    const counted = await read({ dialect: 'deepseek', body: answer(undefined), request })
    expect(counted.ok).toMatchObject({ estimated: true, source: 'own', tokens: { cachedRead: 0 } })
    expect(counted.ok).toMatchObject({ tokens: { input: expect.any(Number), output: expect.any(Number) } })
  })

  it.each([
    ['strings and negative figures', { prompt_tokens: '12', completion_tokens: -4 }],
    ['nothing that is a figure', { prompt_tokens: null, completion_tokens: [], total_tokens: {} }],
    ['figures beyond all models', { prompt_tokens: 1e15, completion_tokens: 1e15 }],
  ])('never takes %s for counts, nor for zero', async (_, usage) => {
    const { ok } = await read({ dialect: 'qwen', body: { usage } })
    expect(ok).toMatchObject({ estimated: true, state: 'cut' })
    expect(ok).not.toMatchObject({ tokens: { input: 0 } })
    expect(JSON.stringify(ok)).not.toMatch(/"(?:input|output)":(?:0|-)/)
  })

  it('marks what was counted beyond what was sent, and suspects a server that saw less', async () => {
    const request = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }
    const more = await read({
      dialect: 'openai',
      body: answer({ prompt_tokens: 90_000, completion_tokens: 3 }),
      request,
    })
    expect(more.ok).toMatchObject({ estimated: true, tokens: { input: 90_000 } })
    const long = { model: 'm', messages: [{ role: 'user', content: 'Bread costs three euros. '.repeat(4_000) }] }
    const usage = { prompt_tokens: 4_096, completion_tokens: 3, total_tokens: 4_099 }
    const less = await read({ dialect: 'ollama', body: answer(usage), request: long, contextTokens: 4_096 })
    expect(less.ok).toMatchObject({ inputMayBeCut: true, tokens: { input: 4_096 } })
    expect((await read({ dialect: 'openai', body: answer(usage), request: long })).ok).toMatchObject({
      inputMayBeCut: false,
    })
  })

  it('is a coded error, with what came before, where the answer is one', async () => {
    const money = await read({ dialect: 'glm', body: '{"error":{"code":"1113","message":"余额不足"}}' })
    expect(money.error).toMatchObject({ code: 'provider.noMoney', partial: { tokens: null, state: 'failed' } })
    const broken = await read({
      dialect: 'openrouter',
      events: [
        { choices: [{ delta: { content: 'half' } }], usage: { prompt_tokens: 7, completion_tokens: 1 } },
        { error: { code: 502, message: 'upstream died' } },
      ],
    })
    expect(broken.error).toMatchObject({ code: 'provider.serverError', partial: { tokens: { input: 7, output: 1 } } })
    expect((await read({ dialect: 'kimi', body: 'not json' })).error?.code).toBe('model.badAnswer')
    expect((await read({ dialect: 'kimi', chunks: [Buffer.from('hello').toString('base64')] })).error?.code).toBe(
      'model.badAnswer',
    )
  })

  it.each([
    ['no answer at all', { dialect: 'kimi' }],
    ['two answers', { dialect: 'kimi', body: {}, events: [] }],
    ['a dialect nobody speaks', { dialect: 'practice', body: {} }],
    ['bytes that are not base64', { dialect: 'kimi', chunks: ['%'] }],
  ])('refuses %s', async (_, args) => {
    expect((await read(args)).error?.code).toBe('request.invalid')
  })
})
