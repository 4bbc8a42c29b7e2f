import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'

/** Documents made on the spot for tests: real files of their kind, small enough to read in a test's eye. */

export type DocxBlock =
  | { heading: string; level?: 1 | 2 | 3 }
  | { paragraph: string }
  | { bullets: readonly string[] }
  | { numbers: readonly string[] }
  | { table: readonly (readonly string[])[] }
  | { picture: true }

/** A Word document with its styles and lists, as Word itself would open it. */
export function makeDocx(blocks: readonly DocxBlock[], options: { title?: string } = {}): Uint8Array {
  return zipSync(docxEntries(blocks, options))
}

/** The files inside a Word document, for tests that want to spoil one of them. */
export function docxEntries(
  blocks: readonly DocxBlock[],
  options: { title?: string } = {},
): Record<string, Uint8Array<ArrayBuffer>> {
  const hasPicture = blocks.some((block) => 'picture' in block)
  const body = blocks.map(blockXml).join('')
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
  return {
    '[Content_Types].xml': xml(contentTypes),
    '_rels/.rels': xml(relationships(packageParts)),
    'docProps/core.xml': xml(
      `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(options.title ?? '')}</dc:title></cp:coreProperties>`,
    ),
    'word/_rels/document.xml.rels': xml(relationships(hasPicture ? [...documentParts, picturePart] : documentParts)),
    'word/document.xml': xml(`<w:document ${namespaces}><w:body>${body}${page}</w:body></w:document>`),
    'word/styles.xml': xml(styles),
    'word/numbering.xml': xml(numbering),
    ...(hasPicture && { 'word/media/image1.png': new Uint8Array(Buffer.from(onePixel, 'base64')) }),
  }
}

function blockXml(block: DocxBlock): string {
  if ('heading' in block) return paragraphXml(block.heading, `<w:pStyle w:val="Heading${block.level ?? 1}"/>`)
  if ('paragraph' in block) return paragraphXml(block.paragraph)
  if ('bullets' in block) return block.bullets.map((item) => paragraphXml(item, listXml(1))).join('')
  if ('numbers' in block) return block.numbers.map((item) => paragraphXml(item, listXml(2))).join('')
  if ('table' in block) return tableXml(block.table)
  return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Picture 1"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rId3"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
}

function paragraphXml(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p>`
}

function listXml(list: 1 | 2): string {
  return `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${list}"/></w:numPr>`
}

function tableXml(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0
  const grid = '<w:gridCol w:w="3200"/>'.repeat(columns)
  const rowXml = (cells: readonly string[], isHeader: boolean): string =>
    `<w:tr>${isHeader ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="3200" w:type="dxa"/></w:tcPr>${paragraphXml(cell)}</w:tc>`).join('')}</w:tr>`
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.map((cells, index) => rowXml(cells, index === 0)).join('')}</w:tbl><w:p/>`
}

const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
].join(' ')

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${word}.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageParts: readonly [type: string, target: string][] = [
  [`${office}/officeDocument`, 'word/document.xml'],
  ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
]
const documentParts: readonly [type: string, target: string][] = [
  [`${office}/styles`, 'styles.xml'],
  [`${office}/numbering`, 'numbering.xml'],
]
const picturePart: [type: string, target: string] = [`${office}/image`, 'media/image1.png']

function relationships(parts: readonly [type: string, target: string][]): string {
  const rows = parts.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows.join('')}</Relationships>`
}

const fonts = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Microsoft YaHei"/>'
const headingStyle = (level: number, size: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280" w:after="100"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/><w:sz w:val="${size}"/></w:rPr></w:style>`
const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="999999"/>`)
  .join('')
const styles = `<w:styles ${namespaces}><w:docDefaults><w:rPrDefault><w:rPr>${fonts}<w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${headingStyle(1, 34)}${headingStyle(2, 27)}${headingStyle(3, 24)}<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>${border}</w:tblBorders></w:tblPr></w:style></w:styles>`

const level = (format: string, text: string): string =>
  `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>`
const numbering = `<w:numbering ${namespaces}><w:abstractNum w:abstractNumId="0">${level('bullet', '•')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level('decimal', '%1.')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

function xml(content: string): Uint8Array<ArrayBuffer> {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${content}`)
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

export interface PdfOptions {
  title?: string
  /** In place of Helvetica, as PDF source. */
  font?: string
  /** What a page without lines draws, as PDF source, or compressed as `filter` says. */
  content?: string | Buffer
  /** As PDF source, such as `/FlateDecode`. */
  filter?: string
}

/**
 * A PDF with one line of text per entry and page, in a standard font (ASCII only). A page without lines shows only a
 * grey box, as a scanned page shows only its picture.
 */
export function makePdf(pages: readonly (readonly string[])[], options: PdfOptions = {}): Buffer {
  const firstPage = 4
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${firstPage + index * 2} 0 R`).join(' ')}] >>`,
    options.font ?? '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      lines.length === 0
        ? streamObject(options.content ?? '0.8 g 50 50 495 742 re f', options.filter)
        : streamObject(pageContent(lines)),
    ]),
    `<< /Title (${escapePdf(options.title ?? '')}) >>`,
  ]
  let file = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Info ${objects.length} 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}`, 'latin1')
}

function pageContent(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${escapePdf(line)}) Tj T*`).join('\n')
  return `BT /F1 11 Tf 15 TL 60 780 Td\n${shown}\nET`
}

function streamObject(content: string | Buffer, filter?: string): string {
  const data = typeof content === 'string' ? content : content.toString('latin1')
  return `<< /Length ${data.length}${filter === undefined ? '' : ` /Filter ${filter}`} >>\nstream\n${data}\nendstream`
}

function escapePdf(text: string): string {
  return text.replace(/[\\()]/g, (character) => `\\${character}`)
}

/** A book of the given length; page N says so in its first line and names a room and a sum of its own. */
export function makeLongPdf(pageCount: number): Buffer {
  const pages = Array.from({ length: pageCount }, (_, index) => {
    const number = index + 1
    return [
      `Inspection report, sheet ${number} of ${pageCount}`,
      '',
      ...Array.from(
        { length: 40 },
        (_, line) => `Room ${number}-${line + 1} was inspected; repairs are estimated at ${number * 10 + line} euros.`,
      ),
    ]
  })
  return makePdf(pages, { title: 'Inspection report' })
}

/** Fills a folder with documents of all text kinds, `note 1` to `note N`, half English and half Chinese. */
export async function makeFolderOfDocuments(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let number = 1; number <= count; number++) {
    await writeFile(join(folder, `note ${number}.${folderKinds[number % folderKinds.length]}`), noteOf(number))
  }
}

const folderKinds = ['txt', 'md', 'html', 'csv', 'pdf', 'docx'] as const

function noteOf(number: number): string | Uint8Array {
  const english = `Note ${number}. The delivery of order ${number} arrived on time and cost ${number * 3} euros.`
  const chinese = `第${number}号便条。第${number}号订单按时送达,费用${number * 3}元。`
  const text = number % 4 < 2 ? english : chinese
  switch (folderKinds[number % folderKinds.length]) {
    case 'md':
      return `# Note ${number}\n\n${text}\n`
    case 'html':
      return `<!doctype html><html><head><meta charset="utf-8"><title>Note ${number}</title></head><body><p>${text}</p></body></html>`
    case 'csv':
      return `Number,Text\n${number},"${text}"\n`
    case 'pdf':
      return makePdf([[english]])
    case 'docx':
      return makeDocx([{ heading: `Note ${number}` }, { paragraph: text }])
    default:
      return `${text}\n`
  }
}
