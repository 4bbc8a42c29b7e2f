import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { bytesText } from '../../../shared/rules/format.ts'
import { storageError } from '../storage-error.ts'

const failureSchema = z.object({ code: z.string() })

/**
 * Why something large could not be written where its owner wanted it, in words that say what to do: no room (with what it may need and
 * what is free), a place that is gone, or one that is read-only; anything else as `storageError` says it.
 *
 * @param place.folder where it was written
 * @param place.needed bytes it may take in all
 */
export async function placeError(thrown: unknown, place: { folder: string; needed: number }): Promise<CodedError> {
  const error = storageError(thrown, `writing into ${place.folder}`)
  if (error.code === 'storage.diskFull') {
    const free = await freeIn(place.folder)
    return new CodedError('backup.noRoom', { needed: inWords(place.needed), free: inWords(free) }, error.detail)
  }
  if (thrown instanceof CodedError) return error
  const failure = failureSchema.safeParse(thrown)
  switch (failure.success ? failure.data.code : '') {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENODEV':
    case 'ENXIO':
    case 'EIO':
    case 'ESTALE':
      return new CodedError('backup.placeGone', {}, error.detail)
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new CodedError('backup.placeReadOnly', {}, error.detail)
    default:
      return error
  }
}

/** The same in every language: "2.5 GB". */
function inWords(bytes: number): string {
  return bytesText(bytes, 'en')
}

async function freeIn(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}
