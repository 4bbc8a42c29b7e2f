import { basename, dirname, join } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { describe, systemCode } from '../documents/document-error.ts'
import type { Disk } from './disk.ts'
import { sha256 } from './sha256.ts'

/**
 * Gives a file new content: written whole beside it, forced to the disk, moved over it and read back. Whatever goes wrong, it is the old
 * or the new one.
 *
 * @param mark tells our own half-written file from others'; the same on every resume
 * @param before SHA-256 of what the file holds; where it holds something else by now it is left alone
 * @throws CodedError file.changed, file.diskFull, file.inUse, folder.notWritable, file.notWritten
 */
export async function replaceFile(
  path: string,
  bytes: Uint8Array,
  mark: string,
  disk: Disk,
  before: string,
): Promise<void> {
  const beside = join(dirname(path), `.kaihe-${sha256(Buffer.from(mark)).slice(0, 16)}.part`)
  try {
    await disk.remove(beside)
    await disk.writeNew(beside, bytes)
    // Writing takes its time, in which somebody else may have saved the file.
    if (sha256(await disk.read(path)) !== before) throw new CodedError('file.changed', { name: basename(path) })
    await disk.rename(beside, path)
    await disk.syncFolder(dirname(path))
    if (sha256(await disk.read(path)) !== sha256(bytes)) {
      throw new CodedError('file.notWritten', { name: basename(path) }, 'read back: other bytes')
    }
  } catch (thrown) {
    await disk.remove(beside).catch(() => undefined)
    throw replaceError(thrown, path)
  }
}

function replaceError(thrown: unknown, path: string): unknown {
  const code = systemCode(thrown)
  if (thrown instanceof CodedError || code === null) return thrown
  const name = basename(path)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodedError('file.diskFull', { name: basename(dirname(path)) }, describe(thrown))
    // Windows does not let a file be replaced that another program holds open.
    case 'EBUSY':
    case 'EPERM':
      return new CodedError('file.inUse', { name }, describe(thrown))
    case 'EACCES':
    case 'EROFS':
      return new CodedError('folder.notWritable', { name: basename(dirname(path)) }, describe(thrown))
    default:
      return new CodedError('file.notWritten', { name }, describe(thrown))
  }
}
