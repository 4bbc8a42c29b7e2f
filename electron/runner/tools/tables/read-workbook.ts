import type { CellValue } from 'read-excel-file/node'
import type { Cell } from '../../../../shared/model/item.ts'
import { DocumentError } from '../documents/document-error.ts'
import type { DocumentLimits } from '../documents/document.ts'
import { readZipEntries } from '../documents/open-zip.ts'

export type SheetRows = { readonly sheet: string; readonly rows: readonly (readonly Cell[])[] }

/**
 * Every sheet of a workbook with its values. Dates are days or moments as text; formulas are the values they had when it was saved.
 * Unpacked within the limits of documents, so a workbook made to burst is refused.
 *
 * @throws DocumentError tooLarge, encrypted, broken
 */
export async function readWorkbook(
  name: string,
  bytes: Buffer,
  limits: DocumentLimits,
  signal: AbortSignal,
): Promise<SheetRows[]> {
  const entries = await readZipEntries(name, bytes, isSheetPart, limits, signal)
  refuseManyTags(name, entries, limits.tags)
  const [{ default: readXlsxFile }, { zipSync }] = await Promise.all([import('read-excel-file/node'), import('fflate')])
  // The reader unpacks without limits: it is given a container made of the entries that were checked.
  const container = Buffer.from(zipSync(Object.fromEntries(entries), { level: 0 }))
  const sheets = await readXlsxFile(container)
  return sheets.map(({ sheet, data }) => ({ sheet, rows: data.map((row) => row.map(cellOf)) }))
}

/** A value as a person would read it. */
export function textOfCell(cell: Cell): string {
  return cell === null ? '' : String(cell)
}

/** Pictures, charts and macros hold no cells. */
function isSheetPart(entryName: string): boolean {
  return /^(?:\[Content_Types\]\.xml|_rels\/|xl\/(?:_rels\/|workbook\.xml|styles\.xml|sharedStrings\.xml|worksheets\/[^/]+\.xml))/.test(
    entryName,
  )
}

function refuseManyTags(name: string, entries: ReadonlyMap<string, Buffer>, max: number): void {
  let tags = 0
  for (const entry of entries.values()) {
    for (let at = entry.indexOf(0x3c); at !== -1; at = entry.indexOf(0x3c, at + 1)) tags++
  }
  if (tags > max) throw new DocumentError('document.tooLarge', { name, limit: 'tags', max }, `${tags} tags`)
}

function cellOf(value: CellValue | null): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return dateText(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

/** Excel keeps days and moments alike, without a zone: midnight means a day. */
function dateText(date: Date): string {
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ')
}
