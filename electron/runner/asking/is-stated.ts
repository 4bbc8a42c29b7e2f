import type { Cell, Column } from '../../../shared/model/item.ts'
import { numberOf } from '../../../shared/rules/compare.ts'

/**
 * Whether a text itself says a value. A model that made it up is told apart from one that copied it: text must stand there word for
 * word, a number in any spelling, a day with its year, its day and its month in figures or as a name.
 */
export function isStated(cell: Exclude<Cell, null>, type: Column['type'], source: string): boolean {
  if (typeof cell === 'boolean') return true
  if (typeof cell === 'number') return numbersIn(source).has(cell) || numbersIn(source).has(-cell)
  if (type === 'date') return isDayStated(cell, source)
  return spaceless(source).includes(spaceless(cell))
}

function spaceless(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
}

let lastText = ''
let lastNumbers: ReadonlySet<number> = new Set()

/** Every number of a text in each way it can be read; kept for the last text, which is asked about once for every cell. */
function numbersIn(source: string): ReadonlySet<number> {
  if (source === lastText) return lastNumbers
  const found = new Set<number>()
  for (const [spelled] of source.normalize('NFKC').matchAll(/\d[\d.,' \u00a0\u202f]*/g)) {
    for (const piece of [spelled, ...spelled.split(/[ \u00a0\u202f]/)]) {
      const bare = piece.replace(/[., ]+$/, '')
      const number = numberOf(bare)
      if (number !== null) found.add(number)
      // `1.234` and `1,234` mean one thousand in one country and one in another.
      const other = numberOf(bare.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')))
      if (other !== null) found.add(other)
    }
  }
  lastText = source
  lastNumbers = found
  return found
}

function isDayStated(day: string, source: string): boolean {
  const [year = '', month = '', date = ''] = day.split('-')
  const text = source.normalize('NFKC')
  const has = (number: string) => new RegExp(`(?<!\\d)0?${Number(number)}(?!\\d)`).test(text)
  if (!text.includes(year) && !has(year.slice(2))) return false
  if (!has(date)) return false
  if (has(month)) return true
  return ['en', 'de', 'fr', 'es'].some((language) => {
    const name = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    )
    return text.toLowerCase().includes(name.replace('.', '').toLowerCase())
  })
}
