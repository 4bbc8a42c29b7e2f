import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completePractice, streamPieces } from '../../../electron/gateway/practice/complete-practice.ts'
import { countPromptTokens, countTokens } from '../../../electron/gateway/practice/count-tokens.ts'
import { practiceModel } from '../../../electron/gateway/practice/practice-model.ts'
import { chatChunkSchema } from '../../../electron/gateway/wire/chat.ts'
import { block, chineseReport, collect, englishReport, requestFor, textOf } from './practice-request.ts'

const summary = requestFor('Summarize the document.', block(englishReport))

describe('the practice model streams as a model does', () => {
  it('sends the role, pieces of text, the finish reason, then the usage, all in the wire format', async () => {
    const chunks = await collect(summary)
    for (const chunk of chunks)
      expect(chatChunkSchema.parse(chunk)).toMatchObject({ id: 'chatcmpl-p', created: 7, model: 'practice' })
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' })
    expect(chunks.length).toBeGreaterThan(30)
    expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
    expect(chunks.slice(0, -2).every((chunk) => chunk.choices[0]?.finish_reason === null)).toBe(true)
    const completion = countTokens(textOf(chunks))
    const prompt = countPromptTokens(summary)
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion },
    })
    expect(prompt).toBeGreaterThan(100)
  })

  it('gives the same request the same answer', async () => {
    expect(await collect(summary)).toEqual(await collect(summary))
  })

  it('stops with the reason "length" at the output cap, under both its names', async () => {
    const whole = textOf(await collect(summary))
    for (const cap of [{ max_tokens: 20 }, { max_completion_tokens: 20 }]) {
      const chunks = await collect({ ...summary, ...cap })
      expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('length')
      expect(whole.startsWith(textOf(chunks))).toBe(true)
      expect(chunks.at(-1)?.usage?.completion_tokens).toBeLessThanOrEqual(20)
      expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(15)
    }
  })

  it('waits for its pace before every piece of text', async () => {
    let paced = 0
    const chunks = completePractice(summary, {
      pace: async () => {
        paced += 1
      },
      id: 'x',
      createdSeconds: 0,
    })
    await chunks.next()
    expect(paced).toBe(0)
    await chunks.next()
    await chunks.next()
    expect(paced).toBe(2)
  })

  it('ends when the reader leaves', async () => {
    const chunks = completePractice(summary, { pace: async () => {}, id: 'x', createdSeconds: 0 })
    await chunks.next()
    await chunks.return()
    expect(await chunks.next()).toEqual({ done: true, value: undefined })
  })

  it('lets other work go on before it answers', async () => {
    const chunks = completePractice(summary, { pace: async () => {}, id: 'x', createdSeconds: 0 })
    await chunks.next()
    const order: string[] = []
    setImmediate(() => order.push('other work'))
    await chunks.next()
    order.push('answer')
    expect(order).toEqual(['other work', 'answer'])
  })

  it('refuses what does not fit its context, before it says anything', async () => {
    const long = requestFor('Summarize.', block('The warehouse grew again this year. '.repeat(4000)))
    await expect(collect(long)).rejects.toMatchObject({
      code: 'model.contextTooSmall',
      params: { tokens: countPromptTokens(long), contextTokens: practiceModel.contextTokens },
    })
  })

  it('cuts any answer into pieces that join to it again', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => streamPieces(text).join('') === text))
    expect(streamPieces(chineseReport).join('')).toBe(chineseReport)
    expect(streamPieces('Two words 你好世界，再见')).toEqual(['Two ', 'words ', '你好世', '界，', '再见'])
  })
})
