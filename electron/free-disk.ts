import { statfs } from 'node:fs/promises'

/** What is free for an ordinary user on the disk of a folder, in bytes; null where the system does not say. */
export async function freeDiskOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return null
  }
}
