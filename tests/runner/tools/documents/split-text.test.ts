import fc from 'fast-check'
import { estimateTokenCount } from 'tokenx'
import { describe, expect, test } from 'vitest'
import type { DocumentSection } from '../../../../electron/runner/tools/documents/document.ts'
import { collectSections } from '../../../../electron/runner/tools/documents/sections.ts'
import { splitDocument } from '../../../../electron/runner/tools/documents/split-text.ts'
import { defaultDocumentLimits } from '../../../../electron/runner/tools/documents/document.ts'
import { makeLongPdf } from '../../../helpers/make-documents.ts'
import { readContent, scratchFolder } from './scratch.ts'

const folder = scratchFolder()

function documentOf(sections: readonly DocumentSection[], language: 'en' | 'zh' | 'other' = 'en') {
  const collector = collectSections('a.txt', defaultDocumentLimits)
  for (const { label, text, lead } of sections) collector.add(label, text, lead)
  const text = collector.sections.map((section) => section.text).join('\n\n')
  return { sections: collector.sections, text, language }
}

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length

describe('whatever the document', () => {
  const line = fc.oneof(
    fc.lorem({ maxCount: 12, mode: 'sentences' }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('这', '是', '合', '同', '。', ',', '1', ' ', '𠮷', '👨‍👩‍👧'), maxLength: 80 }),
    fc.constant(''),
  )
  const section = fc.record({
    label: fc.oneof(
      fc.constant(null),
      fc.nat({ max: 999 }).map((page) => ({ page: page + 1 })),
      fc.lorem({ maxCount: 3 }).map((heading) => ({ heading })),
    ),
    text: fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
  })
  const documents = fc
    .tuple(fc.array(section, { maxLength: 8 }), fc.constantFrom('en', 'zh', 'other'))
    .map(([sections, language]) => documentOf(sections, language))
  const counters = fc.constantFrom(
    estimateTokenCount,
    (text: string) => text.length,
    (text: string) => Buffer.byteLength(text),
  )

  test('every part fits, none is empty, and together they are the whole text', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 4, max: 300 }), counters, (document, maxTokens, countTokens) => {
        const parts = splitDocument(document, maxTokens, countTokens)
        let at = 0
        parts.forEach((part, index) => {
          expect(part).toMatchObject({ index: index + 1, of: parts.length, from: at })
          expect(part.text).not.toBe('')
          expect(part.tokens).toBe(countTokens(part.text))
          expect(part.tokens).toBeLessThanOrEqual(maxTokens)
          expect(part.text).toBe(document.text.slice(part.from, part.to).trim())
          at = part.to
        })
        expect(at).toBe(document.text.length)
        expect(splitDocument(document, maxTokens, countTokens)).toEqual(parts)
      }),
      { numRuns: 300 },
    )
  })

  test('no character is cut in two', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 4, max: 20 }), (document, maxTokens) => {
        for (const { text } of splitDocument(document, maxTokens, (part) => Buffer.byteLength(part))) {
          expect(text.isWellFormed()).toBe(true)
        }
      }),
    )
  })
})

describe('where it cuts', () => {
  const text = (parts: readonly { text: string }[]): string[] => parts.map((part) => part.text)

  test('what fits is one part', () => {
    const document = documentOf([
      { label: { page: 1 }, text: 'one' },
      { label: { page: 2 }, text: 'two' },
    ])
    expect(splitDocument(document, 10, words)).toEqual([
      { index: 1, of: 1, text: 'one\n\ntwo', tokens: 2, from: 0, to: 8, first: { page: 1 }, last: { page: 2 } },
    ])
  })

  test('an empty document has no parts', () => {
    expect(splitDocument(documentOf([]), 10, words)).toEqual([])
  })

  test('between sections first, as many as fit, each part knowing its pages', () => {
    const document = documentOf([1, 2, 3, 4, 5].map((page) => ({ label: { page }, text: 'four words are here' })))
    const parts = splitDocument(document, 8, words)
    expect(parts.map(({ first, last }) => [first, last])).toEqual([
      [{ page: 1 }, { page: 2 }],
      [{ page: 3 }, { page: 4 }],
      [{ page: 5 }, { page: 5 }],
    ])
  })

  test('then between paragraphs, lines, sentences and words', () => {
    const document = documentOf([{ label: null, text: 'a b c\n\nd e\nf g. H i. J k l m n' }])
    expect(text(splitDocument(document, 3, words))).toEqual(['a b c', 'd e', 'f g.', 'H i. J', 'k l m', 'n'])
  })

  test('Chinese between its sentences', () => {
    const document = documentOf(
      [{ label: { heading: '合同' }, text: '租期五年。租金每月三万六千元!押金是多少?十万八千元。' }],
      'zh',
    )
    expect(text(splitDocument(document, 14, (part) => part.length))).toEqual([
      '租期五年。',
      '租金每月三万六千元!',
      '押金是多少?十万八千元。',
    ])
  })

  test('a text without any place to cut is cut between characters', () => {
    const document = documentOf([{ label: null, text: 'x'.repeat(50) }])
    const parts = splitDocument(document, 16, (part) => part.length)
    expect(parts.map(({ tokens }) => tokens).every((tokens) => tokens <= 16)).toBe(true)
    expect(text(parts).join('')).toBe('x'.repeat(50))
  })

  test('a part smaller than a character is refused', () => {
    const document = documentOf([{ label: null, text: '𠮷' }])
    expect(() => splitDocument(document, 3, (part) => Buffer.byteLength(part))).toThrowError(/model\.contextTooSmall/)
  })

  test('a counter that finds more in the whole than in its pieces is obeyed', () => {
    const document = documentOf([{ label: null, text: 'a\n\nb\n\nc\n\nd' }])
    const parts = splitDocument(document, 4, (part) => words(part) ** 2)
    expect(text(parts)).toEqual(['a\n\nb', 'c\n\nd'])
  })
})

describe('tables', () => {
  test('every part begins with the header and knows its rows', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `item ${index + 2},${index}`)
    const document = await readContent(folder, 'a.csv', `Name,Sum\n${rows.join('\n')}`)
    const parts = splitDocument(document, 60, words)
    expect(parts.length).toBeGreaterThan(2)
    let next = 2
    for (const part of parts) {
      expect(part.text.startsWith('| Name | Sum |\n| item')).toBe(true)
      expect(part.first).toEqual({ rows: [next, next] })
      const listed = [...part.text.matchAll(/item (\d+)/g)].map(([, number]) => Number(number))
      expect(listed).toEqual(Array.from({ length: listed.length }, (_, index) => next + index))
      next += listed.length
      expect(part.last).toEqual({ rows: [next - 1, next - 1] })
    }
    expect(next).toBe(32)
  })

  test('a header too large for a part is not repeated', () => {
    const lead = '| a b c d e |\n'
    const document = documentOf([{ label: { rows: [2, 3] }, text: `${lead}| one |\n| two |`, lead }])
    const parts = splitDocument(document, 7, words)
    expect(parts.map(({ text }) => text)).toEqual(['| a b c d e |', '| one |\n| two |'])
  })
})

test('a 300-page PDF for a model of 8,000 tokens: every page is in one part, in order', async () => {
  const document = await readContent(folder, 'book.pdf', makeLongPdf(300))
  const parts = splitDocument(document, 6000, estimateTokenCount)
  let page = 0
  for (const { first, last } of parts) {
    expect(first).toEqual({ page: page + 1 })
    if (last !== null && 'page' in last) page = last.page
  }
  expect(page).toBe(300)
  expect(parts.length).toBeGreaterThan(20)
})
