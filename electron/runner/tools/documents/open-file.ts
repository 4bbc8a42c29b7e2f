import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import { constants, type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { DocumentError, describe, systemCode } from './document-error.ts'

export interface FileContent {
  bytes: Buffer
  /** Of exactly `bytes`, in hex. */
  sha256: string
}

const chunkBytes = 1024 * 1024
const missingCodes: ReadonlySet<string | null> = new Set(['ENOENT', 'ENOTDIR'])

/**
 * Reads a regular file whole through one handle, so that what was checked is what is read. Links are followed; where
 * they may lead is the caller's rule. Opening never waits: a FIFO or device is refused, not read.
 *
 * @param maxBytes files above are refused before a byte is read
 * @throws DocumentError missing, unreadable, tooLarge, changed; the signal's reason when aborted
 */
export async function readRegularFile(path: string, maxBytes: number, signal: AbortSignal): Promise<FileContent> {
  const name = basename(path)
  return readOpenFile(await openForReading(path, name), name, maxBytes, signal)
}

/** The same through a handle somebody else has opened and judged; it is closed afterwards. */
export async function readOpenFile(
  handle: FileHandle,
  name: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<FileContent> {
  try {
    const before = await handle.stat()
    if (!before.isFile()) throw new DocumentError('document.unreadable', { name, reason: 'notAFile' })
    if (before.size > maxBytes) {
      throw new DocumentError('document.tooLarge', { name, limit: 'bytes', max: maxBytes }, `${before.size} bytes`)
    }
    const content = await readAll(handle, before.size, signal)
    const after = await handle.stat()
    if (content === null || !isSameState(before, after)) throw new DocumentError('document.changed', { name })
    return content
  } catch (error) {
    throw systemCode(error)?.startsWith('E') === true ? unreadable(name, error) : error
  } finally {
    await handle.close()
  }
}

async function openForReading(path: string, name: string): Promise<FileHandle> {
  try {
    // Without O_NONBLOCK opening a FIFO waits for a writer for ever. Windows has neither the flag nor the trap.
    return await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (missingCodes.has(systemCode(error))) throw new DocumentError('document.missing', { name }, describe(error))
    throw unreadable(name, error)
  }
}

/** Null when the file turned out longer or shorter than announced. */
async function readAll(handle: FileHandle, size: number, signal: AbortSignal): Promise<FileContent | null> {
  const bytes = Buffer.allocUnsafe(size)
  const hash = createHash('sha256')
  let at = 0
  while (at < size) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(bytes, at, Math.min(chunkBytes, size - at), at)
    if (bytesRead === 0) return null
    hash.update(bytes.subarray(at, at + bytesRead))
    at += bytesRead
  }
  const { bytesRead: beyond } = await handle.read(Buffer.alloc(1), 0, 1, size)
  return beyond === 0 ? { bytes, sha256: hash.digest('hex') } : null
}

function isSameState(before: Stats, after: Stats): boolean {
  return before.size === after.size && before.mtimeMs === after.mtimeMs && before.ctimeMs === after.ctimeMs
}

function unreadable(name: string, error: unknown): DocumentError {
  return new DocumentError('document.unreadable', { name, reason: systemCode(error) ?? 'unknown' }, describe(error))
}
