import { strFromU8, strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { layOutPage } from '../../../../electron/runner/tools/documents/pdf-layout.ts'
import { docxEntries, makeDocx, makeLongPdf, makePdf } from '../../../helpers/make-documents.ts'
import { readContent, scratchFolder } from './scratch.ts'

const folder = scratchFolder()

describe('what a file is', () => {
  test.each([
    ['web page.pdf', '<!DOCTYPE html><html><body><p>Really a web page.</p></body></html>', 'html', 'pdf'],
    ['web page.txt', '\ufeff<!-- saved -->\n<html><body><p>Really a web page.</p></body></html>', 'html', 'txt'],
    ['web page.doc', '<html xmlns:w="urn:word"><body><p>Really a web page.</p></body></html>', 'html', 'doc'],
    ['letter.txt', makePdf([['Really a PDF.']]), 'pdf', 'txt'],
    ['letter.pdf', makeDocx([{ paragraph: 'Really a Word document.' }]), 'docx', 'pdf'],
  ])('%s is read as what it holds', async (name, content, kind, named) => {
    const document = await readContent(folder, name, content)
    expect(document.text).toMatch(/^Really a/)
    expect(document.kind).toBe(kind)
    expect(document.warnings).toContainEqual({ code: 'kind.mislabelled', params: { named, found: kind } })
  })

  test.each([
    ['PRICES.CSV', 'a,b\n1,2\n', 'csv'],
    ['prices.tsv', 'a\tb\n1\t2\n', 'csv'],
    ['page.htm', '<p>no root element</p>', 'html'],
    ['notes.markdown', '# Notes', 'md'],
    ['settings.ini', '[a]\nb=1', 'txt'],
    ['no extension', 'plain text', 'txt'],
    ['letter', makePdf([['Hello']]), 'pdf'],
  ])('%s needs no warning', async (name, content, kind) => {
    expect(await readContent(folder, name, content)).toMatchObject({ kind, warnings: [] })
  })
})

describe('Markdown', () => {
  test('is cut at its headings, but not within code', async () => {
    const text = 'before\n# One #\na\n```\n# not a heading\n```\n## *Two*\nb\n####### seven\n#nospace'
    const { sections } = await readContent(folder, 'a.md', text)
    expect(sections).toEqual([
      { label: null, text: 'before' },
      { label: { heading: 'One' }, text: '# One #\na\n```\n# not a heading\n```' },
      { label: { heading: 'Two' }, text: '## *Two*\nb\n####### seven\n#nospace' },
    ])
  })

  test('takes its title from the block in front, which is not text', async () => {
    const document = await readContent(folder, 'b.md', '---\ntitle: "Plan for May"\ntags: x\n---\nText.')
    expect(document).toMatchObject({ title: 'Plan for May', text: 'Text.' })
  })
})

describe('CSV', () => {
  test.each([
    ['comma', 'Name,City\nAda,"London, UK"\n'],
    ['semicolon', 'Name;City\nAda;London, UK\n'],
    ['tab', 'Name\tCity\nAda\tLondon, UK\n'],
    ['declared', 'sep=;\nName;City\nAda;London, UK\n'],
  ])('finds the delimiter: %s', async (name, content) => {
    expect((await readContent(folder, `${name}.csv`, content)).text).toBe('| Name | City |\n| Ada | London, UK |')
  })

  test('rows keep the numbers a spreadsheet gives them, 200 to a section, each section with the header', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => `${index + 2},value ${index + 2}`)
    rows[9] = ',' // Row 11 is empty: left out, but counted.
    const { sections } = await readContent(folder, 'many.csv', ['Number,Value', ...rows].join('\r\n'))
    expect(sections.map(({ label }) => label)).toEqual([{ rows: [2, 202] }, { rows: [203, 402] }, { rows: [403, 451] }])
    for (const { text, lead } of sections) {
      expect(lead).toBe('| Number | Value |\n')
      expect(text.startsWith('| Number | Value |\n| ')).toBe(true)
    }
    expect(sections[1]?.text.split('\n')[1]).toBe('| 203 | value 203 |')
    expect(sections[1]?.text.split('\n').at(-1)).toBe('| 402 | value 402 |')
  })

  test('a table without a header starts at row 1', async () => {
    const { sections } = await readContent(folder, 'bare.csv', '2026-01-01,5\n2026-01-02,7\n')
    expect(sections).toEqual([{ label: { rows: [1, 2] }, text: '| 2026-01-01 | 5 |\n| 2026-01-02 | 7 |' }])
  })

  test('a header alone is still text', async () => {
    const { sections } = await readContent(folder, 'header.csv', 'Name,City\n')
    expect(sections).toMatchObject([{ label: { rows: [1, 1] }, text: '| Name | City |' }])
  })

  test('line ends within cells become spaces; uneven rows are kept and told', async () => {
    const document = await readContent(folder, 'uneven.csv', 'A,B\n"one\ntwo",x\ny\nz,z,z\n')
    expect(document.text).toBe('| A | B |\n| one two | x |\ny\n| z | z | z |')
    expect(document.warnings).toEqual([{ code: 'csv.unevenRows', params: { count: 2, first: 3 } }])
  })

  test('GB18030, as spreadsheets in China save it', async () => {
    const bytes = Buffer.from('d0d5c3fb2cb3c7cad00ad0a1c3f72cb1b1bea90a', 'hex')
    expect(await readContent(folder, 'gb.csv', bytes)).toMatchObject({
      encoding: 'gb18030',
      text: '| 姓名 | 城市 |\n| 小明 | 北京 |',
    })
  })
})

describe('HTML', () => {
  const inBody = (body: string): string =>
    `<!doctype html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`
  const textOf = async (body: string): Promise<string> => (await readContent(folder, 'x.html', inBody(body))).text

  test('headings, lists, quotes, code, tables and line breaks become plain Markdown', async () => {
    const text = await textOf(`<h2>Plan <em>B</em></h2><p>One<br>two <b>three</b>
      four</p><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol start="3"><li>x<li>y</ol>
      <blockquote><p>said</p></blockquote><pre>  code
  more</pre><table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>`)
    expect(text).toBe(
      '## Plan B\n\nOne\ntwo three four\n\n- a\n  - b\n- c\n3. x\n4. y\n\n> said\n\n```\n  code\n  more\n```\n\n| A | B |\n| --- | --- |\n| 1 | 2 3 |',
    )
  })

  test('nothing is escaped, links are their words, pictures their descriptions', async () => {
    const text = await textOf(
      '<p>file_name_1.txt costs 5*3 <a href="https://a.example/x?y">here</a> <img alt="a chart" src="c.png"></p>',
    )
    expect(text).toBe('file_name_1.txt costs 5*3 here [a chart]')
  })

  test('scripts, styles and hidden parts are not text', async () => {
    const text = await textOf(
      '<p>seen</p><script>bad()</script><style>p{}</style><p hidden>no</p><div aria-hidden="true">no</div><template>no</template>',
    )
    expect(text).toBe('seen')
  })

  test('tables that only place things on the page are read as text', async () => {
    expect(await textOf('<table><tr><td><h1>Offer</h1><p>Text.</p></td><td>side</td></tr></table>')).toBe(
      '# Offer\n\nText.\n\nside',
    )
  })

  test('the charset a page declares is used when it is not UTF-8', async () => {
    const page = Buffer.concat([
      Buffer.from('<html><head><meta http-equiv="Content-Type" content="text/html; charset=big5"></head><body>'),
      Buffer.from('a4a4a4e5', 'hex'),
      Buffer.from('</body></html>'),
    ])
    expect(await readContent(folder, 'big5.html', page)).toMatchObject({ encoding: 'big5', text: '中文' })
  })

  test('a page that is mostly a table is read whole, menus or not', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `<tr><td>Item ${row}</td><td>${row * 3} euros</td></tr>`)
    const text = await textOf(`<p>${'A few words on prices. '.repeat(30)}</p><table>${rows.join('')}</table>`)
    expect(text).toContain('| Item 59 | 177 euros |')
    expect(text).toContain('A few words on prices.')
  })
})

describe('Word documents', () => {
  test('headings, lists, tables and the picture that was left out', async () => {
    const document = await readContent(
      folder,
      'all.docx',
      makeDocx(
        [
          { paragraph: 'Opening.' },
          { heading: 'Costs & <terms>' },
          { bullets: ['first', 'second'] },
          { numbers: ['one', 'two'] },
          {
            table: [
              ['Item', 'Sum'],
              ['Desk', '120'],
            ],
          },
          { heading: '附件', level: 2 },
          { paragraph: '第一页。' },
          { picture: true },
        ],
        { title: 'Offer & order' },
      ),
    )
    expect(document.title).toBe('Offer & order')
    expect(document.sections).toEqual([
      { label: null, text: 'Opening.' },
      {
        label: { heading: 'Costs & <terms>' },
        text: '# Costs & <terms>\n\n- first\n- second\n1. one\n2. two\n\n| Item | Sum |\n| --- | --- |\n| Desk | 120 |',
      },
      { label: { heading: '附件' }, text: '## 附件\n\n第一页。' },
    ])
    expect(document.warnings).toEqual([{ code: 'pictures.leftOut', params: { count: 1 } }])
  })
})

test('a Word document whose text part has a number, as Word on the web names it', async () => {
  const {
    'word/document.xml': text,
    'word/_rels/document.xml.rels': parts,
    ...rest
  } = docxEntries([{ paragraph: 'From the web.' }])
  const renamed = Object.entries({ ...rest, 'word/document2.xml': text, 'word/_rels/document2.xml.rels': parts })
  const entries = renamed.flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, rename(bytes)] as const]))
  const document = await readContent(folder, 'web.docx', zipSync(Object.fromEntries(entries)))
  expect(document).toMatchObject({ kind: 'docx', text: 'From the web.' })

  function rename(bytes: Uint8Array): Uint8Array {
    return strToU8(strFromU8(bytes).replaceAll('word/document.xml', 'word/document2.xml'))
  }
})

describe('PDF', () => {
  test('300 pages keep their numbers, each with its own text', async () => {
    const { sections, warnings, title } = await readContent(folder, 'book.pdf', makeLongPdf(300))
    expect(sections.map(({ label }) => label)).toEqual(Array.from({ length: 300 }, (_, index) => ({ page: index + 1 })))
    sections.forEach(({ text }, index) => {
      expect(text).toContain(`Inspection report, sheet ${index + 1} of 300`)
      expect(text).toContain(
        `Room ${index + 1}-40 was inspected; repairs are estimated at ${(index + 1) * 10 + 39} euros.`,
      )
    })
    expect({ warnings, title }).toEqual({ warnings: [], title: 'Inspection report' })
  })

  test('pages that are pictures only are counted, the others keep their numbers', async () => {
    const document = await readContent(folder, 'mixed.pdf', makePdf([['First.'], [], ['Third.'], []]))
    expect(document.sections).toEqual([
      { label: { page: 1 }, text: 'First.' },
      { label: { page: 3 }, text: 'Third.' },
    ])
    expect(document.warnings).toEqual([{ code: 'pdf.pagesWithoutText', params: { count: 2, first: 2 } }])
  })

  test('a title that is only a file name is none', async () => {
    expect((await readContent(folder, 't.pdf', makePdf([['x']], { title: 'Microsoft Word - x.doc' }))).title).toBeNull()
  })

  test.each([
    ['UniGB-UCS2-H', '7b2c4e008282FF1A5de54f5c62a5544a', '第一节:工作报告'],
    ['GBK-EUC-H', 'b5dad2bbbdda', '第一节'],
    ['UniCNS-UTF16-H', '7b2c4e007bc0', '第一節'],
  ])('Chinese text that needs the table %s', async (table, codes, text) => {
    const collection = table.includes('CNS') ? 'CNS1' : 'GB1'
    const font = `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /${table} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (${collection}) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>`
    const pdf = makePdf([[]], { font, content: `BT /F1 12 Tf 60 780 Td <${codes}> Tj ET` })
    expect((await readContent(folder, 'table.pdf', pdf)).text.normalize('NFKC')).toBe(text.normalize('NFKC'))
  })
})

describe('the layout of a PDF page', () => {
  /** A line of 10-point text at the given place; letters are five points wide, Chinese characters ten. */
  const run = (str: string, x: number, y: number, hasEOL = true) => ({
    str,
    transform: [10, 0, 0, 10, x, y],
    width: [...str].reduce((sum, character) => sum + (character > '\u2e7f' ? 10 : 5), 0),
    height: 10,
    hasEOL,
  })

  test('wrapped lines are one paragraph again; a short line and a gap end it', () => {
    const items = [
      run('The weekly meeting of the sales team will take place on', 50, 700),
      run('Tuesday, and the figures of the last quarter are pre-', 50, 686),
      run('sented there.', 50, 672),
      run('Please bring a pen.', 50, 658),
      run('Regards', 50, 620),
    ]
    expect(layOutPage(items)).toBe(
      'The weekly meeting of the sales team will take place on Tuesday, and the figures of the last quarter are presented there.\nPlease bring a pen.\n\nRegards',
    )
  })

  test('Chinese lines are joined without a space, radicals become characters', () => {
    const items = [run('这份报告⽤于说明公司在第一季度的经营情况以及下⼀步', 50, 700), run('的⼯作安排。', 50, 686)]
    expect(layOutPage(items)).toBe('这份报告用于说明公司在第一季度的经营情况以及下一步的工作安排。')
  })

  test('addresses and lists keep their lines', () => {
    const address = [run('Bright Packaging Ltd', 50, 700), run('77 Station Road', 50, 686), run('Ashford', 50, 672)]
    expect(layOutPage(address)).toBe('Bright Packaging Ltd\n77 Station Road\nAshford')
    const long = 'a sentence that is long enough to reach the right edge'
    expect(layOutPage([run(`1. ${long}`, 50, 700), run(`2. ${long}`, 50, 686)])).toBe(`1. ${long}\n2. ${long}`)
  })

  test('cells that stand apart are told apart, and rows are not joined', () => {
    const rows = [700, 680].flatMap((y) => [
      run('Rent', 50, y, false),
      run('4,850.00', 300, y, false),
      run('monthly', 450, y),
    ])
    expect(layOutPage(rows)).toBe('Rent | 4,850.00 | monthly\nRent | 4,850.00 | monthly')
  })
})
