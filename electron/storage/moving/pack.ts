import { chmodSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import { hashFile } from '../../hash-file.ts'
import { versionOf } from '../migrate.ts'
import { openForReading } from '../open-database.ts'
import { storageError } from '../storage-error.ts'
import type { Manifest, MovedKey } from './manifest.ts'
import { placeError } from './place-error.ts'
import { beginBackup, lineOf, seal } from './sealed-frames.ts'
import { lookThrough } from './unpack.ts'

export type PackOrder = {
  dataFolder: string
  target: string
  app: string
  at: Instant
  passphrase: string | null
  /** Only with a passphrase. */
  keys: readonly MovedKey[]
  /** As in the head; tests guess cheaply. */
  work?: number
}

/** Opens the file a backup is written to; tests hand in one on a full disk. */
export type OpenPart = (path: string) => Promise<Pick<FileHandle, 'appendFile' | 'sync' | 'close'>>
const openPart: OpenPart = (path) => open(path, 'wx', 0o600)

/**
 * Writes everything the owner would miss to one file: both databases as they are at this moment, the settings, and what files were
 * before runs changed them. Keys and passwords are taken out of the copy. The file is read back whole before it gets its name; where
 * anything goes wrong, what was there before is as it was. Throws `backup.*`, `storage.*`.
 */
export async function packHouse(order: PackOrder, openFile: OpenPart = openPart): Promise<{ bytes: number }> {
  const { dataFolder, target, passphrase, keys } = order
  if (passphrase === null && keys.length > 0) throw new CodedError('request.invalid', {}, 'keys need a passphrase')
  if (isInside(target, dataFolder)) throw new CodedError('backup.insideItself')
  const part = join(dirname(target), `.${basename(target)}.part`)
  let staging = ''
  // Copies of one moment come first, beside what they are copies of; they take as much room again.
  let writingTo = dataFolder
  let needed = 0
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    needed = bytesOf(dataFolder)
    staging = mkdtempSync(join(dataFolder, 'packing-'))
    const manifest = await stage(dataFolder, staging, keys)
    needed = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
    writingTo = dirname(target)
    const { head, key } = await beginBackup({ app: order.app, at: order.at }, passphrase, order.work)
    await rm(part, { force: true })
    const file = await openFile(part)
    let bytes = 0
    // Unlike one write, which on a disk that is nearly full writes a part and says nothing.
    const append = async (piece: Buffer) => {
      await file.appendFile(piece)
      bytes += piece.length
    }
    try {
      await append(Buffer.from(lineOf(head)))
      await pipeline(contentOf(staging, manifest), createGzip(), async (packed: AsyncIterable<Buffer>) => {
        for await (const frame of seal(packed, head, key)) await append(frame)
      })
      await file.sync()
    } finally {
      await file.close()
    }
    await lookThrough(part, key)
    await rename(part, target)
    return { bytes }
  } catch (thrown) {
    const isOurs = writingTo === dataFolder
    const error = await placeError(thrown, { folder: writingTo, needed })
    await rm(part, { force: true }).catch(() => undefined)
    // What is wrong with our own folder is not put right by choosing another place.
    throw isOurs && error.code !== 'backup.noRoom' ? storageError(thrown, 'copying what is to be backed up') : error
  } finally {
    if (staging !== '') rmSync(staging, { recursive: true, force: true })
  }
}

export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way)
}

/** Copies of one moment for each file, and the list of them. */
async function stage(dataFolder: string, staging: string, keys: readonly MovedKey[]): Promise<Manifest> {
  const copied: string[] = []
  const copyDatabase = (name: string): number | null => {
    const path = join(dataFolder, name)
    if (!existsSync(path)) return null
    const db = openForReading(path)
    try {
      db.prepare('VACUUM INTO ?').run(join(staging, name))
      copied.push(name)
      return versionOf(db)
    } finally {
      db.close()
    }
  }
  const companion = copyDatabase('companion.db')
  if (companion === null) throw new CodedError('storage.failed', {}, 'there is no companion.db')
  takeKeysOut(join(staging, 'companion.db'))
  const ledger = copyDatabase('ledger.db')
  for (const path of ['preferences.json', ...filesBelow(dataFolder, 'kept')]) {
    const from = join(dataFolder, ...path.split('/'))
    if (!existsSync(from)) continue
    const to = join(staging, ...path.split('/'))
    await mkdir(dirname(to), { recursive: true })
    await copyFile(from, to)
    chmodSync(to, 0o600)
    copied.push(path)
  }
  const files: Manifest['files'] = []
  for (const path of copied) files.push({ path, ...(await fingerprint(join(staging, ...path.split('/')))) })
  return { companion, ledger, files, keys: [...keys] }
}

/** Overwritten, not only unlinked: a copy that is given away must not hold them in a free page. */
function takeKeysOut(path: string): void {
  const db = new DatabaseSync(path)
  try {
    db.exec('PRAGMA secure_delete = ON')
    db.exec('DELETE FROM provider_keys')
    db.exec('DELETE FROM kept_secrets')
    db.exec(`UPDATE providers SET body = json_set(body, '$.keyStorage', 'none') WHERE json_valid(body)`)
    db.exec('VACUUM')
  } finally {
    db.close()
  }
  chmodSync(path, 0o600)
}

/** What there is to be copied. */
function bytesOf(dataFolder: string): number {
  const paths = ['companion.db', 'ledger.db', 'preferences.json', ...filesBelow(dataFolder, 'kept')]
  return paths.reduce((sum, path) => sum + (statSync(join(dataFolder, path), { throwIfNoEntry: false })?.size ?? 0), 0)
}

function filesBelow(root: string, folder: string): string[] {
  const whole = join(root, ...folder.split('/'))
  if (!existsSync(whole)) return []
  return readdirSync(whole, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesBelow(root, path)
    return entry.isFile() ? [path] : []
  })
}

async function fingerprint(path: string): Promise<{ bytes: number; sha256: string }> {
  let bytes = 0
  const sha256 = await hashFile(path, (done) => {
    bytes = done
  })
  return { bytes, sha256 }
}

async function* contentOf(staging: string, manifest: Manifest): AsyncGenerator<Buffer> {
  const list = Buffer.from(JSON.stringify(manifest))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(list.length)
  yield Buffer.concat([length, list])
  for (const { path } of manifest.files) yield* createReadStream(join(staging, ...path.split('/')))
}
