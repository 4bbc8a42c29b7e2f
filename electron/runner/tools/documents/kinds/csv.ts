import type Papa from 'papaparse'
import type { DocumentWarning } from '../document.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import type { SectionCollector } from '../sections.ts'
import { decodeOrRefuse } from './text.ts'

/** A table as text; its rows are numbered as a spreadsheet shows them, so a header is row 1. */
export const csv: DocumentFormat = {
  kind: 'csv',
  extensions: ['csv', 'tsv', 'tab'],
  recognizes: () => false,
  trustsName: true,
  read: async (source) => {
    const { text, encoding, warnings } = decodeOrRefuse(source)
    await source.breathe()
    return { encoding, title: null, warnings: [...warnings, ...(await readTable(text, source))] }
  },
}

async function readTable(text: string, { collector, breathe }: DocumentSource): Promise<DocumentWarning[]> {
  const { default: papa } = await import('papaparse')
  const { body, declared } = declaredDelimiter(text)
  const delimiter = declared ?? guessDelimiter(papa, body)
  const table = new TableText(collector)
  // Row by row: the parsed table is never held whole. The limit on characters bounds how long this can take.
  papa.parse<string[]>(body, { delimiter, step: ({ data }) => table.addRow(data) })
  await breathe()
  return table.finish()
}

/** The delimiter that gives the first rows the most even number of cells; empty lines have no say in it. */
function guessDelimiter(papa: typeof Papa, body: string): string {
  const opening = body.slice(0, 64 * 1024)
  const delimitersToGuess = [',', ';', '\t', '|']
  return papa.parse<string[]>(opening, { preview: 20, skipEmptyLines: 'greedy', delimitersToGuess }).meta.delimiter
}

/** A first line `sep=;` is how spreadsheets are told the delimiter. */
function declaredDelimiter(text: string): { body: string; declared: string | null } {
  const line = /^\ufeff?sep=([^\r\n])\r?\n/i.exec(text)
  return { body: text.slice(line?.[0].length ?? 0), declared: line?.[1] ?? null }
}

const rowsPerSection = 200

class TableText {
  readonly #collector: SectionCollector
  #header: string | null = null
  #width: number | null = null
  #rowNumber = 0
  #first = 1
  #last = 1
  #lines: string[] = []
  #uneven: number[] = []

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
    const isHeaderOnly = this.#header !== null && this.#collector.sections.length === 0
    if (this.#lines.length > 0 || isHeaderOnly) this.#endSection()
    const [first] = this.#uneven
    return first === undefined ? [] : [{ code: 'csv.unevenRows', params: { count: this.#uneven.length, first } }]
  }

  #endSection(): void {
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
