import { z } from 'zod'
import { CodedError, type ErrorCode } from '../../shared/contract/errors.ts'

/** SQLite found that a file is no database, or not a whole one. */
export class DamagedFile extends CodedError {
  constructor(detail: string) {
    super('storage.damaged', {}, detail)
  }
}

/**
 * Turns what SQLite or the file system threw into an error the owner can act upon; a CodedError passes through.
 * Result codes: https://www.sqlite.org/rescode.html (the low byte of an extended code is the primary one).
 */
export function storageError(thrown: unknown, what: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const read = failureSchema.safeParse(thrown)
  const detail = `${what}: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  const code = read.success ? codeOf(read.data) : 'storage.failed'
  return code === 'storage.damaged' ? new DamagedFile(detail) : new CodedError(code, {}, detail)
}

/**
 * Whether a file's bytes are damaged. A full disk, a lock, an I/O error and a row that only our own schema refuses are not
 * damage.
 */
export function isFileDamage(thrown: unknown): boolean {
  return storageError(thrown, '') instanceof DamagedFile
}

const failureSchema = z.object({ code: z.string().optional(), errcode: z.number().int().optional() })

/** The index of the log has no room; that SQLite calls an input error, and not a full disk. */
const sqliteNoRoomForIndex = 4874
const sqliteCorrupt = 11
const sqliteFull = 13
const sqliteNotADatabase = 26

function codeOf({ code, errcode }: z.infer<typeof failureSchema>): ErrorCode {
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'storage.diskFull'
  if (errcode === sqliteNoRoomForIndex) return 'storage.diskFull'
  switch (errcode === undefined ? undefined : errcode & 0xff) {
    case sqliteFull:
      return 'storage.diskFull'
    case sqliteCorrupt:
    case sqliteNotADatabase:
      return 'storage.damaged'
    default:
      return 'storage.failed'
  }
}
