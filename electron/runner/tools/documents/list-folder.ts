import type { Dirent } from 'node:fs'
import { opendir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { type Instant, instantSchema } from '../../../../shared/model/brand.ts'
import { DocumentError, describe, systemCode } from './document-error.ts'
import type { DocumentKind } from './document.ts'
import { formatByName } from './formats.ts'

export interface ListedFile {
  /** Absolute; of a link, where it leads. */
  path: string
  /** With `/` between folders on every system. */
  relativePath: string
  bytes: number
  modifiedAt: Instant
}

/** Why an entry was passed over. */
export type SkipCode =
  | 'file.hidden'
  | 'file.officeLock'
  | 'file.ownOutput'
  | 'file.otherKind'
  | 'file.notRegular'
  | 'file.unreadable'
  | 'link.outside'
  | 'link.broken'
  | 'link.repeated'
  | 'folder.hidden'
  | 'folder.unreadable'
  | 'folder.tooDeep'

export interface FolderListing {
  files: ListedFile[]
  /** At most 1,000 of them; `skippedMore` counts the rest. */
  skipped: { relativePath: string; code: SkipCode }[]
  skippedMore: number
}

export interface ListLimits {
  /** Documents found; more are refused, since reading some of them would look like having read all. */
  files: number
  /** Files and folders looked at, of any kind. */
  entries: number
  /** Levels of folders below the chosen one. */
  depth: number
}

export interface ListOptions {
  /** The folders inside it too. */
  recursive: boolean
  kinds: readonly DocumentKind[]
  /** Only files whose name this accepts; the others are passed over without a word. */
  wantsName?: (name: string) => boolean
  /** Absolute paths of files this agent wrote: its reports are not documents to read again. */
  ownOutputs?: readonly string[]
  limits?: Partial<ListLimits>
  signal?: AbortSignal
}

export const defaultListLimits: ListLimits = { files: 10_000, entries: 200_000, depth: 32 }
const mostSkipped = 1000

/**
 * Finds the documents in a folder by their names, in the order a person would put them (2 before 10). Nothing is
 * opened. Links that lead out of the folder are not followed, nor are links to folders.
 *
 * @throws DocumentError folder.missing, folder.unreadable, folder.tooMany; the signal's reason when aborted
 */
export async function listDocuments(folder: string, options: ListOptions): Promise<FolderListing> {
  const name = basename(folder)
  const limits = { ...defaultListLimits, ...options.limits }
  const search = new Search(await openRoot(folder, name), new Set(await realPaths(options.ownOutputs ?? [])), options)
  let entries = 0
  for (let level: string[] = [search.root], depth = 0; level.length > 0; depth++) {
    const deeper: string[] = []
    for (const path of level) {
      for await (const entry of search.entriesOf(path, depth === 0 ? name : null)) {
        options.signal?.throwIfAborted()
        if (++entries > limits.entries) throw tooMany(name, 'entries', limits)
        if (!entry.isDirectory()) await search.visitFile(path, entry)
        else if (search.wantsFolder(path, entry)) deeper.push(join(path, entry.name))
        if (search.files.length > limits.files) throw tooMany(name, 'files', limits)
      }
    }
    if (depth < limits.depth) level = deeper
    else {
      for (const path of deeper) search.skip(path, 'folder.tooDeep')
      level = []
    }
  }
  return search.finish()
}

class Search {
  readonly root: string
  readonly files: (ListedFile & { isLink: boolean })[] = []
  readonly #own: ReadonlySet<string>
  readonly #options: ListOptions
  readonly #skipped: FolderListing['skipped'] = []
  #skippedMore = 0

  constructor(root: string, own: ReadonlySet<string>, options: ListOptions) {
    this.root = root
    this.#own = own
    this.#options = options
  }

  /** @param name of the chosen folder, without which there is nothing to do; null for the ones inside it */
  async *entriesOf(path: string, name: string | null): AsyncIterable<Dirent> {
    try {
      for await (const entry of await opendir(path)) yield entry
    } catch (error) {
      if (name !== null) throw folderError(name, error)
      this.skip(path, 'folder.unreadable')
    }
  }

  wantsFolder(parent: string, entry: Dirent): boolean {
    if (!this.#options.recursive) return false
    if (isHidden(entry.name)) this.skip(join(parent, entry.name), 'folder.hidden')
    return !isHidden(entry.name)
  }

  async visitFile(parent: string, entry: Dirent): Promise<void> {
    const path = join(parent, entry.name)
    if (this.#options.wantsName?.(entry.name) === false) return
    const unwanted = this.#judgeName(entry.name)
    if (unwanted !== null) return this.skip(path, unwanted)
    const isLink = entry.isSymbolicLink()
    const target = isLink ? await realpath(path).catch(() => null) : path
    if (target === null) return this.skip(path, 'link.broken')
    if (!isInside(this.root, target)) return this.skip(path, 'link.outside')
    if (this.#own.has(target)) return this.skip(path, 'file.ownOutput')
    const status = await stat(target).catch(() => null)
    if (status === null) return this.skip(path, 'file.unreadable')
    if (!status.isFile()) return this.skip(path, 'file.notRegular')
    const modifiedAt = instantSchema.parse(Math.trunc(status.mtimeMs))
    this.files.push({ path: target, relativePath: this.#relative(path), bytes: status.size, modifiedAt, isLink })
  }

  skip(path: string, code: SkipCode): void {
    if (this.#skipped.length < mostSkipped) this.#skipped.push({ relativePath: this.#relative(path), code })
    else this.#skippedMore++
  }

  finish(): FolderListing {
    const own = new Set(this.files.filter(({ isLink }) => !isLink).map(({ path }) => path))
    const files: ListedFile[] = []
    for (const { isLink, ...file } of this.files.sort(naturally)) {
      if (isLink && own.has(file.path)) this.skip(join(this.root, file.relativePath), 'link.repeated')
      else files.push(file)
      own.add(file.path)
    }
    return { files, skipped: this.#skipped.sort(naturally), skippedMore: this.#skippedMore }
  }

  #judgeName(name: string): SkipCode | null {
    if (name.startsWith('~$') || name.startsWith('.~lock.')) return 'file.officeLock'
    if (isHidden(name)) return 'file.hidden'
    const format = formatByName(name)
    return format === null || !this.#options.kinds.includes(format.kind) ? 'file.otherKind' : null
  }

  #relative(path: string): string {
    return relative(this.root, path).split(sep).join('/')
  }
}

const systemFiles = new Set(['thumbs.db', 'desktop.ini'])

function isHidden(name: string): boolean {
  return name.startsWith('.') || systemFiles.has(name.toLowerCase())
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Numbers by their value, letters without case, folder by folder; equal names by their code units. */
function naturally(one: { relativePath: string }, other: { relativePath: string }): number {
  const left = one.relativePath.split('/')
  const right = other.relativePath.split('/')
  const differing = left.findIndex((segment, index) => segment !== right[index])
  if (differing === -1) return left.length - right.length
  const [a = '', b = ''] = [left[differing], right[differing]]
  return collator.compare(a, b) || (a < b ? -1 : 1)
}

async function openRoot(folder: string, name: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    throw folderError(name, error)
  }
}

async function realPaths(paths: readonly string[]): Promise<string[]> {
  // A report that is no longer there cannot be met in the folder either.
  return await Promise.all(paths.map((path) => realpath(path).catch(() => resolve(path))))
}

function folderError(name: string, error: unknown): DocumentError {
  const code = systemCode(error)
  if (code === 'ENOENT') return new DocumentError('folder.missing', { name }, describe(error))
  return new DocumentError('folder.unreadable', { name, reason: code ?? 'unknown' }, describe(error))
}

function tooMany(name: string, limit: 'files' | 'entries', limits: ListLimits): DocumentError {
  return new DocumentError('folder.tooMany', { name, limit, max: limits[limit] })
}
