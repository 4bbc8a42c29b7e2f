import { basename } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Cell, Column } from '../../../shared/model/item.ts'
import { compareCell } from '../../../shared/rules/compare.ts'
import type { ReadTableStep } from '../../../shared/steps/read-table.ts'
import { pause } from '../../pause.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { readRowsOfFile } from '../tools/tables/read-rows-of-file.ts'
import { columnTypeOf, typedCell } from '../tools/tables/typed-columns.ts'
import { asItems, emptyItem } from '../values.ts'

/** The most cells a step hands on; a table beyond is to be filtered or summed up first. */
const mostCells = 2_000_000
/** Between two looks at whether the run is to stop. */
const rowsAtOnce = 20_000

/**
 * Reads the rows of a table the owner picked, with the columns and the rows that are wanted. Nothing is cut off in silence: a table
 * that is too long is refused, with how to make it shorter.
 *
 * @throws CodedError file.notChosen, table.noHeader, table.tooLong, run.noSuchColumn, or why the file cannot be read
 */
export async function readTable(step: ReadTableStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  if (step.file === null) throw new CodedError('file.notChosen')
  const { signal, clock } = context
  context.progress({ item: basename(step.file) })
  const table = await readRowsOfFile(step.file, step.sheet, context.order.agent.grants, context)
  let header: Header | null = null
  let seen = 0
  const rows: Cell[][] = []
  for (const row of table.rows) {
    if (header === null) {
      if (row.every((cell) => cell === null || cell === '')) continue
      header = headerOf(row, step, table.name)
      continue
    }
    seen += 1
    if (seen % rowsAtOnce === 0) {
      await pause(0, clock, signal)
      context.progress({ done: rows.length, total: null })
    }
    if (row.every((cell) => cell === null || cell === '') || !passes(row, step, header)) continue
    rows.push(header.wanted.map(({ at }) => row[at] ?? null))
    if (rows.length * header.wanted.length > mostCells) {
      throw new CodedError('table.tooLong', { name: table.name, rows: Math.floor(mostCells / header.wanted.length) })
    }
  }
  if (header === null) throw new CodedError('table.noHeader', { name: table.name })
  if (rows.length === 0) return { kind: 'nothing' }
  const columns: Column[] = header.wanted.map(({ name }, index) => ({
    name,
    type: columnTypeOf(cellsOf(rows, index)),
    meaning: '',
  }))
  const items = rows.map((row, index) => ({
    ...emptyItem(`${table.name} ${index + 1}`),
    fields: Object.fromEntries(columns.map(({ name, type }, at) => [name, typedCell(row[at] ?? null, type)])),
  }))
  return asItems({ columns, items, leftOut: [] }, context.scratch)
}

type Header = { readonly names: readonly string[]; readonly wanted: readonly { name: string; at: number }[] }

/** The first row with anything in it names the columns; names that come twice are told apart by a number. */
function headerOf(row: readonly Cell[], step: ReadTableStep, file: string): Header {
  const names: string[] = []
  for (const [index, cell] of row.entries()) {
    const name =
      String(cell ?? '')
        .replace(/\s+/g, ' ')
        .trim()
        .slice(0, 70) || `${index + 1}`
    let unique = name
    for (let count = 2; names.includes(unique); count++) unique = `${name} (${count})`
    names.push(unique)
  }
  if (names.length === 0) throw new CodedError('table.noHeader', { name: file })
  const all = names.map((name, at) => ({ name, at }))
  const asked = step.columns
    .split(/[,，;；、]/)
    .map(plain)
    .filter((name) => name !== '')
  const find = (name: string) => {
    const found = all.find((each) => plain(each.name) === name)
    if (found === undefined) throw new CodedError('run.noSuchColumn', { column: name, columns: names.join(', ') })
    return found
  }
  if (step.filter !== null) find(plain(step.filter.column))
  return { names, wanted: asked.length === 0 ? all : asked.map(find) }
}

function passes(row: readonly Cell[], { filter }: ReadTableStep, { names }: Header): boolean {
  if (filter === null) return true
  const at = names.findIndex((name) => plain(name) === plain(filter.column))
  return compareCell(row[at] ?? null, filter)
}

function* cellsOf(rows: readonly Cell[][], index: number): Iterable<Cell> {
  for (const row of rows) yield row[index] ?? null
}

function plain(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
}
