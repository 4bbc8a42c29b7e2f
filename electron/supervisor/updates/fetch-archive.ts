import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FeedFile, Fetch } from './feed.ts'

/** Silence for so long ends it. */
const patience = 60_000

/**
 * Fetches an archive into a file and checks that it is whole. Throws `update.feedUnreachable`, `update.corrupted`, `update.diskFull`; then
 * the file is gone.
 */
export async function fetchArchive(
  {
    address,
    offered,
    into,
  }: { address: string; offered: Pick<FeedFile, 'version' | 'bytes' | 'sha512'>; into: string },
  { fetch, after }: { fetch: Fetch; after: (milliseconds: number, callback: () => void) => () => void },
): Promise<void> {
  const { host } = new URL(address)
  const line = new AbortController()
  let stopWatching = () => undefined as void
  const watch = () => {
    stopWatching()
    stopWatching = after(patience, () => line.abort())
  }
  const hash = createHash('sha512')
  let bytes = 0
  const file = await open(into, 'w', 0o600).catch((thrown: unknown) => {
    throw asFailure(thrown, host)
  })
  try {
    watch()
    const answer = await fetch(address, { signal: line.signal, redirect: 'follow', cache: 'no-store' })
    if (!answer.ok) throw new CodedError('update.feedUnreadable', { host }, `status ${answer.status}`)
    for await (const piece of answer.body ?? []) {
      watch()
      bytes += piece.byteLength
      if (bytes > offered.bytes) break
      hash.update(piece)
      await file.writeFile(piece)
    }
    if (bytes !== offered.bytes || hash.digest('hex') !== offered.sha512) {
      throw new CodedError('update.corrupted', { version: offered.version }, `${bytes} of ${offered.bytes} bytes`)
    }
    await file.sync()
  } catch (thrown) {
    line.abort()
    await file.close().catch(() => undefined)
    await rm(into, { force: true })
    throw asFailure(thrown, host)
  } finally {
    stopWatching()
  }
  await file.close()
}

function asFailure(thrown: unknown, host: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const said = String(thrown)
  if (/ENOSPC|EDQUOT/.test(said)) return new CodedError('update.diskFull', {}, said)
  if (/EACCES|EROFS|EPERM/.test(said)) return new CodedError('update.notWritable', {}, said)
  return new CodedError('update.feedUnreachable', { host }, said)
}
