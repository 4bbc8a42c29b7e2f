import { describe, expect, it } from 'vitest'
import { grammarObject, grammarSchema } from '../../../electron/engine/serve/grammar-schema.ts'
import { historyOf } from '../../../electron/engine/serve/history.ts'

const anything = { type: ['string', 'number', 'boolean', 'null'] }

describe('schemas the model cannot leave', () => {
  it('keeps what a grammar can say', () => {
    const schema = {
      type: 'object',
      properties: {
        urgent: { enum: ['yes', 'no'], description: 'Whether it is' },
        topics: { type: 'array', items: { type: 'string', pattern: '^a' } },
        due: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
        size: { type: ['integer', 'null'] },
        kind: { const: 'mail' },
        rest: {},
      },
      required: ['urgent', 'gone'],
    }
    expect(grammarSchema(schema)).toEqual({
      type: 'object',
      properties: {
        urgent: { enum: ['yes', 'no'], description: 'Whether it is' },
        topics: { type: 'array', items: { type: 'string' } },
        due: { oneOf: [{ type: 'string' }, { type: 'null' }] },
        size: { oneOf: [{ type: 'integer' }, { type: 'null' }] },
        kind: { const: 'mail' },
        rest: anything,
      },
      required: ['urgent'],
    })
  })

  it('takes nonsense for anything, and a whole answer for an object', () => {
    for (const nonsense of [null, 7, 'text', { type: 'date' }, { type: 9 }]) {
      expect(grammarSchema(nonsense)).toEqual(anything)
      expect(grammarObject(nonsense)).toEqual({ type: 'object', additionalProperties: anything })
    }
    const deep: Record<string, unknown> = { type: 'array' }
    deep.items = deep
    expect(JSON.stringify(grammarSchema(deep))).toContain('"string"')
  })
})

describe('conversations', () => {
  it('makes one turn of what a model wrote, called and was told', () => {
    const call = (id: string, name: string, text: string) => ({ id, function: { name, arguments: text } })
    const history = historyOf([
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Read ' },
          { type: 'text', text: 'both.' },
        ],
      },
      {
        role: 'assistant',
        content: 'I read.',
        tool_calls: [call('1', 'read', '{"name":"a"}'), call('2', 'read', 'b')],
      },
      { role: 'tool', tool_call_id: '2', content: 'second' },
      { role: 'tool', tool_call_id: '1', content: 'first' },
      { role: 'assistant', content: 'Done.' },
    ])
    expect(history).toEqual([
      { type: 'system', text: 'Be brief.' },
      { type: 'user', text: 'Read both.' },
      {
        type: 'model',
        response: [
          'I read.',
          { type: 'functionCall', name: 'read', params: { name: 'a' }, result: 'first', startsNewChunk: true },
          { type: 'functionCall', name: 'read', params: 'b', result: 'second', startsNewChunk: false },
          'Done.',
        ],
      },
    ])
    expect(historyOf([{ role: 'user', content: 'Hello' }]).at(-1)).toEqual({ type: 'model', response: [] })
  })
})
