import { describe, expect, it } from 'vitest'
import { createRunningCount, estimateInput, estimateText } from '../../../electron/gateway/usage/estimate-tokens.ts'
import { chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'

const ask = (fields: object) => chatRequestSchema.parse({ model: 'm', ...fields })

describe('estimating tokens', () => {
  it('never takes a text for nothing', () => {
    expect(estimateText('')).toBe(0)
    for (const text of ['a', '。', '\n', ' ', '你好']) expect(estimateText(text)).toBeGreaterThan(0)
    expect(estimateText('The quick brown fox jumps over the lazy dog.')).toBeGreaterThanOrEqual(9)
  })

  it('counts everything that is sent: roles, tools, calls, thinking, attachments', () => {
    const plain = estimateInput(ask({ messages: [{ role: 'user', content: 'Hello there' }] }))
    const more = [
      {
        messages: [
          { role: 'user', content: 'Hello there' },
          { role: 'user', content: '' },
        ],
      },
      {
        messages: [{ role: 'user', content: 'Hello there' }],
        tools: [{ type: 'function', function: { name: 'read' } }],
      },
      { messages: [{ role: 'user', content: 'Hello there' }], response_format: { type: 'json_object' } },
      {
        messages: [
          { role: 'user', content: 'Hello there' },
          {
            role: 'assistant',
            content: null,
            tool_calls: [{ id: '1', function: { name: 'a', arguments: '{"b":1}' } }],
          },
        ],
      },
      {
        messages: [
          { role: 'user', content: 'Hello there' },
          { role: 'assistant', content: null, reasoning_content: 'I think' },
        ],
      },
      {
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'Hello there' },
              { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' } },
            ],
          },
        ],
      },
    ].map((fields) => estimateInput(chatRequestSchema.parse({ model: 'm', ...fields })))
    expect(plain).toBeGreaterThan(2)
    for (const tokens of more) expect(tokens).toBeGreaterThan(plain)
  })

  it('counts a long text by samples, about as the sum of its parts', () => {
    const parts = [
      'Revenue rose by 12 % in the third quarter.\n',
      '第三季度收入增长了百分之十二。',
      '| 12.5 | 13.75 | -4 |\n',
    ]
    const blocks = parts.map((part) => part.repeat(1_000))
    const whole = blocks.reduce((sum, block) => sum + partsOf(block), 0)
    expect(Math.abs(estimateText(blocks.join('')) - whole) / whole).toBeLessThan(0.12)
  })

  it('counts a growing text about as the whole of it', () => {
    const text = 'Revenue rose by 12 % in the third quarter. 第三季度收入增长了百分之十二。'.repeat(200)
    const running = createRunningCount()
    for (const piece of text.match(/.{1,7}/gsu) ?? []) running.add(piece)
    const whole = estimateText(text)
    expect(Math.abs(running.tokens() - whole) / whole).toBeLessThan(0.03)
  })
})

/** Counted in parts that are short enough to be counted whole. */
function partsOf(text: string): number {
  return (text.match(/.{1,10000}/gsu) ?? []).reduce((sum, part) => sum + estimateText(part), 0)
}
