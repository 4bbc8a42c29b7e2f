import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { makeDocx, makePdf } from '../../../helpers/make-documents.ts'
import { makeXlsx } from '../../../helpers/make-workbook.ts'
import { readContent, refusal, scratchFolder } from './scratch.ts'

const folder = scratchFolder()

const slide = (...lines: string[]) =>
  `<p:sld xmlns:a="urn:a" xmlns:p="urn:p"><p:cSld><p:spTree><p:sp><p:txBody>${lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`
const relations = (...targets: [string, string][]) =>
  `<Relationships>${targets.map(([id, target]) => `<Relationship Id="${id}" Target="${target}"/>`).join('')}</Relationships>`
const table =
  '<p:sld xmlns:a="urn:a" xmlns:p="urn:p"><a:tbl><a:tr><a:tc><a:p><a:r><a:t>City</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>销售</a:t></a:r></a:p></a:tc></a:tr></a:tbl></p:sld>'
const notes =
  '<p:notes xmlns:a="urn:a" xmlns:p="urn:p"><p:sp><p:nvPr><p:ph type="sldImg"/></p:nvPr><a:p><a:r><a:t>3</a:t></a:r></a:p></p:sp><p:sp><p:nvPr><p:ph type="body" idx="1"/></p:nvPr><a:p><a:r><a:t>Say hello first.</a:t></a:r></a:p></p:sp></p:notes>'

function makePptx(extra: Record<string, string> = {}): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'ppt/presentation.xml':
      '<p:presentation xmlns:p="urn:p" xmlns:r="urn:r"><p:sldIdLst><p:sldId id="1" r:id="r2"/><p:sldId id="2" r:id="r1"/></p:sldIdLst></p:presentation>',
    'ppt/_rels/presentation.xml.rels': relations(['r1', 'slides/slide1.xml'], ['r2', 'slides/slide2.xml']),
    'ppt/slides/slide1.xml': table,
    'ppt/slides/slide2.xml': slide('Plan for May', 'Rent &amp; staff'),
    'ppt/slides/_rels/slide2.xml.rels': relations(['n', '../notesSlides/notesSlide1.xml']),
    'ppt/notesSlides/notesSlide1.xml': notes,
    ...extra,
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

describe('a presentation', () => {
  test('is read slide by slide in its own order, with tables and notes', async () => {
    const document = await readContent(folder, 'plan.pptx', makePptx())
    expect(document).toMatchObject({ kind: 'pptx', title: 'Plan for May' })
    expect(document.sections).toEqual([
      { label: { page: 1 }, text: 'Plan for May\nRent & staff\n\nSay hello first.' },
      { label: { page: 2 }, text: '| City | 销售 |' },
    ])
  })

  test('without any words has none', async () => {
    const empty = makePptx({
      'ppt/slides/slide1.xml': slide(),
      'ppt/slides/slide2.xml': slide(),
      'ppt/notesSlides/notesSlide1.xml': slide(),
    })
    expect(await refusal(readContent(folder, 'empty.pptx', empty))).toMatchObject({ code: 'document.noText' })
  })

  test('that would unfold to more than may be is refused', async () => {
    const bomb = makePptx({ 'ppt/slides/slide1.xml': slide('x'.repeat(5_000_000)) })
    expect(await refusal(readContent(folder, 'bomb.pptx', bomb))).toMatchObject({ code: 'document.tooLarge' })
  })
})

describe('a workbook', () => {
  test('is read sheet by sheet, with days as days and rows that can be found again', async () => {
    const bytes = await makeXlsx([
      {
        sheet: 'Sales',
        rows: [
          ['Day', 'City', 'Amount'],
          [new Date('2026-10-01T00:00:00Z'), '上海', 12.5],
          [null, 'Köln', 7],
        ],
      },
      { sheet: 'Empty', rows: [] },
      { sheet: 'Notes', rows: [['All well', null, null]] },
    ])
    const { kind, sections } = await readContent(folder, 'sales.xlsx', bytes)
    expect(kind).toBe('xlsx')
    expect(sections.map(({ text }) => text).join('\n')).toContain('| 2026-10-01 | 上海 | 12.5 |')
    expect(sections).toContainEqual({ label: { heading: 'Notes' }, text: '# Notes' })
    expect(sections.find(({ label }) => label !== null && 'rows' in label)?.label).toEqual({ rows: [2, 3] })
  })

  test.each([
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 40), 'document.broken'],
    ['no zip at all', () => new TextEncoder().encode('PK'), 'document.broken'],
  ])('that is %s is refused', async (_, spoil, code) => {
    const bytes = await makeXlsx([{ sheet: 'Sales', rows: [['a', 'b']] }])
    expect(await refusal(readContent(folder, 'bad.xlsx', spoil(bytes)))).toMatchObject({ code })
  })
})

describe('a mail', () => {
  const pdf = Buffer.from(makePdf([['Total due: 4711']])).toString('base64')
  const mail = [
    'From: =?UTF-8?B?546L5bCP5piO?= <wang@example.com>',
    'To: me@example.com',
    'Subject: =?UTF-8?B?5Y+R56Wo?=',
    'Date: Thu, 26 Nov 2026 10:00:00 +0800',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Please <b>pay</b>.</p><script>alert(1)</script>',
    '--b',
    'Content-Type: application/pdf; name="invoice.pdf"',
    'Content-Disposition: attachment; filename="invoice.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    pdf,
    '--b--',
    '',
  ].join('\r\n')

  test('is read with who wrote it, its text without code, and what is attached', async () => {
    const { kind, title, text } = await readContent(folder, 'mail.eml', mail)
    expect({ kind, title }).toEqual({ kind: 'eml', title: '发票' })
    expect(text).toContain('From: 王小明 <wang@example.com>')
    expect(text).toContain('Please pay.')
    expect(text).toContain('## invoice.pdf\n\nTotal due: 4711')
    expect(text).not.toContain('alert')
  })

  test('without headers is none', async () => {
    expect(await refusal(readContent(folder, 'no.eml', '\r\n\r\njust text'))).toMatchObject({ code: 'document.broken' })
  })
})

describe('a zip', () => {
  test('is read file by file; what cannot be read is counted, and one inside another is not opened', async () => {
    const inner = zipSync({ 'deep.txt': strToU8('Too deep.') })
    const bytes = zipSync({
      'b/letter.docx': makeDocx([{ paragraph: 'Dear all.' }]),
      'a.txt': strToU8('First.'),
      'inner.zip': inner,
      'program.exe': strToU8('MZ\u0000\u0001'),
      '__MACOSX/a.txt': strToU8('not meant'),
    })
    const { kind, text, warnings } = await readContent(folder, 'papers.zip', bytes)
    expect(kind).toBe('zip')
    expect(text.indexOf('# a.txt\n\nFirst.')).toBeLessThan(text.indexOf('# b/letter.docx\n\nDear all.'))
    expect(text).not.toMatch(/Too deep|not meant/)
    expect(warnings).toEqual([{ code: 'zip.unread', params: { count: 2 } }])
  })

  test('made to burst is refused', async () => {
    const bomb = zipSync({ 'a.txt': new Uint8Array(60 * 1024 * 1024) }, { level: 9 })
    expect(await refusal(readContent(folder, 'bomb.zip', bomb))).toMatchObject({ code: 'document.tooLarge' })
  })
})

describe('a picture', () => {
  const png = (width: number, height: number) => {
    const bytes = Buffer.from('89504e470d0a1a0a0000000d49484452000000000000000008060000000000000000000000', 'hex')
    bytes.writeUInt32BE(width, 16)
    bytes.writeUInt32BE(height, 20)
    return bytes
  }

  test('has no text of its own and is kept for those who can see', async () => {
    expect(await readContent(folder, 'photo.png', png(640, 480))).toMatchObject({
      kind: 'image',
      text: '',
      sections: [],
    })
  })

  test('of more than a hundred megapixels is refused with its limit', async () => {
    expect(await refusal(readContent(folder, 'huge.png', png(20_000, 10_000)))).toMatchObject({
      code: 'document.tooLarge',
      params: { limit: 'pixels' },
    })
  })

  test('that is cut off is broken', async () => {
    expect(await refusal(readContent(folder, 'cut.jpg', Buffer.from('ffd8ffe000104a464946', 'hex')))).toMatchObject({
      code: 'document.broken',
    })
  })
})
