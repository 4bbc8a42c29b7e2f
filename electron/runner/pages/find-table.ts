import type { Cell, Column } from '../../../shared/model/item.ts'
import { asPattern, findNumber } from './find-number.ts'

export type FoundTable = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }

const mostColumns = 100
const mostRows = 20_000
const longestCell = 2000
/** Cells that stretch are repeated only so often: a small page may claim a table of any size. */
const mostRepeated = 200_000

/**
 * A table of a page as columns and rows: the first with data in it, or the one whose caption, header or heading above holds the words.
 * Tables that only hold other things in place are passed over. Null where there is none.
 *
 * @param nameless what a column without a header is called, by its number
 * @param language of the page; see `findNumber`
 */
export function findTable(
  page: Document,
  words: string,
  { nameless, language }: { nameless: (number: number) => string; language: string },
): FoundTable | null {
  for (const table of page.querySelectorAll('table')) {
    if (table.querySelector('table') !== null || table.getAttribute('role') === 'presentation') continue
    const grid = gridOf(table)
    const [first = []] = grid
    if (grid.length < 2 || first.length < 2) continue
    if (words !== '' && !asPattern(words).test([captionOf(table), ...first].join('\n').normalize('NFC'))) continue
    return typed(first, grid.slice(1), nameless, language)
  }
  return null
}

/** Every cell in its place, those that stretch over several repeated in each. */
function gridOf(table: Element): string[][] {
  const grid: string[][] = []
  let repeated = 0
  for (const [index, row] of [...table.querySelectorAll('tr')].slice(0, mostRows).entries()) {
    const line = (grid[index] ??= [])
    let column = 0
    for (const cell of row.querySelectorAll('th, td')) {
      while (line[column] !== undefined) column += 1
      const text = textOf(cell)
      const isBounded = repeated < mostRepeated
      const wide = isBounded ? spanOf(cell, 'colspan', mostColumns) : 1
      const high = isBounded ? spanOf(cell, 'rowspan', 1000) : 1
      repeated += wide * high - 1
      for (let down = 0; down < high && index + down < mostRows; down += 1) {
        const below = (grid[index + down] ??= [])
        for (let right = 0; right < wide && column + right < mostColumns; right += 1) below[column + right] ??= text
      }
      column += wide
    }
  }
  const width = Math.max(0, ...grid.slice(0, 50).map((line) => line.length))
  const lines = grid.map((line) => Array.from({ length: width }, (_, column) => line[column] ?? ''))
  return lines.filter((line) => line.some((text) => text !== ''))
}

function spanOf(cell: Element, name: string, most: number): number {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return Number.isNaN(span) ? 1 : Math.min(Math.max(1, span), most)
}

function textOf(element: Element): string {
  return element.textContent.replace(/\s+/g, ' ').trim().slice(0, longestCell)
}

/** What is written above a table: its caption, or the heading before it. */
function captionOf(table: Element): string {
  const caption = table.querySelector('caption')
  if (caption !== null) return textOf(caption)
  for (let at: Element | null = table; at !== null; at = at.parentElement) {
    for (let before = at.previousElementSibling; before !== null; before = before.previousElementSibling) {
      if (/^H[1-6]$/i.test(before.nodeName)) return textOf(before)
      if (/^TABLE$/i.test(before.nodeName)) return ''
    }
  }
  return ''
}

function typed(
  header: readonly string[],
  lines: readonly (readonly string[])[],
  nameless: (number: number) => string,
  language: string,
): FoundTable {
  const taken = new Set<string>()
  const kinds = header.map((_, column) => kindOf(lines.map((line) => line[column] ?? '')))
  const columns = header.map((text, column): Column => {
    const plain = text.replace(/[{}]/g, '').slice(0, 70).trim() || nameless(column + 1)
    let name = plain
    for (let copy = 2; taken.has(name); copy += 1) name = `${plain} ${copy}`
    taken.add(name)
    return { name, type: kinds[column] ?? 'text', meaning: '' }
  })
  const rows = lines.map((line) =>
    line.map((text, column): Cell => {
      if (text === '') return null
      return kinds[column] === 'text' ? text : (findNumber(text, '', language)?.value ?? text)
    }),
  )
  return { columns, rows }
}

const currency = /[$€£¥￥₩₹₽元円]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|HKD|CHF)\b/
/** One number with nothing beside it but its unit; a zero in front makes it a name, such as a postcode. */
const onlyNumber = /^[-−+(]?\s*\D{0,4}\s*[-−+]?(?!0\d)\d[\d.,'’\s]*\s*(?:[万亿%％]|\D{0,4})?\)?$/

/** Numbers only where every cell that is filled is one. */
function kindOf(texts: readonly string[]): Column['type'] {
  const filled = texts.filter((text) => text !== '' && !/^[-–—/]$|^n\/?a$/i.test(text))
  if (filled.length === 0 || !filled.every((text) => onlyNumber.test(text) && !/[A-Za-z]\d|\d[A-Za-z]/.test(text)))
    return 'text'
  if (filled.some((text) => /\d\s+\d{1,2}(?!\d)|\d[-/.]\d{1,2}[-/.]/.test(text))) return 'text'
  return filled.some((text) => currency.test(text)) ? 'money' : 'number'
}
