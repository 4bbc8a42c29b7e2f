import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { csvLine } from '../../../shared/rules/csv.ts'

/** Characters that are gathered before they are written. */
const chunk = 256 * 1024

/** Opens a file that is to be written; tests hand in one on a full disk. */
export type OpenNew = (path: string) => Promise<Pick<FileHandle, 'appendFile' | 'sync' | 'close'>>

export const openNew: OpenNew = async (path) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return open(path, 'wx', 0o600)
}

export type Writer = {
  /** A whole file. */
  file(path: string, text: string): Promise<void>
  /** A table, line by line. */
  table(path: string, columns: readonly string[], rows: AsyncIterable<readonly Cell[]>): Promise<number>
  /** A list for other programs, thing by thing. */
  list(path: string, things: AsyncIterable<unknown>): Promise<number>
  /** A file that came to be in another way. */
  note(bytes: number): void
  written(): { files: number; bytes: number }
}
export type Cell = string | number | boolean | null

/** Writes the files of a folder, a piece at a time, and counts them. */
export function createWriter(folder: string, openFile: OpenNew): Writer {
  let files = 0
  let bytes = 0
  const stream = async (path: string, pieces: AsyncIterable<string>): Promise<void> => {
    const file = await openFile(join(folder, ...path.split('/')))
    try {
      let held = ''
      for await (const piece of pieces) {
        held += piece
        if (held.length < chunk) continue
        bytes += Buffer.byteLength(held)
        await file.appendFile(held)
        held = ''
      }
      bytes += Buffer.byteLength(held)
      await file.appendFile(held)
      await file.sync()
      files += 1
    } finally {
      await file.close()
    }
  }
  return {
    file: (path, text) => stream(path, once(text)),
    async table(path, columns, rows) {
      let count = 0
      const lines = async function* () {
        // Spreadsheets take a file for UTF-8 only with this mark.
        yield `\ufeff${csvLine(columns)}`
        for await (const row of rows) {
          count += 1
          yield csvLine(row)
        }
      }
      await stream(path, lines())
      return count
    },
    async list(path, things) {
      let count = 0
      const pieces = async function* () {
        yield '['
        for await (const thing of things) {
          yield `${count === 0 ? '' : ','}\n${JSON.stringify(thing)}`
          count += 1
        }
        yield '\n]\n'
      }
      await stream(path, pieces())
      return count
    },
    note(more) {
      files += 1
      bytes += more
    },
    written: () => ({ files, bytes }),
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text
}
