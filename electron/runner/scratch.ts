import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { CodedError } from '../../shared/contract/errors.ts'
import { describe, systemCode } from './tools/documents/document-error.ts'
import type { Disk } from './tools/files/disk.ts'
import { sha256 } from './tools/files/sha256.ts'

/** What a run puts aside so as not to do it again; it may vanish, so whoever asks must be able to make it anew. */
export type Scratch = {
  /**
   * Keeps the bytes and answers their SHA-256, under which they are found again.
   * @throws CodedError storage.diskFull, storage.failed
   */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes of that SHA-256; null when they are gone or no longer what they were. */
  get(hash: string): Promise<Uint8Array | null>
}

/** Files named by their content in the run's own folder, written beside their place and renamed. */
export function createScratch(folder: string, disk: Disk): Scratch {
  const placeOf = (hash: string): string => join(folder, hash)
  const get = async (hash: string): Promise<Uint8Array | null> => {
    if ((await disk.inspect(placeOf(hash))) === null) return null
    const bytes = await disk.read(placeOf(hash))
    return sha256(bytes) === hash ? bytes : null
  }
  return {
    async put(bytes) {
      const hash = sha256(bytes)
      if ((await get(hash)) !== null) return hash
      const beside = join(folder, `${hash}.${randomUUID()}.part`)
      try {
        await disk.makeFolder(folder)
        await disk.writeNew(beside, bytes)
        await disk.rename(beside, placeOf(hash))
      } catch (thrown) {
        await disk.remove(beside)
        throw storageError(thrown)
      }
      return hash
    },
    get,
  }
}

function storageError(thrown: unknown): CodedError {
  const code = systemCode(thrown)
  const isFull = code === 'ENOSPC' || code === 'EDQUOT'
  return new CodedError(isFull ? 'storage.diskFull' : 'storage.failed', {}, describe(thrown))
}
