import { mkdir, open, rename, rm, stat, truncate } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { freeDiskOf } from '../../free-disk.ts'
import { hashFile } from '../../hash-file.ts'
import { pause } from '../../pause.ts'
import { readPart } from './read-part.ts'
import { gigabytes, roomError } from './room-error.ts'

export type FetchOrder = {
  url: string
  /** Where the whole file goes; until then it is beside it, with `.part` at its end. */
  target: string
  bytes: number
  sha256: string
}

export type FetchTools = {
  fetch: (url: string, init: RequestInit) => Promise<Response>
  clock: Clock
  onProgress: (progress: { state: 'fetching' | 'checking'; doneBytes: number }) => void
  /** What is free on the disk of a folder; null where the system does not say. */
  freeBytes?: (folder: string) => Promise<number | null>
}

/** The system and everything else on the disk need room as well. */
const roomLeft = 500_000_000
/** So many tries in a row that brought nothing, with longer pauses between them. */
const triesWithoutProgress = 5
const firstPause = 2_000
/** Who stops it ends the process: what is written is written. */
const unending = new AbortController().signal

/**
 * Fetches a file and goes on where an earlier try broke off. It takes its name only when it is whole and has the expected fingerprint,
 * so what lies under that name is never half a model; a file with another fingerprint is thrown away.
 *
 * @throws CodedError ownModel.noRoom, ownModel.unreachable, ownModel.refused, ownModel.wrongFile
 */
export async function fetchModel(order: FetchOrder, tools: FetchTools): Promise<void> {
  const { target, bytes, sha256 } = order
  const part = `${target}.part`
  await mkdir(dirname(target), { recursive: true })
  await bringPart({ ...order, part }, tools)
  const found = await hashFile(part, (doneBytes) => tools.onProgress({ state: 'checking', doneBytes }))
  if (found !== sha256) {
    await rm(part, { force: true })
    throw new CodedError('ownModel.wrongFile', { name: basename(target) }, `${found} instead of ${sha256}`)
  }
  tools.onProgress({ state: 'checking', doneBytes: bytes })
  await rename(part, target)
}

async function bringPart(order: FetchOrder & { part: string }, tools: FetchTools): Promise<void> {
  const { part, bytes } = order
  let triesLeft = triesWithoutProgress
  for (;;) {
    let have = await sizeOf(part)
    if (have > bytes) {
      await truncate(part, 0)
      have = 0
    }
    tools.onProgress({ state: 'fetching', doneBytes: have })
    if (have === bytes) return
    await requireRoom(order, bytes - have, tools.freeBytes ?? freeDiskOf)
    try {
      await fetchRest(order, have, tools)
    } catch (thrown) {
      if (!(thrown instanceof CodedError) || thrown.code !== 'ownModel.unreachable') throw thrown
      triesLeft = (await sizeOf(part)) > have ? triesWithoutProgress : triesLeft - 1
      if (triesLeft <= 0) throw thrown
      await pause(firstPause * 2 ** (triesWithoutProgress - triesLeft), tools.clock, unending)
    }
  }
}

/** Asks for what is missing and writes it behind what is there. */
async function fetchRest(order: FetchOrder & { part: string }, have: number, tools: FetchTools): Promise<void> {
  const { part, target, bytes } = order
  const answer = await readPart(order.url, { from: have, bytes }, tools)
  try {
    const file = await open(part, answer.from === 0 ? 'w' : 'r+')
    try {
      let done = answer.from
      for await (const piece of answer.pieces) {
        if (done + piece.length > bytes) {
          throw new CodedError('ownModel.wrongFile', { name: basename(target) }, `more than ${bytes} bytes`)
        }
        // A disk that is nearly full takes a part of it and says nothing.
        for (let written = 0; written < piece.length; ) {
          const { bytesWritten } = await file.write(piece, written, piece.length - written, done + written)
          written += bytesWritten
        }
        done += piece.length
        tools.onProgress({ state: 'fetching', doneBytes: done })
      }
      await file.sync()
      if (done < bytes) {
        throw new CodedError('ownModel.unreachable', { source: new URL(order.url).hostname }, `ended at ${done}`)
      }
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw roomError(thrown, basename(target), bytes - (await sizeOf(part))) ?? thrown
  } finally {
    answer.close()
  }
}

async function requireRoom(
  { target }: FetchOrder,
  missing: number,
  freeBytes: (folder: string) => Promise<number | null>,
): Promise<void> {
  const free = await freeBytes(dirname(target))
  if (free === null || free >= missing + roomLeft) return
  const params = { name: basename(target), needed: gigabytes(missing + roomLeft), free: gigabytes(free) }
  throw new CodedError('ownModel.noRoom', params)
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}
