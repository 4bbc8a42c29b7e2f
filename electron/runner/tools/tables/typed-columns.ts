import type { Cell, Column } from '../../../../shared/model/item.ts'
import { numberOf } from '../../../../shared/rules/compare.ts'

/**
 * What a column holds, judged by all its values: numbers where every one can be read as a number, days where every one is a day.
 * Leading zeros and long digit strings are names of things, such as telephone and article numbers, and stay text.
 */
export function columnTypeOf(cells: Iterable<Cell>): Column['type'] {
  let [numbers, days, yesNo, all] = [0, 0, 0, 0]
  for (const cell of cells) {
    if (cell === null || cell === '') continue
    all += 1
    if (typeof cell === 'boolean') yesNo += 1
    else if (typeof cell === 'string' && /^\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2}.*)?$/.test(cell.trim())) days += 1
    else if (isNumber(cell)) numbers += 1
    else return 'text'
  }
  if (all === 0) return 'text'
  if (numbers === all) return 'number'
  if (days === all) return 'date'
  return yesNo === all ? 'yesNo' : 'text'
}

/** A value in the form of its column. */
export function typedCell(cell: Cell, type: Column['type']): Cell {
  if (cell === null || cell === '') return null
  if (type === 'number' || type === 'money') return numberOf(cell) ?? cell
  return type === 'text' && typeof cell !== 'string' ? String(cell) : cell
}

function isNumber(cell: string | number): boolean {
  if (typeof cell === 'number') return true
  const bare = cell.trim()
  if (/^0\d/.test(bare) || /^\d{12,}$/.test(bare)) return false
  return numberOf(bare) !== null
}
