import { DocumentError } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'
import { TableText } from '../table-text.ts'
import { readWorkbook, textOfCell } from '../../tables/read-workbook.ts'

/** A workbook: every sheet with rows that are not empty; formulas as the values they had when it was saved. */
export const xlsx: DocumentFormat = {
  kind: 'xlsx',
  extensions: ['xlsx', 'xlsm'],
  recognizes: (content) => content.container === 'zip' && (content.listing.names?.has('xl/workbook.xml') ?? false),
  trustsName: false,
  read: async ({ name, bytes, content, limits, signal, collector, breathe }) => {
    if (content.container === 'zip' && content.listing.names === null) {
      throw new DocumentError('document.broken', { name }, content.listing.detail)
    }
    const sheets = await readWorkbook(name, bytes, limits, signal)
    for (const { sheet, rows } of sheets) {
      await breathe()
      if (rows.length === 0) continue
      if (sheets.length > 1) collector.add({ heading: sheet }, `# ${sheet}`)
      const table = new TableText(collector)
      for (const row of rows) table.addRow(row.map(textOfCell))
      table.finish()
    }
    return { encoding: null, title: null, warnings: [] }
  },
}
