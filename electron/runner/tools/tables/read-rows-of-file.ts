import { CodedError } from '../../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../../shared/model/agent.ts'
import type { Cell } from '../../../../shared/model/item.ts'
import { decodeText } from '../documents/decode-text.ts'
import { defaultDocumentLimits } from '../documents/document.ts'
import { DocumentError } from '../documents/document-error.ts'
import { readOpenFile } from '../documents/open-file.ts'
import type { Disk } from '../files/disk.ts'
import { openAsDocument } from '../files/read-granted-document.ts'
import { readWorkbook } from './read-workbook.ts'

export type Table = { readonly name: string; readonly sha256: string; readonly rows: Iterable<readonly Cell[]> }

/**
 * The rows of a workbook's sheet, or of a table as text, of a granted file. The rows of a table as text are read one after the other
 * and never held together.
 *
 * @param sheet empty for the first
 * @throws CodedError of `document.*`, `table.noSuchSheet`, `folder.notGranted`
 */
export async function readRowsOfFile(
  path: string,
  sheet: string,
  grants: readonly FolderGrant[],
  { disk, signal }: { disk: Pick<Disk, 'real'>; signal: AbortSignal },
): Promise<Table> {
  const opened = await openAsDocument(path, grants, disk)
  const { bytes, sha256 } = await readOpenFile(opened.handle, opened.name, defaultDocumentLimits.bytes, signal)
  const { name } = opened
  if (bytes.length === 0) throw new DocumentError('document.empty', { name })
  if (bytes.subarray(0, 2).toString('latin1') !== 'PK') return { name, sha256, rows: await rowsOfText(name, bytes) }
  const sheets = await readWorkbook(name, bytes, defaultDocumentLimits, signal)
  const chosen = sheet === '' ? sheets[0] : sheets.find((each) => plain(each.sheet) === plain(sheet))
  if (chosen !== undefined) return { name, sha256, rows: chosen.rows }
  throw new CodedError('table.noSuchSheet', { name, sheet, sheets: sheets.map((each) => each.sheet).join(', ') })
}

/** Parsed in pieces of a few megabytes, cut at line ends that are outside of quotes. */
async function rowsOfText(name: string, bytes: Buffer): Promise<Iterable<string[]>> {
  const { default: papa } = await import('papaparse')
  const decoded = decodeText(bytes)
  if (decoded === null) throw new DocumentError('document.unsupported', { name, format: 'binary' })
  const { text } = decoded
  const declared = /^\ufeff?sep=([^\r\n])\r?\n/i.exec(text)
  const body = text.slice(declared?.[0].length ?? 0)
  const delimitersToGuess = [',', ';', '\t', '|']
  const guessed = papa.parse<string[]>(body.slice(0, 65_536), {
    preview: 20,
    skipEmptyLines: 'greedy',
    delimitersToGuess,
  })
  const delimiter = declared?.[1] ?? guessed.meta.delimiter
  return {
    *[Symbol.iterator]() {
      let from = 0
      while (from < body.length) {
        const to = pieceEnd(body, from)
        yield* papa.parse<string[]>(body.slice(from, to), { delimiter, skipEmptyLines: 'greedy' }).data
        from = to
      }
    },
  }
}

const pieceCharacters = 2 * 1024 * 1024

/** The end of the first line after a piece at which all quotes are closed. */
function pieceEnd(text: string, from: number): number {
  if (text.length - from <= pieceCharacters) return text.length
  let isQuoted = false
  for (let at = from; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x22) isQuoted = !isQuoted
    else if (sign === 0x0a && !isQuoted && at - from >= pieceCharacters) return at + 1
  }
  return text.length
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
