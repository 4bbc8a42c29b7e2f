import { writeFile } from 'node:fs/promises'
import { type Disk, systemDisk } from '../../../../electron/runner/tools/files/disk.ts'

/** An error as the system throws it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made up`), { code })
}

/** A disk without room: a file is begun, half of it is written, then there is no more. */
export const fullDisk: Disk = {
  ...systemDisk,
  async writeNew(path, bytes) {
    await writeFile(path, bytes.subarray(0, bytes.length >> 1), { flag: 'wx' })
    throw systemError('ENOSPC')
  },
}

/** A disk whose operation fails with that code; everything else is real. */
export function failing(operation: keyof Disk, code: string): Disk {
  return { ...systemDisk, [operation]: () => Promise.reject(systemError(code)) }
}

/** A file system without hard links, such as that of a USB stick. */
export const linkless: Disk = failing('link', 'EPERM')
