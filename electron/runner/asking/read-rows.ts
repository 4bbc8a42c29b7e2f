import { z } from 'zod'
import { type Cell, cellSchema, type Column } from '../../../shared/model/item.ts'
import { numberOf } from '../../../shared/rules/compare.ts'
import { isStated } from './is-stated.ts'

/** A row as it was found, and the columns whose values want a look. */
export type FoundRow = { readonly fields: Record<string, Cell>; readonly doubtful: readonly string[] }

export type ReadRows =
  | { readonly kind: 'rows'; readonly rows: readonly FoundRow[]; readonly complaint: string | null }
  | { readonly kind: 'unreadable'; readonly complaint: string }

const rowSchema = z.record(z.string(), z.unknown())
const answerSchema = z.union([
  z.object({ rows: z.array(rowSchema) }).transform(({ rows }) => rows),
  z.array(rowSchema),
  rowSchema.transform((row) => [row]),
])

/**
 * Reads the rows out of a model's answer and holds them against their columns: names without minding case, values by their type. What
 * does not fit its type stays as it was written and is doubtful, as is whatever the text itself does not say.
 *
 * @param source the text the answer was made from
 * @returns `complaint`: what to tell the model, where asking again may help
 */
export function readRows(
  answer: string,
  columns: readonly Column[],
  source: string,
  most: 'one' | 'several',
): ReadRows {
  const value = parseJson(answer)
  if (value === undefined) return { kind: 'unreadable', complaint: 'it is not valid JSON' }
  const read = answerSchema.safeParse(value)
  if (!read.success) return { kind: 'unreadable', complaint: 'it has no "rows" as a list of objects' }
  const found = most === 'one' ? read.data.slice(0, 1) : read.data
  const wrong = new Set<string>()
  const rows = found.map((row) => readRow(row, columns, source, wrong))
  const filled = rows.filter(({ fields }) => Object.values(fields).some((cell) => cell !== null))
  const complaint =
    wrong.size === 0 ? null : `these values do not have the right type or are missing: ${[...wrong].join(', ')}`
  return { kind: 'rows', rows: filled, complaint }
}

/** The first stated value of each column over the parts of a text; where two parts disagree it is doubtful. */
export function oneRowOf(rows: readonly FoundRow[], columns: readonly Column[]): FoundRow | null {
  if (rows.length === 0) return null
  const fields: Record<string, Cell> = {}
  const doubtful = new Set<string>()
  for (const { name } of columns) {
    const stated = rows.filter((row) => (row.fields[name] ?? null) !== null)
    const sure = stated.find((row) => !row.doubtful.includes(name)) ?? stated[0]
    fields[name] = sure?.fields[name] ?? null
    const others = new Set(stated.map((row) => row.fields[name]))
    if (others.size > 1 || sure?.doubtful.includes(name) === true) doubtful.add(name)
  }
  return { fields, doubtful: [...doubtful] }
}

/** JSON out of an answer that may have a fence or words around it. */
function parseJson(answer: string): unknown {
  const fenced = /```(?:json)?\s*([\s\S]*?)```/i.exec(answer)?.[1]
  for (const text of [answer, fenced ?? '', between(answer, '{', '}'), between(answer, '[', ']')]) {
    try {
      if (text.trim() !== '') return JSON.parse(text)
    } catch {
      // The next way to find it may work.
    }
  }
  return undefined
}

function between(text: string, open: string, close: string): string {
  const [from, to] = [text.indexOf(open), text.lastIndexOf(close)]
  return from === -1 || to <= from ? '' : text.slice(from, to + 1)
}

function readRow(
  row: Record<string, unknown>,
  columns: readonly Column[],
  source: string,
  wrong: Set<string>,
): FoundRow {
  const byName = new Map(Object.entries(row).map(([name, value]) => [plain(name), value]))
  const fields: Record<string, Cell> = {}
  const doubtful: string[] = []
  for (const { name, type } of columns) {
    if (!byName.has(plain(name))) wrong.add(name)
    const { cell, isRight } = cellOf(byName.get(plain(name)), type)
    fields[name] = cell
    if (!isRight) wrong.add(name)
    if (!isRight || (cell !== null && !isStated(cell, type, source))) doubtful.push(name)
  }
  return { fields, doubtful }
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
}

const nothingSaid = /^(?:null|none|n\/?a|unknown|not (?:stated|given|specified)|-|—|无|未知|未提及|没有)?$/i

function cellOf(value: unknown, type: Column['type']): { cell: Cell; isRight: boolean } {
  const read = cellSchema.safeParse(value ?? null)
  if (!read.success) return { cell: JSON.stringify(value).slice(0, 1000), isRight: false }
  const cell = typeof read.data === 'string' ? read.data.trim() : read.data
  if (cell === null || (typeof cell === 'string' && nothingSaid.test(cell))) return { cell: null, isRight: true }
  switch (type) {
    case 'text':
      return { cell: String(cell), isRight: true }
    case 'number':
    case 'money': {
      const number = typeof cell === 'boolean' ? null : numberOf(cell)
      return number === null ? { cell: String(cell), isRight: false } : { cell: number, isRight: true }
    }
    case 'date': {
      const day = dayIn(String(cell))
      return day === null ? { cell: String(cell), isRight: false } : { cell: day, isRight: true }
    }
    case 'yesNo': {
      if (typeof cell === 'boolean') return { cell, isRight: true }
      const word = String(cell).toLowerCase()
      if (/^(?:true|yes|1|是|有)$/.test(word)) return { cell: true, isRight: true }
      if (/^(?:false|no|0|否)$/.test(word)) return { cell: false, isRight: true }
      return { cell: String(cell), isRight: false }
    }
  }
}

/** A day that exists, in the form it was asked for; year-first forms with other signs count too. */
function dayIn(text: string): string | null {
  const [, year = '', month = '', date = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?$/.exec(text) ?? []
  const day = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  if (year === '' || day.getUTCMonth() !== Number(month) - 1 || day.getUTCDate() !== Number(date)) return null
  return day.toISOString().slice(0, 10)
}
