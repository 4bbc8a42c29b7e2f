import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, rmSync } from 'node:fs'
import { type FileHandle, mkdir, open as openFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import { failUnfinished } from '../companion/fail-unfinished.ts'
import { versionOf } from '../migrate.ts'
import { isSound } from '../recovery/newest-backup.ts'
import { isFileDamage, storageError } from '../storage-error.ts'
import { type Manifest, manifestSchema, type MovedKey } from './manifest.ts'
import { takerOf } from './taker.ts'
import { type BackupHead, keyFor, open, readHead } from './sealed-frames.ts'

const mostManifest = 64 * 1024 ** 2

/** What a backup says of itself without being opened. Throws `backup.notOne`, `backup.newer`, `backup.damaged`. */
export async function readBackupHead(path: string): Promise<BackupHead> {
  return withFile(path, (take) => readHead(take))
}

/** Reads a backup from beginning to end and compares every fingerprint. */
export async function lookThrough(path: string, key: Buffer): Promise<void> {
  await withFile(path, async (take) => {
    const head = await readHead(take)
    await eachFile(open(take, head, key), async () => null)
  })
}

export type UnpackOrder = {
  source: string
  /** An empty folder of our own; removed again where anything is wrong. */
  into: string
  passphrase: string | null
  at: Instant
  /** The newest shapes this version of the app knows. */
  knows: { companion: number; ledger: number }
}

/**
 * Puts everything of a backup beside what there is, and looks at all of it: fingerprints, databases, settings. Runs that had not ended
 * when it was made are ended, so that nothing is done twice. Throws `backup.*`, `storage.*`; then `into` is gone again.
 */
export async function unpackHouse(order: UnpackOrder): Promise<{ keys: MovedKey[] }> {
  const { source, into, passphrase, knows } = order
  try {
    rmSync(into, { recursive: true, force: true })
    await mkdir(into, { recursive: true, mode: 0o700 })
    const manifest = await withFile(source, async (take) => {
      const head = await readHead(take)
      const key = await keyFor(head, passphrase)
      return eachFile(open(take, head, key), (path, read) => {
        if (read.companion > knows.companion || (read.ledger ?? 0) > knows.ledger) {
          throw new CodedError('backup.newer', {}, `made by ${head.app}`)
        }
        return createFile(join(into, ...path.split('/')))
      })
    })
    const has = (name: string) => manifest.files.some(({ path }) => path === name)
    if (!has('companion.db')) throw new CodedError('backup.damaged', {}, 'it holds no companion.db')
    lookAtDatabase(join(into, 'companion.db'), manifest.companion, (db) => {
      const error = toAppError(new CodedError('backup.runOpen'))
      failUnfinished(db, order.at, error)
    })
    if (has('ledger.db')) lookAtDatabase(join(into, 'ledger.db'), manifest.ledger ?? 0, () => undefined)
    if (has('preferences.json')) lookAtPreferences(join(into, 'preferences.json'))
    return { keys: manifest.keys }
  } catch (thrown) {
    rmSync(into, { recursive: true, force: true })
    throw storageError(thrown, `reading ${source}`)
  }
}

async function createFile(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return openFile(path, 'wx', 0o600)
}

function lookAtDatabase(path: string, version: number, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(path)
  try {
    if (versionOf(db) !== version || !isSound(db)) throw new CodedError('backup.damaged', {}, `${path} is not whole`)
    change(db)
  } catch (thrown) {
    throw isFileDamage(thrown) ? new CodedError('backup.damaged', {}, String(thrown)) : storageError(thrown, path)
  } finally {
    db.close()
  }
}

function lookAtPreferences(path: string): void {
  try {
    z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (thrown) {
    throw new CodedError('backup.damaged', {}, `settings: ${String(thrown)}`)
  }
}

async function withFile<Value>(
  path: string,
  use: (take: (bytes: number) => Promise<Buffer>) => Promise<Value>,
): Promise<Value> {
  const file = createReadStream(path)
  try {
    return await use(takerOf(file))
  } finally {
    file.destroy()
  }
}

/** Writes every file of an opened backup where `placeOf` says (null: nowhere), and compares its fingerprint. */
async function eachFile(
  frames: AsyncIterable<Buffer>,
  placeOf: (path: string, manifest: Manifest) => Promise<FileHandle | null>,
): Promise<Manifest> {
  const packed = Readable.from(frames)
  const gunzip = createGunzip()
  // What is wrong with the frames says more than what that does to the packing.
  packed.on('error', (thrown) => gunzip.destroy(thrown))
  try {
    const take = takerOf(packed.pipe(gunzip))
    const length = (await whole(take, 4)).readUInt32BE()
    if (length > mostManifest) throw new CodedError('backup.damaged', {}, 'its list is too long')
    const list = manifestSchema.safeParse(JSON.parse((await whole(take, length)).toString()))
    if (!list.success) throw new CodedError('backup.damaged', {}, `its list: ${list.error.message}`)
    for (const { path, bytes, sha256 } of list.data.files) {
      const hash = createHash('sha256')
      const target = await placeOf(path, list.data)
      try {
        for (let left = bytes; left > 0; ) {
          const piece = await whole(take, Math.min(left, 256 * 1024))
          hash.update(piece)
          await target?.appendFile(piece)
          left -= piece.length
        }
        await target?.sync()
      } finally {
        await target?.close()
      }
      if (hash.digest('hex') !== sha256) throw new CodedError('backup.damaged', {}, `${path} is not as it was`)
    }
    if ((await take(1)).length > 0) throw new CodedError('backup.damaged', {}, 'it holds more than its list')
    return list.data
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new CodedError('backup.damaged', {}, thrown.message)
    const isPacking = z.object({ code: z.string().startsWith('Z_') }).safeParse(thrown).success
    throw isPacking ? new CodedError('backup.damaged', {}, String(thrown)) : thrown
  } finally {
    packed.destroy()
    gunzip.destroy()
  }
}

async function whole(take: (bytes: number) => Promise<Buffer>, bytes: number): Promise<Buffer> {
  const taken = await take(bytes)
  if (taken.length < bytes) throw new CodedError('backup.damaged', {}, 'it ends before its list does')
  return taken
}
