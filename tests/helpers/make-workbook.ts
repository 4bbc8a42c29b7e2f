import writeXlsxFile from 'write-excel-file/node'

type Value = string | number | boolean | Date | null

/** A workbook as a spreadsheet program would save it. */
export async function makeXlsx(
  sheets: readonly { readonly sheet: string; readonly rows: readonly (readonly Value[])[] }[],
): Promise<Uint8Array> {
  const cellOf = (value: Value) =>
    value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value === null ? null : { value }
  const data = sheets.map(({ sheet, rows }) => ({ sheet, data: rows.map((row) => row.map(cellOf)) }))
  const made = writeXlsxFile(data)
  return made.toBuffer()
}
