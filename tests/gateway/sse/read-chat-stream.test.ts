import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ChatStreamEnd, createChatStreamReader } from '../../../electron/gateway/sse/read-chat-stream.ts'
import { chunkSizes, cutBytes, joinLines, lineEnds, toBytes } from './cutting.ts'

type Json = Record<string, unknown>

const chunk = (choice: Json | null, extra: Json = {}): string =>
  JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm-1',
    choices: choice === null ? [] : [{ index: 0, ...choice }],
    ...extra,
  })
const content = (text: string, finish: string | null = null, extra: Json = {}): string =>
  chunk({ delta: { content: text }, finish_reason: finish }, extra)

function read(
  body: string | Uint8Array,
  sizes: readonly number[] = [1_000_000],
  maxEventBytes = 100_000,
): ChatStreamEnd {
  const reader = createChatStreamReader({ maxEventBytes })
  for (const bytes of cutBytes(typeof body === 'string' ? toBytes(body) : body, sizes)) reader.feed(bytes)
  return reader.end()
}
const stream = (...data: string[]): string => data.map((text) => `data: ${text}\n\n`).join('')

describe('how a stream ended', () => {
  it('is finished when a finish reason came, with or without [DONE]', () => {
    expect(read(stream(content('Hi', 'stop'), '[DONE]'))).toMatchObject({ state: 'finished', doneSeen: true })
    expect(read(stream(content('Hi', 'stop')))).toMatchObject({ state: 'finished', doneSeen: false, problem: null })
  })

  it('is cut without a finish reason, even after [DONE]', () => {
    const end = read(stream(content('Hi'), '[DONE]'))
    expect(end).toMatchObject({ state: 'cut', doneSeen: true })
    expect(end.answer.content).toBe('Hi')
    expect(read(stream(content('Hi', '')))).toMatchObject({ state: 'cut' })
  })

  it('is cut for a body that is no event stream, and says that nothing was read', () => {
    const end = read('<!doctype html>\n<title>Log in</title>')
    expect(end).toMatchObject({ state: 'cut', events: 0, leftover: '<!doctype html>\n<title>Log in</title>' })
  })

  it('fails on an error event and keeps what came before', () => {
    const end = read(
      stream(content('Half'), '{"error":{"code":502,"message":"upstream died"}}', content(' more', 'stop')),
    )
    expect(end.state).toBe('failed')
    expect(end.answer.content).toBe('Half')
    expect(end.problem).toMatchObject({ kind: 'vendorError', error: { code: '502', message: 'upstream died' } })
  })

  it('fails on an error that rides in a chunk with choices', () => {
    const end = read(
      stream(content('', 'error', { error: { message: 'Provider disconnected', code: 'server_error' } })),
    )
    expect(end.problem).toMatchObject({ kind: 'vendorError', error: { code: 'server_error' } })
  })

  it('fails on a named error event with plain text', () => {
    const end = read('event: error\ndata: overloaded\n\n')
    expect(end.problem).toMatchObject({ kind: 'vendorError', error: { shape: 'plain', message: 'overloaded' } })
  })

  it('takes no harm from error: null', () => {
    expect(read(stream(content('Hi', 'stop', { error: null })))).toMatchObject({ state: 'finished' })
  })

  it('fails on bad JSON, a wrong shape and an oversized event, each by its kind', () => {
    expect(read(stream('{"choices":')).problem).toEqual({ kind: 'badJson', text: '{"choices":' })
    expect(read(stream('{"choices":[{"delta":{"content":5}}]}')).problem).toMatchObject({ kind: 'badShape' })
    expect(read(stream(content('x'.repeat(400))), [7], 300).problem).toEqual({
      kind: 'eventTooLarge',
      maxEventBytes: 300,
    })
  })

  it('ignores everything after [DONE]', () => {
    expect(read(stream(content('a', 'stop'), '[DONE]', 'not json')).state).toBe('finished')
  })
})

describe('usage', () => {
  const used = { prompt_tokens: 10, completion_tokens: 3, total_tokens: 13, prompt_cache_hit_tokens: 4 }
  const zero = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }

  it.each([
    ['in an extra chunk without choices', [content('Hi', 'stop'), chunk(null, { usage: used })]],
    ['in the last content chunk', [content('Hi', 'stop', { usage: used })]],
    ['inside the choice', [chunk({ delta: { content: 'Hi' }, finish_reason: 'stop', usage: used })]],
    ['after zeros in every chunk', [content('H', null, { usage: zero }), content('i', 'stop', { usage: used })]],
    ['before trailing zeros', [content('Hi', 'stop', { usage: used }), chunk(null, { usage: zero })]],
    ['before a trailing null', [content('Hi', 'stop', { usage: used }), chunk(null, { usage: null })]],
  ])('is found %s', (_where, chunks) => {
    expect(read(stream(...chunks, '[DONE]')).answer.usage).toEqual(used)
  })

  it('is the last one when it grows in every chunk, never a sum', () => {
    const growing = [1, 2, 3].map((count) =>
      content('a', count === 3 ? 'stop' : null, { usage: { ...used, completion_tokens: count } }),
    )
    expect(read(stream(...growing)).answer.usage).toEqual(used)
  })

  it('is unknown when it is missing, all zeros or not an object', () => {
    expect(read(stream(content('Hi', 'stop'), '[DONE]')).answer.usage).toBeNull()
    expect(read(stream(content('Hi', 'stop', { usage: zero }))).answer.usage).toBeNull()
    expect(read(stream(content('Hi', 'stop', { usage: 'none' })))).toMatchObject({
      state: 'finished',
      answer: { usage: null },
    })
  })

  it('keeps the vendor’s own fields', () => {
    const usage = { ...used, completion_tokens_details: { reasoning_tokens: 2 }, cost: 0.5, odd: [1] }
    expect(read(stream(content('Hi', 'stop', { usage }))).answer.usage).toEqual(usage)
  })
})

describe('the assembled answer', () => {
  it('joins text and reasoning exactly and remembers the field it came in', () => {
    const body = stream(
      chunk({ delta: { role: 'assistant', content: null, reasoning_content: ' 先\u00a0' } }),
      chunk({ delta: { reasoning_content: '想\r\n' } }),
      chunk({ delta: { content: 'Answer\n' }, finish_reason: 'stop' }, { service_tier: 'flex', model: 'm-1-1017' }),
    )
    expect(read(body, [3]).answer).toMatchObject({
      reasoning: ' 先\u00a0想\r\n',
      reasoningField: 'reasoning_content',
      content: 'Answer\n',
      model: 'm-1-1017',
      serviceTier: 'flex',
      id: 'chatcmpl-1',
      finishReason: 'stop',
    })
  })

  it('does not double reasoning that a router sends in two fields', () => {
    const answer = read(stream(chunk({ delta: { reasoning: 'why', reasoning_content: 'why' } }))).answer
    expect(answer.reasoning).toBe('why')
  })

  const toolChunk = (fragment: Json, finish: string | null = null): string =>
    chunk({ delta: { tool_calls: [fragment] }, finish_reason: finish })

  it('joins fragmented tool calls by index, interleaved', () => {
    const answer = read(
      stream(
        toolChunk({ index: 0, id: 'a', type: 'function', function: { name: 'read', arguments: '' } }),
        toolChunk({ index: 1, id: 'b', type: 'function', function: { name: 'list', arguments: '{' } }),
        toolChunk({ index: 0, function: { arguments: '{"path":' } }),
        toolChunk({ index: 1, function: { arguments: '}' } }),
        toolChunk({ index: 0, function: { arguments: '"文"}' } }, 'tool_calls'),
      ),
      [1],
    ).answer
    expect(answer.finishReason).toBe('tool_calls')
    expect(answer.toolCalls).toEqual([
      { id: 'a', type: 'function', function: { name: 'read', arguments: '{"path":"文"}' } },
      { id: 'b', type: 'function', function: { name: 'list', arguments: '{}' } },
    ])
  })

  it('separates calls that a vendor gives the same index or none, and survives repeated names and object arguments', () => {
    const first = { id: 'a', function: { name: 'read', arguments: '{"n":' } }
    const more = { id: 'a', function: { name: 'read', arguments: '1}' } }
    const second = { id: 'b', function: { name: 'list', arguments: { all: true } } }
    const expected = [
      { id: 'a', type: 'function', function: { name: 'read', arguments: '{"n":1}' } },
      { id: 'b', type: 'function', function: { name: 'list', arguments: '{"all":true}' } },
    ]
    for (const index of [{}, { index: 0 }, { index: null }]) {
      const body = stream(...[first, more, second].map((fragment) => toolChunk({ ...index, ...fragment })))
      expect(read(body).answer.toolCalls).toEqual(expected)
    }
  })

  it('reads text that comes as parts and a delta that is missing', () => {
    const body = stream(chunk({ delta: { content: [{ type: 'text', text: 'Hi' }, { type: 'thinking' }] } }), chunk({}))
    expect(read(body).answer.content).toBe('Hi')
  })

  it('reads the first choice only', () => {
    const body = stream(JSON.stringify({ choices: [{ index: 1, delta: { content: 'no' }, finish_reason: 'stop' }] }))
    expect(read(body)).toMatchObject({ state: 'cut', answer: { content: '' } })
  })
})

const streams: Record<string, string[]> = {
  openai: [
    chunk({ delta: { role: 'assistant', content: '' }, finish_reason: null }),
    content('Les chiffres: '),
    content('你好👋'),
    content('', 'stop'),
    chunk(null, { usage: { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 } }),
    '[DONE]',
  ],
  kimiTools: [
    chunk({ delta: { reasoning_content: '想一想' } }),
    chunk({ delta: { tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"城市":' } }] } }),
    chunk({ delta: { tool_calls: [{ index: 0, function: { arguments: '"北京"}' } }] } }),
    chunk({ delta: {}, finish_reason: 'tool_calls', usage: { prompt_tokens: 7, completion_tokens: 2 } }),
  ],
  failing: [content('一半'), '{"error":{"message":"upstream"}}', '[DONE]'],
}

describe.each(Object.entries(streams))('stream %s', (_name, data) => {
  const lines = data.flatMap((text) => [': keep-alive', `data: ${text}`, ''])
  const plain = joinLines(lines, ['\n'])

  it('reads the same in chunks of 1 byte to 64 KB, with any line ends, comments and a byte order mark', () => {
    const expected = read(stream(...data))
    fc.assert(
      fc.property(chunkSizes, fc.constantFrom(...lineEnds), fc.boolean(), (sizes, end, withMark) => {
        expect(read(`${withMark ? '\uFEFF' : ''}${joinLines(lines, [end])}`, sizes)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })

  it('cut after any byte is finished only once the finish reason has been dispatched, and adds nothing of its own', () => {
    const bytes = toBytes(plain)
    const whole = read(plain)
    const finishAt = data.findIndex((text) => /"finish_reason":"/.test(text))
    const finishedFrom =
      finishAt === -1 ? Number.POSITIVE_INFINITY : toBytes(joinLines(lines.slice(0, finishAt * 3 + 3), ['\n'])).length
    for (let length = 0; length < bytes.length; length++) {
      const end = read(bytes.subarray(0, length))
      expect(end.state === 'finished').toBe(length >= finishedFrom)
      expect(whole.answer.content.startsWith(end.answer.content)).toBe(true)
      expect(whole.answer.reasoning.startsWith(end.answer.reasoning)).toBe(true)
      expect(end.answer.usage === null || JSON.stringify(end.answer.usage) === JSON.stringify(whole.answer.usage)).toBe(
        true,
      )
    }
  })
})
