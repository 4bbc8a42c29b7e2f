import type { Cell } from '../../../../shared/model/item.ts'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { defaultDocumentLimits } from '../documents/document.ts'
import { readZipEntries } from '../documents/open-zip.ts'
import { addRows, type SheetXml } from './sheet-xml.ts'
import type { Grid } from './table-of-items.ts'

/**
 * Adds rows below what a workbook's first sheet holds, and leaves everything else in it as it is, byte by byte: other sheets, formulas,
 * styles, pictures, macros. Columns are matched by the names in the sheet's head; those it lacks come to its right. A table that ends
 * where the rows begin grows with them; formulas are worked out anew when the file is next opened.
 *
 * @throws CodedError of `document.*`, table.notASheet
 */
export async function appendToWorkbook(
  name: string,
  bytes: Buffer,
  grid: Grid,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const entries = await readZipEntries(name, bytes, () => true, defaultDocumentLimits, signal)
  const text = (path: string) => entries.get(path)?.toString('utf8') ?? ''
  const sheetPath = firstSheetOf(text)
  if (sheetPath === null || !entries.has(sheetPath)) throw new CodedError('table.notASheet', { name })
  const shared = sharedStringsOf(text('xl/sharedStrings.xml'))
  const added = addRows(text(sheetPath), shared, grid)
  const changed = new Map<string, string>([[sheetPath, added.xml]])
  for (const path of tablesOf(sheetPath, text)) changed.set(path, grownTable(text(path), added))
  changed.set('xl/workbook.xml', recalculated(text('xl/workbook.xml')))
  const { zipSync } = await import('fflate')
  return zipSync(
    Object.fromEntries([...entries].map(([path, content]) => [path, encoded(changed.get(path)) ?? content])),
    { level: 6 },
  )
}

/** The same for a table as text, in its own delimiter and line ends. */
export async function appendToCsv(text: string, grid: Grid): Promise<string> {
  const { default: papa } = await import('papaparse')
  const parsed = papa.parse<string[]>(text, {
    preview: 1,
    skipEmptyLines: 'greedy',
    delimitersToGuess: [',', ';', '\t', '|'],
  })
  const head = parsed.data[0]?.map((cell) => cell.replace(/^\ufeff/, '').trim()) ?? []
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const options = { delimiter: parsed.meta.delimiter || ',', newline, escapeFormulae: true }
  if (head.length === 0) {
    return `\ufeff${papa.unparse([grid.columns.map(({ name }) => name), ...grid.rows], options)}${newline}`
  }
  const missing = grid.columns.filter(({ name }) => !head.some((each) => plain(each) === plain(name)))
  if (missing.length > 0) {
    throw new CodedError('run.noSuchColumn', { column: missing[0]?.name ?? '', columns: head.join(', ') })
  }
  const rows = grid.rows.map((row) =>
    head.map((name): Cell => row[grid.columns.findIndex((each) => plain(each.name) === plain(name))] ?? null),
  )
  const gap = text === '' || text.endsWith('\n') ? '' : newline
  return `${text}${gap}${papa.unparse(rows, options)}${newline}`
}

function encoded(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : new TextEncoder().encode(text)
}

/** Where the first sheet lies, by the workbook's own order. */
function firstSheetOf(text: (path: string) => string): string | null {
  const id = /<sheet\b[^>]*\br:id="([^"]+)"/.exec(text('xl/workbook.xml'))?.[1]
  const relation = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)].find(([tag]) =>
    tag.includes(`Id="${id}"`),
  )
  const target = /\bTarget="([^"]+)"/.exec(relation?.[0] ?? '')?.[1]
  if (id === undefined || target === undefined) return null
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

function tablesOf(sheetPath: string, text: (path: string) => string): string[] {
  const [folder, file] = [
    sheetPath.slice(0, sheetPath.lastIndexOf('/')),
    sheetPath.slice(sheetPath.lastIndexOf('/') + 1),
  ]
  return [...text(`${folder}/_rels/${file}.rels`).matchAll(/\bTarget="([^"]*\/tables\/[^"]+)"/g)].map(
    ([, target = '']) => URL.parse(target, `file:///${folder}/`)?.pathname.slice(1) ?? '',
  )
}

/** A table that ended with the last row takes the new ones in; one with a row of totals is left alone. */
function grownTable(xml: string, { lastBefore, lastAfter }: SheetXml): string {
  if (/\btotalsRowCount="[1-9]/.test(xml)) return xml
  return xml.replace(/\bref="([A-Z]+\d+:[A-Z]+)(\d+)"/g, (whole, start: string, end: string) =>
    Number(end) === lastBefore ? `ref="${start}${lastAfter}"` : whole,
  )
}

/** Values kept of formulas may be old once rows were added. */
function recalculated(xml: string): string {
  if (/<calcPr\b[^>]*fullCalcOnLoad=/.test(xml)) return xml
  if (/<calcPr\b/.test(xml)) return xml.replace(/<calcPr\b/, '<calcPr fullCalcOnLoad="1"')
  return xml.replace(/(<\/definedNames>|<\/sheets>)(?![\s\S]*<\/definedNames>)/, '$1<calcPr fullCalcOnLoad="1"/>')
}

/** The texts a workbook keeps in one place, in their order; parts of one text are put together. */
function sharedStringsOf(xml: string): string[] {
  return [...xml.matchAll(/<si>([\s\S]*?)<\/si>|<si\/>/g)].map(([, inner = '']) =>
    [...inner.replace(/<rPh\b[\s\S]*?<\/rPh>/g, '').matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)]
      .map(([, part = '']) => part)
      .join(''),
  )
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
