import type { Dirent, Stats } from 'node:fs'
import { lstat, opendir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import { matchesName } from '../../../shared/rules/name-match.ts'
import { describe, systemCode } from '../tools/documents/document-error.ts'
import { isIgnoredName } from './ignored-name.ts'

export type SeenFile = { readonly bytes: number; readonly modifiedAt: number }

/** A folder as it is at one moment. */
export type FolderView = {
  /** Which disk it is on: a drive that is away leaves an empty folder on another one. */
  readonly device: string
  /** By their path inside the folder, with `/` on every system. */
  readonly files: ReadonlyMap<string, SeenFile>
}

export type ScanFolder = (folder: string, wanted: { recursive: boolean; match: string }) => Promise<FolderView>

const deepest = 32
const mostEntries = 200_000
const atOnce = 32

/**
 * Looks at the files of a folder, none of them opened and no link followed.
 *
 * @throws CodedError folder.missing, folder.unreadable, folder.tooMany
 */
export const scanFolder: ScanFolder = async (folder, { recursive, match }) => {
  const files = new Map<string, SeenFile>()
  let entries = 0
  const root = await whole(folder)
  const visit = async (path: string, inside: string, depth: number): Promise<void> => {
    const found: string[] = []
    const deeper: string[] = []
    for await (const entry of entriesOf(path, depth === 0 ? folder : null)) {
      if (++entries > mostEntries) {
        throw new CodedError('folder.tooMany', { name: basename(folder), limit: 'entries', max: mostEntries })
      }
      if (isIgnoredName(entry.name)) continue
      if (entry.isDirectory()) deeper.push(entry.name)
      else if (entry.isFile() && matchesName(entry.name, match)) found.push(entry.name)
    }
    for (let at = 0; at < found.length; at += atOnce) {
      await Promise.all(
        found.slice(at, at + atOnce).map(async (name) => {
          const status = await lstat(join(path, name)).catch(() => null)
          if (status?.isFile()) files.set(`${inside}${name}`, { bytes: status.size, modifiedAt: status.mtimeMs })
        }),
      )
    }
    if (!recursive || depth >= deepest) return
    for (const name of deeper) await visit(join(path, name), `${inside}${name}/`, depth + 1)
  }
  await visit(folder, '', 0)
  return { device: String(root.dev), files }
}

async function whole(folder: string): Promise<Stats> {
  try {
    const status = await stat(folder)
    if (status.isDirectory()) return status
  } catch (thrown) {
    throw folderError(folder, thrown)
  }
  throw new CodedError('folder.missing', { name: basename(folder) }, 'it is not a folder')
}

/** A folder inside that may not be read is passed over; the chosen one must be readable. */
async function* entriesOf(path: string, chosen: string | null): AsyncIterable<Dirent> {
  try {
    for await (const entry of await opendir(path)) yield entry
  } catch (thrown) {
    if (chosen !== null) throw folderError(chosen, thrown)
  }
}

function folderError(folder: string, thrown: unknown): CodedError {
  const name = basename(folder)
  const code = systemCode(thrown) ?? 'unknown'
  const isGone = [
    'ENOENT',
    'ENOTDIR',
    'EIO',
    'ENODEV',
    'ENXIO',
    'ESTALE',
    'EHOSTDOWN',
    'ENOTCONN',
    'ETIMEDOUT',
  ].includes(code)
  return isGone
    ? new CodedError('folder.missing', { name }, describe(thrown))
    : new CodedError('folder.unreadable', { name, reason: code }, describe(thrown))
}
