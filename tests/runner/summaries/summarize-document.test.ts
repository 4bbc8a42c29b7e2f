import type { AskOnce } from '../../../electron/runner/asking/ask-once.ts'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../../electron/runner/model/ask.ts'
import { countTokens } from '../../../electron/runner/summaries/room.ts'
import { summarizeAll, summarizeDocument } from '../../../electron/runner/summaries/summarize-document.ts'
import { CodedError } from '../../../shared/contract/errors.ts'

const wish = { length: 'medium', focus: 'prices' } as const

function document(paragraphs: number, language: 'en' | 'zh' = 'en') {
  const line = (index: number) =>
    language === 'zh'
      ? `第${index}条：仓库租金为每月四千二百元，租期到二〇二七年三月三十一日为止。`
      : `Paragraph ${index}: the warehouse costs 4,200 euros a month until 31 March 2027.`
  const text = Array.from({ length: paragraphs }, (_, index) => line(index + 1)).join('\n\n')
  return { name: 'lease.txt', language, text, sections: [{ label: null, text }] }
}

function record(answer: (messages: readonly Message[]) => string = () => 'A summary.') {
  const asked: { prompt: string; size: number; part: string | null }[] = []
  const ask: AskOnce = async (messages, maxTokens, part) => {
    const prompt = messages.map(({ content }) => content).join('\n')
    asked.push({ prompt, size: countTokens(prompt) * 1.25 + maxTokens, part: part && `${part.index}/${part.of}` })
    return { text: answer(messages), shortened: false }
  }
  return { asked, ask }
}

describe('summarizing one document', () => {
  it('asks once when it fits, and takes that answer as it is', async () => {
    const { asked, ask } = record()
    expect(await summarizeDocument(document(3), wish, 8000, ask)).toEqual({ text: 'A summary.', shortened: false })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.prompt).toContain('<document name="lease.txt">\nParagraph 1:')
    expect(asked[0]?.prompt).toContain('Focus on: prices')
  })

  it.each(['en', 'zh'] as const)(
    'splits a long one so that every question fits the context, then merges (%s)',
    async (language) => {
      const { asked, ask } = record()
      await summarizeDocument(document(900, language), wish, 4000, ask)
      expect(asked.length).toBeGreaterThan(6)
      for (const { size } of asked) expect(size).toBeLessThanOrEqual(4000)
      const parts = asked.filter(({ part }) => part !== null)
      expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => `${index + 1}/${parts.length}`))
      const all = parts.map(({ prompt }) => prompt).join('\n')
      const marker = (index: number) => (language === 'zh' ? `第${index}条` : `Paragraph ${index}:`)
      for (let index = 1; index <= 900; index++) expect(all.includes(marker(index)), marker(index)).toBe(true)
      expect(asked.at(-1)?.prompt).toContain(`<summary name="lease.txt, 1/${parts.length}">\nA summary.\n</summary>`)
      expect(asked.at(-1)?.prompt).toContain(language === 'zh' ? '合并' : 'Merge these summaries')
    },
  )

  it('says that the summary is short when one of its parts was', async () => {
    const ask: AskOnce = async (_, __, part) => ({ text: 'A summary.', shortened: part?.index === 2 })
    expect(await summarizeDocument(document(400), wish, 4000, ask)).toMatchObject({ shortened: true })
  })

  it('gives a model that says "too long" half as much at a time', async () => {
    const sizes: number[] = []
    const ask: AskOnce = async ([, user]) => {
      const size = countTokens(user?.content ?? '')
      if (size > 2500) throw new CodedError('model.contextTooSmall')
      sizes.push(size)
      return { text: 'A summary.', shortened: false }
    }
    expect((await summarizeDocument(document(400), wish, 32_000, ask)).text).toBe('A summary.')
    expect(sizes.length).toBeGreaterThan(4)
  })

  it('gives up when even little is too much', async () => {
    const ask: AskOnce = () => Promise.reject(new CodedError('model.contextTooSmall'))
    await expect(summarizeDocument(document(400), wish, 32_000, ask)).rejects.toMatchObject({
      code: 'model.contextTooSmall',
    })
  })
})

describe('the overview', () => {
  it('is asked for in the owner’s language, over every summary by its name', async () => {
    const { asked, ask } = record(() => '总览。')
    const summaries = [
      { name: 'lease.md', text: 'Rent is 4,200 euros.' },
      { name: '会议.md', text: '周一开会。' },
    ]
    expect((await summarizeAll(summaries, 'zh', wish, 8000, ask)).text).toBe('总览。')
    expect(asked[0]?.prompt).toContain('2 份文档的摘要')
    expect(asked[0]?.prompt).toContain('<summary name="lease.md">\nRent is 4,200 euros.\n</summary>')
    expect(asked[0]?.prompt).toContain('<summary name="会议.md">')
  })

  it('fits the context however many documents there are', async () => {
    const { asked, ask } = record(() => 'Overview of a few. '.repeat(20))
    const summaries = Array.from({ length: 300 }, (_, index) => ({
      name: `${index}.txt`,
      text: 'Words of it. '.repeat(40),
    }))
    await summarizeAll(summaries, 'en', wish, 4000, ask)
    for (const { size } of asked) expect(size).toBeLessThanOrEqual(4000)
    for (let index = 0; index < 300; index++) {
      expect(asked.some(({ prompt }) => prompt.includes(`<summary name="${index}.txt">`))).toBe(true)
    }
  })
})
