import type { Cell } from '../../../../shared/model/item.ts'
import { sumOf } from '../../../../shared/rules/sum.ts'
import type { Grid } from './table-of-items.ts'

/** A last row with the sums of all columns of numbers; its word stands in the first column that has none. */
export function withTotals(grid: Grid, word: string): Grid {
  const sums = grid.columns.map(({ type }, index) =>
    type === 'number' || type === 'money'
      ? sumOf(grid.rows.flatMap((row) => (typeof row[index] === 'number' ? [row[index]] : [])))
      : null,
  )
  const at = sums.indexOf(null)
  return { ...grid, rows: [...grid.rows, sums.map((sum, index) => (index === at ? word : sum))] }
}

/**
 * A table as text that spreadsheets open without asking: with a mark that says UTF-8, and no cell that could be taken for a formula
 * (OWASP, CSV injection).
 */
export async function asCsv(grid: Grid): Promise<Uint8Array> {
  const { default: papa } = await import('papaparse')
  const head = grid.columns.map(({ name }) => name)
  return Buffer.from(`\ufeff${papa.unparse([head, ...grid.rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`)
}

const daysOnly = /^\d{4}-\d{2}-\d{2}$/

/** A new workbook with one sheet: a head in bold, numbers as numbers, days as days, all else as text that is never a formula. */
export async function asWorkbook(grid: Grid, sheet: string): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const head = grid.columns.map(({ name }) => ({ value: name, type: String, fontWeight: 'bold' as const }))
  const rows = grid.rows.map((row) => row.map((cell, index) => cellOf(cell, grid.columns[index]?.type ?? 'text')))
  const widths = grid.columns.map(({ name }, index) => ({ width: widthOf(name, grid.rows, index) }))
  const made = writeXlsxFile([head, ...rows], { sheet: sheetName(sheet), columns: widths, stickyRowsCount: 1 })
  return made.toBuffer()
}

function cellOf(cell: Cell, type: string) {
  if (cell === null) return null
  if (typeof cell === 'number')
    return { value: cell, type: Number, ...(type === 'money' ? { format: '#,##0.00' } : {}) }
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  if (type === 'date' && daysOnly.test(cell)) {
    return { value: new Date(`${cell}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  }
  return { value: cell.slice(0, mostInCell), type: String }
}

/** What Excel takes in one cell. */
const mostInCell = 32_767

function widthOf(name: string, rows: Grid['rows'], index: number): number {
  const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[index] ?? '').length), name.length)
  return Math.min(60, Math.max(8, longest + 2))
}

/** Excel allows 31 signs, and none of these. */
function sheetName(title: string): string {
  return (
    title
      .replace(/[\\/?*[\]:]/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet 1'
  )
}
