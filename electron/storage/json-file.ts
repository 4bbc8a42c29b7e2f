import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export type JsonFile = {
  /** What the file holds; undefined when there is none. */
  read(): unknown
  /** Replaces it whole: after a crash it holds the old or the new, never a part. Throws what the system says. */
  write(value: unknown): void
  /** The file could not be read at opening; it was set aside under this name, or stays where it was. */
  readonly damaged: boolean
}

/** A small file read once and written rarely. A damaged one is set aside as `*.damaged`. */
export function openJsonFile(path: string): JsonFile {
  let damaged = false
  let value: unknown
  try {
    if (existsSync(path)) value = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    damaged = true
    setAside(path)
  }
  return {
    damaged,
    read: () => value,
    write(next) {
      mkdirSync(dirname(path), { recursive: true })
      const beside = `${path}.new`
      const file = openSync(beside, 'w', 0o600)
      try {
        // Unlike one write, which on a disk that is nearly full writes a part and says nothing.
        writeFileSync(file, JSON.stringify(next, null, 2))
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(beside, path)
      value = next
    },
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch {
    // It stays where it is and is replaced by the next write.
  }
}
