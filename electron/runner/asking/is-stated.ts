import type { Cell, Column } from '../../../shared/model/item.ts'
import { numberOf } from '../../../shared/rules/compare.ts'

/**
 * Whether a text itself says a value. A model that made it up is told apart from one that copied it: text must stand there word for
 * word, a number in any spelling with its sign, a day with its year, its day and its month in figures or as a name.
 */
export function isStated(cell: Exclude<Cell, null>, type: Column['type'], source: string): boolean {
  if (typeof cell === 'boolean') return true
  if (typeof cell === 'number') return numbersIn(source).has(cell)
  if (type === 'date') return isDayStated(cell, source)
  const wanted = wordsOf(cell)
  if (wanted.trim() === '') return true
  return wordsOf(source).includes(wanted)
}

/** Words with one space around each; Chinese signs have none between them, so that line breaks do not matter. */
function wordsOf(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, ' ')
    .trim()
  return ` ${plain} `.replace(/ ?(\p{Script=Han}) ?/gu, '$1').replace(/(\p{Script=Han})(?=[^\p{Script=Han} ])/gu, '$1 ')
}

let lastText = ''
let lastNumbers: ReadonlySet<number> = new Set()

/** Every number of a text in each way it can be meant; kept for the last text, which is asked about once for every cell. */
function numbersIn(source: string): ReadonlySet<number> {
  if (source === lastText) return lastNumbers
  const found = new Set<number>()
  const spelled = /(?<sign>[-\u2212(]\s*[\p{Sc}A-Z]{0,3}\s*)?(?<digits>\d[\d.,' \u00a0\u202f]*)/gu
  for (const { groups } of source.normalize('NFKC').matchAll(spelled)) {
    const digits = groups?.digits ?? ''
    for (const piece of [digits, ...digits.split(/[ \u00a0\u202f]/)]) {
      for (const number of readingsOf(piece.replace(/[.,' ]+$/, ''))) {
        found.add(number)
        if (groups?.sign !== undefined) found.add(-number)
      }
    }
  }
  lastText = source
  lastNumbers = found
  return found
}

/** A dot before three digits parts thousands in some countries; a comma there is read as `numberOf` reads it. */
function readingsOf(digits: string): number[] {
  const usual = numberOf(digits)
  const dotted = /\.\d{3}(?!\d)/.test(digits) ? numberOf(digits.replace(/\.(?=\d{3}(?!\d))/g, '')) : null
  return [usual, dotted].filter((number) => number !== null)
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
