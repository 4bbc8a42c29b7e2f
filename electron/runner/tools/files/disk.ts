import { lstat, link, mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises'

/** The few things our own writing needs of a disk; handed in, so that a full or read-only one can be tried. */
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
  makeFolder(path: string): Promise<void>
  /** The path with every link in it followed. */
  real(path: string): Promise<string>
  /** Forces the names in a folder onto the disk. */
  syncFolder(path: string): Promise<void>
}

export const systemDisk: Disk = {
  async writeNew(path, bytes) {
    const file = await open(path, 'wx', 0o644)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
  },
  read: (path) => readFile(path),
  async inspect(path) {
    try {
      const found = await lstat(path)
      return { bytes: found.size, isFile: found.isFile() }
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null
      throw thrown
    }
  },
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  async makeFolder(path) {
    await mkdir(path, { recursive: true })
  },
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
