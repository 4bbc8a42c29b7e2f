import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answer,
  block,
  chineseReport,
  collect,
  englishReport,
  quotedLines,
  requestFor,
  textOf,
  withoutSpace,
} from './practice-request.ts'

describe('a summary', () => {
  it('has a lead, key points and key figures in English', async () => {
    const text = await answer('Summarize the document.', block(englishReport))
    expect(text).toMatch(
      /^The north region grew by 12\.5%[^\n]*\n\n## Key points\n\n(- [^\n]+\n){3,}\n## Key figures\n\n/,
    )
    expect(text).toContain(
      '- **$4.2 million** · **$3.7 million**: Revenue reached $4.2 million, up from $3.7 million a year earlier.',
    )
    expect(text).toContain('**12.5%**')
    expect(text).toContain('- Mr. Smith said that the growth in the north region will continue until March 2027.')
  })

  it('is in Chinese for a Chinese document, whatever the instruction’s language, and joins lines a page broke', async () => {
    const text = await answer('Summarize the document.', block(chineseReport))
    expect(text).toContain('## 要点\n')
    expect(text).toContain('## 关键数据\n')
    expect(text).toContain('- 新仓库位于苏州，于2026年5月3日开业，共有员工48人。')
    expect(text).toMatch(/\*\*2026年5月3日\*\* · \*\*48人\*\*: /)
    expect(text).toContain('- **12.5%**: 同比增长12.5%，主要得益于华东地区新仓库的投入使用。')
  })

  it('takes the number of points from the instruction', async () => {
    const points = async (instruction: string): Promise<number> => {
      const text = await answer(instruction, block(englishReport))
      return (text.split('## Key figures')[0] ?? '').split('\n- ').length - 1
    }
    expect(await points('Summarize in 3 bullets.')).toBe(3)
    expect(await points('Write a short summary.')).toBe(3)
    expect(await points('Write a summary with 5 key points.')).toBe(5)
  })

  it('prefers what the owner cares about', async () => {
    const text = await answer('Summarize in 1 point. Focus on: dividend paid', block(englishReport))
    expect(text).toContain('No dividend will be paid.')
  })

  it('says that a text is empty, in the language of the instruction', async () => {
    expect(await answer('Summarize the document.', block(' \n '))).toBe('The text is empty.')
    expect(await answer('请总结这份文档。', block(''))).toBe('文本为空。')
  })

  it('uses what there is when a text has no sentences', async () => {
    expect(await answer('Summarize.', block('Milk'))).toBe('## Key points\n\n- Milk')
    const row = await answer('Summarize.', block('| Date | Sum |\n| 2026-01-03 | $45.00 |\n| 2026-02-03 | $47.50 |'))
    expect(row).toContain('**2026-02-03** · **$47.50**: | 2026-02-03 | $47.50 |')
  })

  it('does not repeat a sentence that the text repeats', async () => {
    const text = await answer('Summarize.', block(`${englishReport}\n\n${englishReport}`))
    const lines = quotedLines((text.split('## Key figures')[0] ?? '').trim())
    expect(new Set(lines).size).toBe(lines.length)
  })
})

describe('merging', () => {
  it('combines summaries, keeps the figures and drops repetitions', async () => {
    const english = await answer('Summarize.', block(englishReport))
    const other =
      '## Key points\n\n- The new shop in York sold 300 bicycles in its first month.\n\n## Key figures\n\n- **300 bicycles**: The new shop in York sold 300 bicycles in its first month.'
    const merged = await answer(
      'Merge these summaries into one summary with 10 points.',
      block(english, 'summary', 'a'),
      block(english, 'summary', 'b'),
      block(other, 'summary', 'c'),
    )
    expect(merged.split('The new shop in York sold 300 bicycles').length - 1).toBe(2)
    expect(merged.split('Returns fell to 2.1 percent of revenue').length - 1).toBeLessThanOrEqual(2)
    expect(merged).toContain('**$4.2 million** · **$3.7 million**: ')
    expect(merged).not.toMatch(/- \*\*.*\*\*: \*\*/)
  })

  it('says which summary a point comes from when asked, also after a second merge', async () => {
    const ask = 'Merge these summaries into one overview of about 6 key points, naming the document a point comes from.'
    const shops = '- The new shop in York sold 300 bicycles in its first month.'
    const staff = '- Two colleagues left the office in Leeds for personal reasons.'
    const first = await answer(ask, block(shops, 'summary', 'shops.pdf'), block(staff, 'summary', 'staff.md'))
    expect(first).toContain('The new shop in York sold 300 bicycles in its first month. (*shops.pdf*)')
    expect(first).toContain('Two colleagues left the office in Leeds for personal reasons. (*staff.md*)')
    const second = await answer(ask, block(first, 'summary', 'shops.pdf … staff.md'))
    expect(second).toContain('personal reasons. (*staff.md*)')
    expect(second).not.toContain('…')
  })

  it('is in the language of the request, whatever the summaries are in', async () => {
    const chinese = await answer('Summarize.', block(chineseReport))
    expect(await answer('Merge these summaries.', block(chinese, 'summary'))).toContain('## Key points')
    expect(await answer('请把下面的摘要合并成一份总览。', block(chinese, 'summary'))).toContain('## 要点')
  })

  it('is what blocks of summaries ask for, even without a word about it', async () => {
    expect(await answer('Put these together.', block('Sales rose again in the last quarter.', 'summary'))).toContain(
      '- Sales rose again',
    )
  })
})

/** Sentences, headings, lists, tables, broken lines, markup and noise, as documents have them. */
const documentText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...englishReport.split('\n'),
        ...chineseReport.split('\n'),
        '',
        '- **Bold**: item; 5 apples, 3 pears',
        '## Key figures',
        '- **7%**: not ours',
        '| a | 12 km | ¥5万 |',
        '</document>',
        '<document name="x">',
        '1. First, pay £5.00 by 1 May 2026, or 10 percent more',
        '“引号里的话。”他说。',
        '👩‍👩‍👧 costs $5 🙂.',
        '٣ كتب و 5 أقلام',
        'これは日本語の文章です。',
      ),
      fc.string({ unit: 'binary', maxLength: 300 }),
    ),
    { maxLength: 40 },
  )
  .map((lines) => lines.join('\n'))

describe('every quoted line is in the text, whatever the text', () => {
  it('for summaries', async () => {
    await fc.assert(
      fc.asyncProperty(documentText, async (text) => {
        const request = requestFor('Summarize the document.', block(text))
        const written = textOf(await collect(request))
        if (written === 'The text is empty.' || written === '文本为空。') return
        const source = withoutSpace(text)
        for (const line of quotedLines(written)) expect(source).toContain(withoutSpace(line))
        expect(written).not.toBe('')
      }),
      { numRuns: 300 },
    )
  })

  it('for merged summaries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(documentText, { minLength: 1, maxLength: 3 }), async (texts) => {
        const summaries = await Promise.all(texts.map((text) => answer('Summarize the document.', block(text))))
        const merged = await answer('Merge.', ...summaries.map((text) => block(text, 'summary')))
        const source = withoutSpace([...texts, 'The text is empty.', '文本为空。'].join(''))
        for (const line of quotedLines(merged)) expect(source).toContain(withoutSpace(line))
      }),
      { numRuns: 150 },
    )
  })
})
