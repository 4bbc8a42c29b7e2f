import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

const day = 86_400_000
/** For so long a change can be taken back, and so much room copies may take together. */
const oldest = 30 * day
const mostBytes = 2 * 1024 * 1024 * 1024

/**
 * Removes copies of files as they were: those no change needs any more, those older than thirty days, and the oldest beyond two
 * gigabytes. What cannot be removed stays for the next time.
 */
export async function pruneCopies(folder: string, needed: ReadonlySet<string>, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  const found = await Promise.all(
    names.map(async (name) => {
      const status = await stat(join(folder, name)).catch(() => null)
      return status === null ? [] : [{ name, bytes: status.size, at: status.mtimeMs }]
    }),
  )
  let room = mostBytes
  for (const { name, bytes, at } of found.flat().toSorted((left, right) => right.at - left.at)) {
    room -= bytes
    if (needed.has(name) && at > now - oldest && room >= 0) continue
    await rm(join(folder, name), { force: true }).catch(() => undefined)
  }
}
