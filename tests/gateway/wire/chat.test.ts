import { describe, expect, it } from 'vitest'
import {
  chatChunkSchema,
  chatRequestSchema,
  chatResponseSchema,
  contentText,
  modelListSchema,
  outputCap,
  readJson,
  reportsUsage,
} from '../../../electron/gateway/wire/chat.ts'

describe('a chat request', () => {
  const least = { model: 'm', messages: [{ role: 'user', content: 'Hi' }] }

  it('passes unknown keys through at every level', () => {
    const request = {
      ...least,
      thinking: { type: 'disabled' },
      messages: [
        { role: 'system', content: 'Be brief', cache_control: { type: 'ephemeral' } },
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:,' } },
            { type: 'text', text: 'Hi' },
          ],
        },
        {
          role: 'assistant',
          content: null,
          reasoning_content: ' why ',
          tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' }, extra: 1 }],
        },
        { role: 'tool', content: 'result', tool_call_id: '1' },
      ],
      tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object' }, strict: true } }],
    }
    expect(chatRequestSchema.parse(request)).toEqual(request)
  })

  it.each([
    ['no messages', { ...least, messages: [] }],
    ['an unknown role', { ...least, messages: [{ role: 'robot', content: 'Hi' }] }],
    ['a tool result without its call', { ...least, messages: [{ role: 'tool', content: 'x' }] }],
    ['a negative output cap', { ...least, max_tokens: -1 }],
    ['a stream that is not a boolean', { ...least, stream: 'yes' }],
    ['no model', { messages: least.messages }],
  ])('is refused with %s', (_what, request) => {
    expect(chatRequestSchema.safeParse(request).success).toBe(false)
  })

  it('reads the output cap under both names', () => {
    expect(outputCap(chatRequestSchema.parse(least))).toBeNull()
    expect(outputCap(chatRequestSchema.parse({ ...least, max_tokens: 5 }))).toBe(5)
    expect(outputCap(chatRequestSchema.parse({ ...least, max_tokens: null, max_completion_tokens: 7 }))).toBe(7)
  })

  it('takes only text as the text of a message', () => {
    const parts = [
      { type: 'text', text: 'a' },
      { type: 'image_url', text: 5 },
      { type: 'text', text: 'b' },
    ]
    expect(contentText(parts)).toBe('ab')
    expect(contentText(null)).toBe('')
  })
})

describe('what comes back', () => {
  it('is read although incidental fields are wrong', () => {
    const chunk = chatChunkSchema.parse({
      id: 5,
      created: 'now',
      usage: 'none',
      choices: [{ index: 'a', delta: { role: 7, content: 'x' }, finish_reason: '' }],
    })
    expect(chunk).toMatchObject({ id: null, created: null, usage: null })
    expect(chunk.choices[0]).toMatchObject({ index: null, finish_reason: null, delta: { content: 'x' } })
  })

  it('may lack choices in a chunk, but not in a whole answer', () => {
    expect(chatChunkSchema.parse({}).choices).toEqual([])
    expect(chatResponseSchema.safeParse({ choices: [] }).success).toBe(false)
  })

  it('is a list of models with or without a wrapper', () => {
    expect(modelListSchema.parse({ object: 'list', data: [{ id: 'a', owned_by: 'x' }] }).data).toEqual([
      { id: 'a', owned_by: 'x' },
    ])
    expect(modelListSchema.parse([{ id: 'a' }]).data).toEqual([{ id: 'a' }])
    expect(modelListSchema.safeParse({ data: 'none' }).success).toBe(false)
  })

  it('may begin with blank lines, and an error under a good status is an error', () => {
    const body = '\n\n{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}'
    expect(readJson(body, chatResponseSchema)).toMatchObject({ ok: true })
    expect(readJson('{"error":"no"}', chatResponseSchema)).toMatchObject({
      ok: false,
      problem: { kind: 'vendorError' },
    })
    expect(readJson('<html>', chatResponseSchema)).toMatchObject({ ok: false, problem: { kind: 'badJson' } })
    expect(readJson('{"choices":[{}]}', chatResponseSchema)).toMatchObject({ ok: false, problem: { kind: 'badShape' } })
  })

  it('reports usage when any count of tokens or a cost is above zero', () => {
    expect(reportsUsage({ prompt_tokens: 0, queue_time: 3 })).toBe(false)
    expect(reportsUsage({ prompt_tokens_details: { cached_tokens: 2 } })).toBe(true)
    expect(reportsUsage({ cost: 0.1 })).toBe(true)
    expect(reportsUsage(null)).toBe(false)
  })
})
