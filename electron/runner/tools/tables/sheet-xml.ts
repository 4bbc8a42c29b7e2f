import type { Cell } from '../../../../shared/model/item.ts'
import type { Grid } from './table-of-items.ts'

export type SheetXml = { readonly xml: string; readonly lastBefore: number; readonly lastAfter: number }

type FoundCell = {
  readonly column: number
  readonly style: string | null
  readonly isNumber: boolean
  readonly text: string
}
type FoundRow = {
  readonly number: number
  readonly cells: readonly FoundCell[]
  readonly from: number
  readonly to: number
}

/**
 * Adds rows to the XML of one sheet (ECMA-376 part 1, 18.3.1). The first row with texts is its head. New cells take over the style of the
 * last row, so that numbers and days look as those above.
 */
export function addRows(xml: string, shared: readonly string[], grid: Grid): SheetXml {
  const open = /<sheetData\s*\/>/.test(xml) ? xml.replace(/<sheetData\s*\/>/, '<sheetData></sheetData>') : xml
  const end = open.lastIndexOf('</sheetData>')
  const rows = rowsOf(open.slice(0, end), shared)
  const head = rows.find(({ cells }) => cells.some(({ text }) => text !== ''))
  const last = rows.at(-1)
  const lastBefore = last?.number ?? 0
  const places = placesOf(grid, head)
  const headNumber = head?.number ?? 1
  const missing = places.filter(({ isNew }) => isNew)
  const headCells = missing.map(({ name, column }) => cellXml(name, column, headNumber, null))
  const firstNew = head === undefined ? headNumber + 1 : lastBefore + 1
  const added = grid.rows.map((row, index) => {
    const number = firstNew + index
    const cells = places
      .map(({ column }, at) => ({ column, cell: row[at] ?? null }))
      .toSorted((left, right) => left.column - right.column)
      .flatMap(({ column, cell }) => {
        const above = last === head ? undefined : last?.cells.find((each) => each.column === column)
        return cell === null ? [] : [cellXml(cell, column, number, above)]
      })
    return `<row r="${number}">${cells.join('')}</row>`
  })
  const headXml = head === undefined ? `<row r="${headNumber}">${headCells.join('')}</row>` : ''
  const body = `${open.slice(0, end)}${headXml}${added.join('')}${open.slice(end)}`
  const withHead = head === undefined || headCells.length === 0 ? body : intoRow(body, head, headCells.join(''))
  const lastAfter = firstNew + grid.rows.length - 1
  const widest = Math.max(
    1,
    ...rows.flatMap(({ cells }) => cells.map(({ column }) => column)),
    ...places.map(({ column }) => column),
  )
  return { xml: resized(withHead, lastAfter, widest), lastBefore, lastAfter }
}

/** In which column each of ours stands: where the head names it, else to the right of everything. */
function placesOf(grid: Grid, head: FoundRow | undefined): { name: string; column: number; isNew: boolean }[] {
  let next = Math.max(0, ...(head?.cells ?? []).map(({ column }) => column)) + 1
  return grid.columns.map(({ name }) => {
    const known = head?.cells.find(({ text }) => plain(text) === plain(name))
    return known === undefined ? { name, column: next++, isNew: true } : { name, column: known.column, isNew: false }
  })
}

function rowsOf(xml: string, shared: readonly string[]): FoundRow[] {
  let number = 0
  return [...xml.matchAll(/<row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/row>)/g)].map((found) => {
    const [whole, attributes = '', inner = ''] = found
    number = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? number + 1)
    return { number, cells: cellsOf(inner, shared), from: found.index, to: found.index + whole.length }
  })
}

function cellsOf(xml: string, shared: readonly string[]): FoundCell[] {
  let column = 0
  return [...xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)].map(([, attributes = '', inner = '']) => {
    const letters = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1]
    column = letters === undefined ? column + 1 : numberOfColumn(letters)
    const type = /\bt="([^"]+)"/.exec(attributes)?.[1] ?? 'n'
    const value = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1] ?? ''
    const inline = [...inner.matchAll(/<t\b[^>]*>([\s\S]*?)<\/t>/g)].map(([, part = '']) => part).join('')
    const raw = type === 's' ? (shared[Number(value)] ?? '') : type === 'inlineStr' ? inline : value
    return {
      column,
      style: /\bs="(\d+)"/.exec(attributes)?.[1] ?? null,
      isNumber: type === 'n' && value !== '',
      text: unescaped(raw),
    }
  })
}

function cellXml(cell: Exclude<Cell, null>, column: number, row: number, above: FoundCell | null | undefined): string {
  const place = `r="${lettersOf(column)}${row}"${above?.style === null || above?.style === undefined ? '' : ` s="${above.style}"`}`
  if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c ${place} t="b"><v>${cell ? 1 : 0}</v></c>`
  const serial = above?.isNumber === true ? serialOf(cell) : null
  if (serial !== null) return `<c ${place}><v>${serial}</v></c>`
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, 32_767))}</t></is></c>`
}

/** A day as Excel counts them, from 30 December 1899; null for other texts. */
function serialOf(text: string): number | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (found === null) return null
  const [, year, month, day] = found
  return (Date.UTC(Number(year), Number(month) - 1, Number(day)) - Date.UTC(1899, 11, 30)) / 86_400_000
}

function intoRow(xml: string, row: FoundRow, cells: string): string {
  const whole = xml.slice(row.from, row.to)
  const filled = whole.endsWith('/>')
    ? `${whole.slice(0, -2)}>${cells}</row>`
    : `${whole.slice(0, -'</row>'.length)}${cells}</row>`
  return `${xml.slice(0, row.from)}${filled}${xml.slice(row.to)}`
}

function resized(xml: string, lastRow: number, lastColumn: number): string {
  return xml.replace(
    /<dimension ref="([A-Z]+\d+)(?::[A-Z]+\d+)?"\s*\/>/,
    (_whole, start: string) => `<dimension ref="${start}:${lettersOf(lastColumn)}${lastRow}"/>`,
  )
}

function numberOfColumn(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)
}

function lettersOf(column: number): string {
  return column === 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26))
}

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, (whole, name: string) => {
    if (name.startsWith('#'))
      return String.fromCodePoint(Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1)))
    return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name] ?? whole
  })
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
