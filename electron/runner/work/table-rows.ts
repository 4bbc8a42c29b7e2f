import { basename } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import { defaultDocumentLimits } from '../tools/documents/document.ts'
import { extensionOf } from '../tools/documents/formats.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { readWorkbook } from '../tools/tables/read-workbook.ts'
import { plainText } from './read-files.ts'
import type { WorkRoom } from './room.ts'

/**
 * The rows of a table in a ticked folder, the header among them; of a workbook those of its sheets one after the other.
 *
 * @throws CodedError file.*, folder.notGranted, document.*
 */
export async function tableRows(place: string, room: WorkRoom): Promise<unknown[]> {
  const name = basename(place)
  const extension = extensionOf(name)
  if (extension === 'xlsx' || extension === 'xlsm') {
    const opened = await openGranted(place, 'read', room.places.grants)
    try {
      const max = defaultDocumentLimits.bytes
      if (opened.bytes > max) throw new CodedError('document.tooLarge', { name, limit: 'bytes', max })
      const bytes = await opened.handle.readFile()
      const sheets = await readWorkbook(name, bytes, defaultDocumentLimits, room.context.signal)
      if (sheets.length === 1) return [...(sheets[0]?.rows ?? [])]
      return sheets.flatMap(({ sheet, rows }) => [[`# ${sheet}`], ...rows])
    } finally {
      await opened.handle.close()
    }
  }
  const text = await plainText(place, room)
  if (text === null) throw new CodedError('document.unsupported', { name, format: extension })
  const { default: papa } = await import('papaparse')
  return papa.parse<string[]>(text, { skipEmptyLines: 'greedy' }).data
}
