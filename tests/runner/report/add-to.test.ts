import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import mammoth from 'mammoth'
import { addTo } from '../../../electron/runner/report/add-to.ts'
import { reportAsWord } from '../../../electron/runner/report/as-word.ts'
import type { Report } from '../../../electron/runner/report/report.ts'

const report = (title: string): Report => ({
  language: 'en',
  title,
  facts: ['Monday'],
  caution: 'Check it.',
  focus: null,
  body: { text: '**Sales** rose by 5 % & more <fast>.', language: 'en', shortened: null },
  overview: null,
  documents: [],
  leftOut: [],
  headings: { overview: 'At a glance', documents: 'Documents', leftOut: 'Left out' },
})
const bytes = (text: string) => Buffer.from(text)
const text = (content: Uint8Array) => Buffer.from(content).toString('utf8')

test('what stood in a text stays byte for byte, and the new part comes after it', async () => {
  const before = '# Log\r\n\r\nOld words\r\n'
  for (const name of ['log.md', 'LOG.TXT']) {
    const after = text(await addTo(bytes(before), name, report('Week 48')))
    expect(after.startsWith(before)).toBe(true)
    expect(after).toContain('Week 48')
    expect(after).toContain('rose by 5 %')
  }
  expect(text(await addTo(bytes(before), 'log.md', report('Week 48')))).toContain('\n## Week 48')
  expect(text(await addTo(bytes(''), 'log.md', report('Week 48')))).toMatch(/^## Week 48/)
})

test('a page gets it before the end of its body, with every text escaped', async () => {
  const page = '<!doctype html><html><body><main><p>Old</p></main></body></html>'
  const after = text(await addTo(bytes(page), 'a.html', report('<script>x</script>')))
  expect(after).toMatch(/<p>Old<\/p>\s*<section>[\s\S]*<\/section>\s*<\/main><\/body><\/html>$/)
  expect(after).not.toContain('<script>')
  expect(text(await addTo(bytes('<p>Old'), 'a.htm', report('New')))).toMatch(/^<p>Old\s*<section>/)
})

test('a Word document keeps all it held, and opens with the new part at its end', async () => {
  const before = Buffer.from(await reportAsWord(report('Week 47')))
  const once = await addTo(before, 'weeks.docx', report('Week 48'))
  const twice = await addTo(once, 'weeks.docx', report('Week 49 & <more>'))
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(twice) })
  expect(value.indexOf('Week 47')).toBeLessThan(value.indexOf('Week 48'))
  expect(value.indexOf('Week 48')).toBeLessThan(value.indexOf('Week 49 & <more>'))
})

test('a file that would be harmed is refused', async () => {
  const gbk = Buffer.from([0xd6, 0xd0, 0xce, 0xc4])
  for (const [content, name] of [
    [gbk, 'a.txt'],
    [bytes('%PDF-1.7'), 'a.pdf'],
    [bytes('not a zip'), 'a.docx'],
  ] as const) {
    await expect(addTo(content, name, report('New'))).rejects.toMatchObject({ code: 'document.cannotAppend' })
  }
})

test('a Word document its owner protected or signed is left as it is', async () => {
  const parts = unzipSync(await reportAsWord(report('Week 47')))
  const settings = (words: string) => ({ 'word/settings.xml': Buffer.from(`<w:settings>${words}</w:settings>`) })
  const guarded = [
    settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
    { '_xmlsignatures/sig1.xml': Buffer.from('<Signature/>') },
  ]
  for (const more of guarded) {
    const before = Buffer.from(zipSync({ ...parts, ...more }))
    await expect(addTo(before, 'a.docx', report('New'))).rejects.toMatchObject({ code: 'document.cannotAppend' })
  }
  const open = Buffer.from(
    zipSync({ ...parts, ...settings('<w:documentProtection w:edit="none" w:enforcement="0"/>') }),
  )
  expect((await addTo(open, 'a.docx', report('New'))).length).toBeGreaterThan(0)
})
