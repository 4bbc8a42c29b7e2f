import type Papa from 'papaparse'
import type { DocumentWarning } from '../document.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import { TableText } from '../table-text.ts'
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
