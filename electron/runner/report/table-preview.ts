import type { RootContent, TableCell, TableRow } from 'mdast'
import type { Cell } from '../../../shared/model/item.ts'
import type { Grid } from '../tools/tables/table-of-items.ts'

const longestCell = 300

/** The first rows of a table. What is in it is text and never read for formatting. */
export function tableOf({ columns, rows }: Grid, most: number): RootContent {
  return {
    type: 'table',
    align: columns.map(({ type }) => (type === 'number' || type === 'money' ? 'right' : null)),
    children: [
      rowOf(columns.map(({ name }) => name)),
      ...rows.slice(0, most).map((row) => rowOf(columns.map((_, at) => row[at] ?? null))),
    ],
  }
}

function rowOf(cells: readonly Cell[]): TableRow {
  return { type: 'tableRow', children: cells.map(cellOf) }
}

function cellOf(cell: Cell): TableCell {
  const text = String(cell ?? '').replace(/\s+/g, ' ')
  return { type: 'tableCell', children: [{ type: 'text', value: text.slice(0, longestCell) }] }
}
