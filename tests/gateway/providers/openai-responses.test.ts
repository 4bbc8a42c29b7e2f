import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { noTokens } from '../../../shared/model/usage.ts'
import { speakTo, type Speaker, toolTurn } from './speak-to.ts'

let openai: Speaker
beforeEach(async () => {
  openai = await speakTo('openai', 'gpt-6-astra')
})
afterEach(() => openai.close())

const { tools } = toolTurn()
const bodySchema = z.looseObject({ input: z.array(z.record(z.string(), z.unknown())) })
const call = { id: 'call_7', name: 'list_files', arguments: '{"folder":"Rechnungen/März"}' }

describe('which requests take the other door', () => {
  it.each([
    ['gpt-6-astra', { tools }, '/v1/responses'],
    ['gpt-5.6-luna', { tools }, '/v1/responses'],
    ['gpt-5.6-luna', { tools, reasoning_effort: 'none' }, '/v1/chat/completions'],
    ['gpt-5.6-luna', {}, '/v1/chat/completions'],
    ['gpt-6.1-sol', { reasoning_effort: 'max' }, '/v1/responses'],
    ['gpt-5.4', { tools }, '/v1/chat/completions'],
    ['gpt-5.3-codex', {}, '/v1/responses'],
    ['gpt-9', { tools }, '/v1/responses'],
    ['gpt-4.1', { tools }, '/v1/chat/completions'],
  ])('%s with %j goes to %s', async (model, fields, path) => {
    expect((await openai.speak({ model, ...fields })).sent.path).toBe(path)
  })

  it('learns it from a refusal of a model it does not know', async () => {
    const { vendor, speak } = openai
    const message = 'Function tools are not supported for gpt-5-next in /v1/chat/completions. Please use /v1/responses.'
    vendor.script({}, { status: 400, error: { message, type: 'invalid_request_error' } })
    expect((await speak({ model: 'gpt-5-next', tools })).sent.path).toBe('/v1/responses')
    expect((await speak({ model: 'gpt-5-next', tools })).sent.path).toBe('/v1/responses')
    expect(vendor.records()).toHaveLength(3)
  })
})

describe('a request through the Responses API', () => {
  it('says the same in its words, keeps nothing there, and leaves nothing of the other in', async () => {
    const { sent } = await openai.speak({
      tools,
      tool_choice: { type: 'function', function: { name: 'list_files' } },
      max_tokens: 300,
      temperature: 0.2,
      stop: ['END'],
      response_format: { type: 'json_schema', json_schema: { name: 'list', schema: { type: 'object' }, strict: true } },
      messages: [
        { role: 'system', content: 'Be brief' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
          ],
        },
      ],
    })
    expect(sent.body).toEqual({
      model: 'gpt-6-astra',
      stream: true,
      stream_options: { include_obfuscation: false },
      store: false,
      include: ['reasoning.encrypted_content'],
      max_output_tokens: 300,
      reasoning: { effort: 'low' },
      input: [
        { role: 'system', content: 'Be brief' },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: 'data:image/png;base64,AA', detail: 'auto' },
          ],
        },
      ],
      tools: [
        {
          type: 'function',
          name: 'list_files',
          description: 'Lists a folder',
          parameters: { type: 'object', properties: {} },
          strict: false,
        },
      ],
      tool_choice: { type: 'function', name: 'list_files' },
      text: { format: { type: 'json_schema', name: 'list', schema: { type: 'object' }, strict: true } },
    })
  })

  it('refuses sound before anything is sent', async () => {
    const content = [{ type: 'input_audio', input_audio: { data: 'AA', format: 'wav' } }]
    const failure = await openai.fail({ tools, messages: [{ role: 'user', content }] })
    expect([failure.error.code, failure.maybeCharged]).toEqual(['provider.requestRefused', false])
    expect(openai.vendor.records()).toHaveLength(0)
  })

  it('brings back what was thought before a tool call, sealed and whole, and only with that call', async () => {
    openai.vendor.script({}, { toolCalls: [call] })
    const first = await openai.speak({ tools })
    expect(first.end.answer.toolCalls).toEqual([
      { id: 'call_7', type: 'function', function: { name: call.name, arguments: call.arguments } },
    ])
    const messages = [
      { role: 'user', content: 'List it' },
      { role: 'assistant', content: null, tool_calls: first.end.answer.toolCalls },
      { role: 'tool', tool_call_id: 'call_7', content: 'a.txt' },
    ]
    const second = bodySchema.parse((await openai.speak({ tools, messages })).sent.body)
    expect(second.input).toEqual([
      { role: 'user', content: 'List it' },
      { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed-1' },
      { type: 'function_call', call_id: 'call_7', name: call.name, arguments: call.arguments },
      { type: 'function_call_output', call_id: 'call_7', output: 'a.txt' },
    ])
    const other = bodySchema.parse((await openai.speak({ ...toolTurn('thought elsewhere') })).sent.body)
    expect(JSON.stringify(other)).not.toMatch(/sealed|thought elsewhere/)
  })
})

describe('an answer through the Responses API', () => {
  it('reads as a chat: text as it comes, then the end, the tier and the usage', async () => {
    openai.vendor.script({}, { text: 'Guten Morgen, 杭州', pieces: 4 })
    const { end, chunks, usage } = await openai.speak({ tools })
    expect(end).toMatchObject({
      state: 'finished',
      answer: {
        id: 'resp_1',
        model: 'gpt-6-astra',
        serviceTier: 'default',
        content: 'Guten Morgen, 杭州',
        finishReason: 'stop',
      },
    })
    expect(chunks.filter((chunk) => chunk.choices[0]?.delta?.content).length).toBe(4)
    const { input_tokens: whole } = z.object({ input_tokens: z.number() }).parse(end.answer.usage)
    const cachedRead = Math.floor(whole / 2)
    expect(usage).toEqual({
      tokens: { ...noTokens, input: whole - cachedRead - 8, cachedRead, cacheWrite: 8, output: 4, reasoning: 24 },
      estimated: false,
    })
  })

  it('tells several calls apart, however their arguments are cut', async () => {
    const calls = [call, { id: 'call_8', name: 'read_file', arguments: '{"path":"a.txt"}' }]
    openai.vendor.script({}, { text: 'Let me look.', toolCalls: calls, chunkBytes: [1, 7, 3] })
    const { answer } = (await openai.speak({ tools })).end
    expect([answer.content, answer.finishReason]).toEqual(['Let me look.', 'tool_calls'])
    expect(
      answer.toolCalls.map(({ id, function: { name, arguments: text } }) => ({ id, name, arguments: text })),
    ).toEqual(calls)
  })

  it('takes arguments that come whole, and an answer that comes whole', async () => {
    const output = [
      { type: 'function_call', id: 'fc_1', call_id: 'call_7', name: call.name, arguments: call.arguments },
    ]
    const response = {
      id: 'resp_9',
      object: 'response',
      status: 'completed',
      model: 'm',
      output,
      usage: { input_tokens: 9, output_tokens: 4 },
    }
    const events = [
      { type: 'response.output_item.added', output_index: 0, item: { ...output[0], arguments: '' } },
      { type: 'response.output_item.done', output_index: 0, item: output[0] },
      { type: 'response.completed', response },
    ]
    const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
    openai.vendor.script(
      {},
      { status: 200, body: stream, headers: { 'content-type': 'text/event-stream' } },
      { status: 200, body: JSON.stringify(response), headers: { 'content-type': 'application/json' } },
    )
    for (const { end } of [await openai.speak({ tools }), await openai.speak({ tools })]) {
      expect(end).toMatchObject({
        state: 'finished',
        answer: { finishReason: 'tool_calls', toolCalls: [{ id: 'call_7', function: { arguments: call.arguments } }] },
      })
      expect(end.answer.usage).toEqual({ input_tokens: 9, output_tokens: 4 })
    }
  })

  it('is cut where it ends without saying so, and shortened where it reached its limit', async () => {
    openai.vendor.script({}, { finishReason: null }, { finishReason: 'length' }, { cutAfterPieces: 2 })
    expect((await openai.speak({ tools })).end.state).toBe('cut')
    expect((await openai.speak({ tools })).end).toMatchObject({ state: 'finished', answer: { finishReason: 'length' } })
    expect((await openai.speak({ tools })).end).toMatchObject({
      state: 'failed',
      failure: { error: { code: 'provider.unreachable' } },
    })
  })

  it('fails with the vendor’s words, and keeps what it had used', async () => {
    const failed = {
      type: 'response.failed',
      response: {
        status: 'failed',
        error: { code: 'rate_limit_exceeded', message: 'Too many' },
        usage: { input_tokens: 70, output_tokens: 9 },
      },
    }
    const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
    openai.vendor.script({}, { finishReason: null, insert: [{ afterPieces: 0, text: event(failed) }] })
    const { end, usage } = await openai.speak({ tools })
    expect(end).toMatchObject({ state: 'failed', failure: { error: { code: 'provider.rateLimited' } } })
    expect(usage.tokens).toMatchObject({ input: 70, output: 9 })

    const error = { type: 'error', code: 'server_error', message: 'It broke', param: null }
    openai.vendor.script({}, { status: 200, body: event(error), headers: { 'content-type': 'text/event-stream' } })
    expect((await openai.fail({ tools })).error.code).toBe('provider.serverError')
    openai.vendor.script(
      {},
      { status: 200, body: 'data: {"type":\n\n', headers: { 'content-type': 'text/event-stream' } },
    )
    expect((await openai.fail({ tools })).error.code).toBe('model.badAnswer')
  })

  it('words the refusals of that door like all others', async () => {
    expect((await openai.fail({ model: 'no-money', tools })).error.code).toBe('provider.noMoney')
    expect((await openai.fail({ model: 'wrong-key', tools })).error.code).toBe('provider.keyRefused')
  })
})
