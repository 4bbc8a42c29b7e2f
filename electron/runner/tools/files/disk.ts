import { constants, lstat, link, mkdir, open, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { systemCode } from '../documents/document-error.ts'
import { inFolder } from './in-folder.ts'

/**
 * The few things our own writing needs of a disk; handed in, so that a full or read-only one can be tried. What is changed or read has
 * a path with no links in it, and is refused where a folder on the way was exchanged for one.
 */
export type Disk = {
  /** Creates the file, writes all of it and forces it onto the disk. Refuses (`EEXIST`) when anything is there, a link too. */
  writeNew(path: string, bytes: Uint8Array): Promise<void>
  read(path: string): Promise<Uint8Array>
  /** What is at the path itself, links not followed; null when nothing is. */
  inspect(path: string): Promise<{ bytes: number; isFile: boolean } | null>
  /** Gives the file a second name. Refuses (`EEXIST`) when anything is there. */
  link(from: string, to: string): Promise<void>
  /** Moves the file over whatever is there. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file; one that is not there is no error. */
  remove(path: string): Promise<void>
  /** Removes a file while it holds what it should, and is still what has that name; false where it is not, or is none. */
  removeIf(path: string, isIt: (bytes: Uint8Array) => boolean): Promise<boolean>
  makeFolder(path: string): Promise<void>
  /** The path with every link in it followed. */
  real(path: string): Promise<string>
  /** Forces the names in a folder onto the disk. */
  syncFolder(path: string): Promise<void>
}

export const systemDisk: Disk = {
  writeNew: (path, bytes) =>
    inFolder(path, async (place) => {
      const file = await open(place, 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    }),
  read: (path) =>
    inFolder(path, async (place) => {
      const file = await open(place, constants.O_RDONLY | noTricks)
      try {
        if (!(await file.stat()).isFile()) {
          throw new CodedError('file.notOrdinary', { name: basename(path), reason: 'notAFile' })
        }
        return await file.readFile()
      } finally {
        await file.close()
      }
    }),
  async inspect(path) {
    try {
      const found = await lstat(path)
      return { bytes: found.size, isFile: found.isFile() }
    } catch (thrown) {
      if (systemCode(thrown) === 'ENOENT') return null
      throw thrown
    }
  },
  link: (from, to) => inFolder(from, (old) => inFolder(to, (place) => link(old, place))),
  rename: (from, to) => inFolder(from, (old) => inFolder(to, (place) => rename(old, place))),
  async remove(path) {
    try {
      await inFolder(path, (place) => rm(place, { force: true }))
    } catch (thrown) {
      if (systemCode(thrown) !== 'ENOENT') throw thrown
    }
  },
  removeIf: (path, isIt) =>
    inFolder(path, async (place) => {
      const file = await open(place, constants.O_RDONLY | noTricks)
      try {
        const held = await file.stat({ bigint: true })
        if (!held.isFile() || !isIt(await file.readFile())) return false
        const named = await lstat(place, { bigint: true })
        if (held.ino !== named.ino || held.dev !== named.dev) return false
        await rm(place)
        return true
      } finally {
        await file.close()
      }
    }),
  makeFolder,
  real: (path) => realpath(path),
  async syncFolder(path) {
    // Windows opens no folders; there the names are journaled by the file system itself.
    if (process.platform === 'win32') return
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  },
}

/** Without `O_NONBLOCK` opening a FIFO waits for a writer for ever. Windows has neither flag. */
const noTricks = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** One level after the other, each made in the folder above it. */
async function makeFolder(path: string): Promise<void> {
  try {
    await inFolder(path, (place) => mkdir(place))
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'ENOENT' && dirname(path) !== path) {
      await makeFolder(dirname(path))
      await makeFolder(path)
    } else if (code !== 'EEXIST' || !(await lstat(path)).isDirectory()) {
      throw thrown
    }
  }
}

/**
 * Where a path is, with the links in it followed as far as it is there.
 *
 * @param disk says what is there
 */
export async function settledPlace(path: string, disk: Pick<Disk, 'real'>): Promise<string> {
  try {
    return await disk.real(path)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT' || dirname(path) === path) throw thrown
    return join(await settledPlace(dirname(path), disk), basename(path))
  }
}
