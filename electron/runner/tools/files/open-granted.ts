import { constants, type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises'
import type { BigIntStats } from 'node:fs'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../../shared/model/agent.ts'
import { describe, systemCode } from '../documents/document-error.ts'
import { grantedRoot, isInside } from './granted-folder.ts'
import { oddityOf } from './plain-name.ts'

/** `read`: a file that is there; `list`: a folder; `write`: a file that is there, or a new one. */
export type OpenMode = 'read' | 'list' | 'write'

export type Opened = {
  /** The caller closes it. */
  readonly handle: FileHandle
  /** Where the handle really is, links followed. */
  readonly path: string
  readonly kind: 'file' | 'folder'
  readonly created: boolean
  readonly bytes: number
  readonly device: string
  readonly inode: string
}

/** What the guard needs of the system; handed in, so that swaps between two steps can be tried. */
export type PathSystem = {
  readonly platform: NodeJS.Platform
  real(path: string): Promise<string>
  open(path: string, flags: number, mode?: number): Promise<FileHandle>
  look(path: string): Promise<BigIntStats>
  /** Where a handle is now; null where the system does not tell. */
  placeOf(handle: FileHandle): Promise<string | null>
}

export const pathSystem: PathSystem = {
  platform: process.platform,
  real: (path) => realpath(path),
  open,
  look: (path) => lstat(path, { bigint: true }),
  placeOf: (handle) => (process.platform === 'linux' ? readlink(`/proc/self/fd/${handle.fd}`) : Promise.resolve(null)),
}

/**
 * Opens what lies in a granted folder, and judges the open handle rather than its name: where it is, that it is an ordinary file
 * with one name only, and that it is still what lies at its path. Whatever was swapped meanwhile is refused, never used.
 *
 * @throws CodedError file.nameRefused, folder.notGranted, file.missing, file.notOpened, file.notOrdinary, file.changed
 */
export async function openGranted(
  path: string,
  mode: OpenMode,
  grants: readonly FolderGrant[],
  system: PathSystem = pathSystem,
): Promise<Opened> {
  const name = basename(path)
  if (!isAbsolute(path)) throw new CodedError('folder.notGranted', { name }, 'not an absolute path')
  const roots = await rootsOf(mode === 'write' ? 'write' : 'read', grants, system)
  refuseOddName(path, grants, { isWindows: system.platform === 'win32', isNew: false })
  const real = await realPlace(path, name, mode, system)
  if (!roots.some((root) => isInside(root, real.path))) throw notGranted(name, real.path)
  if (real.isNew) refuseOddName(path, grants, { isWindows: system.platform === 'win32', isNew: true })
  const handle = real.isNew ? await create(real.path, roots, system) : await openThere(real.path, name, mode, system)
  try {
    return { handle, ...(await judge(handle, real, mode, roots, system)) }
  } catch (thrown) {
    await handle.close()
    throw asFileError(thrown, name)
  }
}

async function judge(
  handle: FileHandle,
  { path, isNew }: Place,
  mode: OpenMode,
  roots: readonly string[],
  system: PathSystem,
): Promise<Omit<Opened, 'handle'>> {
  const name = basename(path)
  const status = await handle.stat({ bigint: true })
  const kind = status.isDirectory() ? 'folder' : status.isFile() ? 'file' : null
  if (kind !== (mode === 'list' ? 'folder' : 'file')) throw notOrdinary(name, 'notAFile')
  // A second name may lie anywhere, and what it shows would be read or changed there.
  if (kind === 'file' && status.nlink > 1n) throw notOrdinary(name, 'hardLink')
  const place = (await system.placeOf(handle)) ?? (await system.real(path))
  if (!roots.some((root) => isInside(root, place))) throw notGranted(name, place)
  const there = await system.look(place)
  if (place !== path || there.dev !== status.dev || there.ino !== status.ino || status.nlink === 0n) {
    throw new CodedError('file.changed', { name }, 'it was exchanged while it was opened')
  }
  return {
    path: place,
    kind,
    created: isNew,
    bytes: Number(status.size),
    device: String(status.dev),
    inode: String(status.ino),
  }
}

type Place = { readonly path: string; readonly isNew: boolean }

/** Links are followed first, so that what is opened has none; a new file has only its folder. */
async function realPlace(path: string, name: string, mode: OpenMode, system: PathSystem): Promise<Place> {
  try {
    return { path: await system.real(path), isNew: false }
  } catch (thrown) {
    if (mode !== 'write' || systemCode(thrown) !== 'ENOENT' || name === '') throw asFileError(thrown, name)
  }
  // A link that leads nowhere is there all the same, and writing would follow it.
  const dangling = await system.look(path).catch(() => null)
  if (dangling !== null) throw notOrdinary(name, 'link')
  try {
    return { path: join(await system.real(dirname(path)), name), isNew: true }
  } catch (thrown) {
    throw asFileError(thrown, name)
  }
}

/** Without `O_NONBLOCK` opening a FIFO waits for a writer for ever. Windows has neither flag. */
const noTricks = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

async function openThere(path: string, name: string, mode: OpenMode, system: PathSystem): Promise<FileHandle> {
  const flags = mode === 'write' ? constants.O_RDWR : constants.O_RDONLY
  try {
    return await system.open(path, flags | noTricks)
  } catch (thrown) {
    throw asFileError(thrown, name)
  }
}

/**
 * Makes the file through the open folder where the system can: a folder that is exchanged in between takes no file with it.
 * Elsewhere the new file is judged, and refused, right after it was made.
 */
async function create(path: string, roots: readonly string[], system: PathSystem): Promise<FileHandle> {
  const name = basename(path)
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | noTricks
  try {
    if (system.platform !== 'linux') return await system.open(path, flags, 0o644)
    const folder = await system.open(dirname(path), constants.O_RDONLY | constants.O_DIRECTORY | noTricks)
    try {
      const place = await system.placeOf(folder)
      if (place === null || !roots.some((root) => isInside(root, place))) throw notGranted(name, place ?? path)
      return await system.open(`/proc/self/fd/${folder.fd}/${name}`, flags, 0o644)
    } finally {
      await folder.close()
    }
  } catch (thrown) {
    throw asFileError(thrown, name)
  }
}

async function rootsOf(
  access: FolderGrant['access'],
  grants: readonly FolderGrant[],
  system: PathSystem,
): Promise<string[]> {
  const own = grants.filter((grant) => grant.access === access)
  const roots = await Promise.all(own.map((grant) => grantedRoot(grant, system)))
  return roots.filter((root) => root !== null)
}

/** The owner picked the folder as it is called; only names below it are judged. */
function refuseOddName(
  path: string,
  grants: readonly FolderGrant[],
  system: { isWindows: boolean; isNew: boolean },
): void {
  const whole = path.includes('\0') ? path : resolve(path)
  const root = grants.find((grant) => isInside(grant.path, whole))
  const below = root === undefined ? whole : whole.slice(root.path.length)
  const oddity = oddityOf(below.split(system.isWindows ? /[\\/]/ : sep).filter(Boolean), system)
  if (oddity !== null) throw new CodedError('file.nameRefused', { name: basename(path).slice(0, 200) }, oddity)
}

function notGranted(name: string, path: string): CodedError {
  return new CodedError('folder.notGranted', { name }, path)
}

function notOrdinary(name: string, reason: 'notAFile' | 'hardLink' | 'link'): CodedError {
  return new CodedError('file.notOrdinary', { name, reason })
}

function asFileError(thrown: unknown, name: string): unknown {
  const code = systemCode(thrown)
  if (thrown instanceof CodedError || code === null) return thrown
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new CodedError('file.missing', { name }, describe(thrown))
    case 'ELOOP':
    case 'ENXIO':
      return notOrdinary(name, 'link')
    case 'ENAMETOOLONG':
    case 'ERR_INVALID_ARG_VALUE':
      return new CodedError('file.nameRefused', { name: name.slice(0, 200) }, describe(thrown))
    case 'EISDIR':
      return notOrdinary(name, 'notAFile')
    case 'EEXIST':
      return new CodedError('file.changed', { name }, describe(thrown))
    default:
      return new CodedError('file.notOpened', { name, reason: code }, describe(thrown))
  }
}
