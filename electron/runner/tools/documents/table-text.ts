import type { DocumentWarning } from './document.ts'
import type { SectionCollector } from './sections.ts'

const rowsPerSection = 200

/** Rows as text in sections that say which rows they are; a header is repeated where a section is cut. */
export class TableText {
  readonly #collector: SectionCollector
  #header: string | null = null
  #width: number | null = null
  #rowNumber = 0
  #first = 1
  #last = 1
  #lines: string[] = []
  #uneven: number[] = []
  #sections = 0

  constructor(collector: SectionCollector) {
    this.#collector = collector
  }

  addRow(cells: readonly string[]): void {
    this.#rowNumber++
    const texts = cells.map((cell) => cell.replace(/\s+/g, ' ').trim())
    if (texts.every((text) => text === '')) return
    const line = texts.length === 1 ? (texts[0] ?? '') : `| ${texts.join(' | ')} |`
    if (this.#width === null) {
      this.#width = cells.length
      if (looksLikeHeader(texts)) {
        this.#header = line
        this.#first = this.#last = this.#rowNumber
        return
      }
    }
    if (cells.length !== this.#width) this.#uneven.push(this.#rowNumber)
    if (this.#lines.length === 0) this.#first = this.#rowNumber
    this.#last = this.#rowNumber
    this.#lines.push(line)
    if (this.#lines.length === rowsPerSection) this.#endSection()
  }

  finish(): DocumentWarning[] {
    const isHeaderOnly = this.#header !== null && this.#sections === 0
    if (this.#lines.length > 0 || isHeaderOnly) this.#endSection()
    const [first] = this.#uneven
    return first === undefined ? [] : [{ code: 'csv.unevenRows', params: { count: this.#uneven.length, first } }]
  }

  #endSection(): void {
    this.#sections++
    const label = { rows: [this.#first, this.#last] as const }
    if (this.#header === null) this.#collector.add(label, this.#lines.join('\n'))
    else this.#collector.add(label, [this.#header, ...this.#lines].join('\n'), `${this.#header}\n`)
    this.#lines = []
  }
}

/** A header names its columns: each cell is filled, different from the others, and neither a number nor a date. */
function looksLikeHeader(cells: readonly string[]): boolean {
  const names = cells.at(-1) === '' ? cells.slice(0, -1) : cells
  return new Set(names).size === names.length && names.every((name) => name !== '' && !valueLike.test(name))
}

const valueLike = /^[\p{Sc}+\-\u2212(]?\s?\d[\d\s.,:/\-\u5e74\u6708\u65e5]*\s?[%)\p{Sc}]?$/u
