import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findFigures } from '../../../electron/gateway/practice/figures.ts'
import { splitRow, splitSentences } from '../../../electron/gateway/practice/sentences.ts'

const figures = (sentence: string): string[] => findFigures(sentence).flatMap((line) => line.figures)

describe('figures', () => {
  it.each([
    ['We paid $1,200.50 and €3 million, or 40 dollars.', ['$1,200.50', '€3 million', '40 dollars']],
    ['RMB 5.2 billion; USD 300; HK$20', ['RMB 5.2 billion', 'USD 300', 'HK$20']],
    ['共支付31万元、¥5,000和2.5亿美元', ['31万元', '¥5,000', '2.5亿美元']],
    ['up 12.5% and down 3 percentage points', ['12.5%', '3 percentage points']],
    ['增长百分之二点一，下降3个百分点', ['百分之二点一', '3个百分点']],
    [
      'on 2026-11-24, 3 May 2026, May 3rd, 2026 and in March 2027',
      ['2026-11-24', '3 May 2026', 'May 3rd, 2026', 'March 2027'],
    ],
    ['2026年11月24日和11月25日，2026年第三季度', ['2026年11月24日', '11月25日', '2026年第三季度']],
    ['It took 14 days, 48 people and 3.5 km.', ['14 days', '48 people', '3.5 km']],
    ['共48人，1,240份订单，3小时', ['48人', '1,240份', '3小时']],
    ['Chapter two of the book', []],
    ['See a123 things', []],
  ])('are found in %j', (sentence, expected) => {
    expect(figures(sentence)).toEqual(expected)
  })

  it('stand in a piece of a long sentence that says more than the figure', () => {
    const long = `${'It was a long year for all of us in the north, and many things happened, '.repeat(2)}costs were £310,000 per month, and so on`
    expect(findFigures(long)).toEqual([{ figures: ['£310,000'], fragment: 'costs were £310,000 per month', weight: 4 }])
  })

  it('stand in a part of the sentence, whatever the sentence', () => {
    const piece = fc.constantFrom(
      '$5',
      '5万元',
      ' ',
      ',',
      '，',
      '12%',
      '🙂',
      'word',
      '仓库',
      '3 May 2026',
      '1',
      '9'.repeat(40),
      'x'.repeat(90),
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 60 }),
        (pieces) => {
          const sentence = pieces.join('')
          for (const line of findFigures(sentence)) {
            expect(sentence).toContain(line.fragment)
            for (const figure of line.figures) expect(line.fragment).toContain(figure)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('sentences', () => {
  const split = (text: string): string[] => splitSentences(text).map((sentence) => sentence.text)

  it('end at full stops of both languages, but not at abbreviations', () => {
    expect(split('Dr. Li came. She left at 3 p.m. Then it rained!')).toHaveLength(3)
    expect(split('他来了。她走了！真的吗？')).toEqual(['他来了。', '她走了！', '真的吗？'])
  })

  it('are joined where a page broke them, and list items are not', () => {
    expect(split('This line is quite long and was broken by the\npage, as pages do.')).toEqual([
      'This line is quite long and was broken by the page, as pages do.',
    ])
    expect(split('- Buy a new printer for the office in Leeds\n- Call them')).toEqual([
      'Buy a new printer for the office in Leeds',
      'Call them',
    ])
  })

  it('begin without the marks of a list, but with their own emphasis', () => {
    expect(split('- [ ] Call Mr. Okafor at ten\n* **Decision:** stop.\n2) Go on.')).toEqual([
      'Call Mr. Okafor at ten',
      '**Decision:** stop.',
      'Go on.',
    ])
  })

  it('stand in the cells of a row, and rows are never joined', () => {
    expect(splitSentences('Lamp | 2 | Flickers a lot at night. I sent it back.\nDesk | 5 | Good')).toEqual([
      { kind: 'row', text: 'Lamp | 2 | Flickers a lot at night. I sent it back.' },
      { kind: 'row', text: 'Desk | 5 | Good' },
    ])
    expect(splitRow('| Lamp | Flickers a lot. Sent back. |')).toEqual(['Lamp', 'Flickers a lot.', 'Sent back.'])
  })

  it('are told from headings', () => {
    expect(splitSentences('# Title\n\nShort title\n\nA sentence.')).toEqual([
      { kind: 'heading', text: 'Title' },
      { kind: 'heading', text: 'Short title' },
      { kind: 'sentence', text: 'A sentence.' },
    ])
  })
})
