import { basename, dirname, join } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { describe, systemCode } from '../documents/document-error.ts'
import type { Disk } from './disk.ts'
import { sha256 } from './sha256.ts'

export type NewFile = {
  /** Real path of a folder that may be written to. */
  readonly folder: string
  /** The names to try, from attempt 1 on, until one is free. */
  readonly nameAt: (attempt: number) => string
  readonly bytes: Uint8Array
  /** Tells our own half-written file from others'; the same on every resume. */
  readonly mark: string
}

export type Journal = {
  /** Stores what is about to be done. Answers with the path to use (after a resume: that of the first try) and whether it was done. */
  begin(attempt: number, path: string): Promise<{ path: string; done: boolean }>
  /** Stores that the file is there. */
  end(attempt: number, path: string): Promise<void>
}

const mostAttempts = 1000

/**
 * Puts a file into a folder exactly once, however often it is tried again, and never over another file: written whole beside its
 * place, forced to the disk, journaled, given its name, read back. Whatever goes wrong, no half file stays.
 *
 * @returns the path of the file
 * @throws CodedError file.diskFull, folder.notWritable, folder.missing, folder.notGranted, file.notWritten
 */
export async function putFile(file: NewFile, journal: Journal, disk: Disk): Promise<string> {
  const hash = sha256(file.bytes)
  const beside = join(file.folder, `.kaihe-${sha256(file.mark).slice(0, 16)}.part`)
  try {
    await disk.remove(beside)
    await disk.writeNew(beside, file.bytes)
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      const wanted = await freePath(file, hash, disk)
      const { path, done } = await journal.begin(attempt, wanted)
      if (done) return path
      if (dirname(path) !== file.folder)
        throw new CodedError('folder.notGranted', { name: basename(dirname(path)) }, path)
      const isResumed = path !== wanted
      if (!(await place(beside, path, file.bytes, hash, isResumed, disk))) continue
      await verify(path, file, hash, disk)
      await journal.end(attempt, path)
      return path
    }
    throw new CodedError('file.notWritten', {}, `no free name in ${mostAttempts} attempts`)
  } catch (thrown) {
    throw fileError(thrown, file.folder)
  } finally {
    // A folder that is gone took the file with it.
    await disk.remove(beside).catch(() => undefined)
  }
}

/** The first name that is free, or that already holds these very bytes. */
async function freePath(file: NewFile, hash: string, disk: Disk): Promise<string> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const path = join(file.folder, file.nameAt(attempt))
    if ((await lookAt(path, file.bytes, hash, disk)) !== 'other') return path
  }
  throw new CodedError('file.notWritten', {}, `no free name in ${mostAttempts} attempts`)
}

async function lookAt(
  path: string,
  bytes: Uint8Array,
  hash: string,
  disk: Disk,
): Promise<'nothing' | 'same' | 'other'> {
  const found = await disk.inspect(path)
  if (found === null) return 'nothing'
  if (!found.isFile || found.bytes !== bytes.length) return 'other'
  return sha256(await disk.read(path)) === hash ? 'same' : 'other'
}

/**
 * Gives the finished file its name without ever replacing anything: a hard link fails when the name is taken, which a rename does
 * not. True once the bytes are there; false when something else is.
 */
async function place(
  beside: string,
  path: string,
  bytes: Uint8Array,
  hash: string,
  isResumed: boolean,
  disk: Disk,
): Promise<boolean> {
  try {
    await disk.link(beside, path)
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'EEXIST') return (await lookAt(path, bytes, hash, disk)) === 'same'
    if (!withoutLinks.has(code)) throw thrown
    return moveOverOwn(beside, path, bytes, hash, isResumed, disk)
  }
  await disk.remove(beside)
  await disk.syncFolder(dirname(path))
  return true
}

/** What file systems without hard links answer (FAT, exFAT, many network shares). */
const withoutLinks: ReadonlySet<string | null> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
])

/** There an empty file of our own takes the name first, since only creating one fails when the name is taken, and is then replaced. */
async function moveOverOwn(
  beside: string,
  path: string,
  bytes: Uint8Array,
  hash: string,
  isResumed: boolean,
  disk: Disk,
): Promise<boolean> {
  try {
    await disk.writeNew(path, new Uint8Array())
  } catch (thrown) {
    if (systemCode(thrown) !== 'EEXIST') throw thrown
    const found = await disk.inspect(path)
    // Left by this run when it was killed between the two; an empty file loses nothing by being replaced.
    const isOwn = isResumed && found?.isFile === true && found.bytes === 0
    if (!isOwn) return (await lookAt(path, bytes, hash, disk)) === 'same'
  }
  try {
    await disk.rename(beside, path)
  } catch (thrown) {
    await disk.remove(path)
    throw thrown
  }
  await disk.syncFolder(dirname(path))
  return true
}

/** The file must be where it was meant to be, links followed, and hold what was meant. */
async function verify(path: string, file: NewFile, hash: string, disk: Disk): Promise<void> {
  if ((await disk.real(path)) !== path) {
    await disk.remove(path)
    throw new CodedError('folder.notGranted', { name: basename(file.folder) }, path)
  }
  const state = await lookAt(path, file.bytes, hash, disk)
  if (state !== 'same') throw new CodedError('file.notWritten', { name: basename(path) }, `read back: ${state}`)
}

function fileError(thrown: unknown, folder: string): unknown {
  const code = systemCode(thrown)
  if (thrown instanceof CodedError || code === null) return thrown
  const name = basename(folder)
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new CodedError('file.diskFull', { name }, describe(thrown))
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new CodedError('folder.notWritable', { name }, describe(thrown))
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('folder.missing', { name }, describe(thrown))
    default:
      return new CodedError('file.notWritten', { name }, describe(thrown))
  }
}
