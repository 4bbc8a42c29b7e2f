import { basename, join } from 'node:path'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import { type KnownFolder, knownFrom, packFolder, stampOf, unpackFolder } from './folder-cursor.ts'
import type { FolderOrder } from './protocol.ts'
import type { FolderView, ScanFolder } from './scan-folder.ts'

/** Tells of changes until it is called off. Rejects where the system cannot watch, such as on a network drive. */
export type Subscribe = (
  folder: string,
  listeners: { changed: () => void; lost: () => void },
) => Promise<() => Promise<void>>

export type FolderReport = {
  happened(what: { facts: FiringFacts; paths: string[]; cursor: Uint8Array; dueAt: Instant }): Promise<boolean>
  looked(cursor: Uint8Array | null): Promise<void>
  failed(error: AppError, away: boolean): Promise<void>
}

export type FolderWatch = {
  /** Looks now; what main held back may count now. */
  again(): void
  stop(): void
}

/** How often a folder is looked at that cannot tell of its changes, or is away. */
const pollEvery = 60_000
/** Systems lose word of changes now and then, when very many come at once. */
const safetyEvery = 30 * 60_000
const heldFor = 20_000
const mostListed = 500

type Candidate = { stamp: string; since: number; change: 'new' | 'changed'; bytes: number; modifiedAt: number }

/**
 * Watches one folder: subscribed first, then looked at, so that nothing falls between; whatever tells of a change, only a look at
 * the whole folder decides what is new. A file counts once its size and time stood still, and all that are on their way at the same
 * time count as one happening.
 */
export function watchFolder(dependencies: {
  order: FolderOrder
  clock: Clock
  scan: ScanFolder
  subscribe: Subscribe
  report: FolderReport
}): FolderWatch {
  const { order, clock, scan, subscribe, report } = dependencies
  const { folder, on, settleSeconds } = order.trigger
  const settle = settleSeconds * 1000
  let known: KnownFolder | null = unpackFolder(order.cursor)
  /** Until the first whole look after the start, what is new came while nobody watched. */
  let missedSince: Instant | null = known === null ? null : order.lookedAt
  const candidates = new Map<string, Candidate>()
  let unsubscribe: (() => Promise<void>) | null = null
  let cancelTimer: (() => void) | null = null
  let looking = false
  let lookAgain = false
  let stopped = false
  let told: 'nothing' | 'well' | 'wrong' = 'nothing'
  /** When the oldest of the candidates was first seen. */
  let waitingSince: number | null = null

  const lookIn = (milliseconds: number) => {
    cancelTimer?.()
    if (!stopped) cancelTimer = clock.after(milliseconds, () => void look())
  }
  const look = async (): Promise<void> => {
    if (looking || stopped) {
      lookAgain = true
      return
    }
    looking = true
    lookAgain = false
    cancelTimer?.()
    const before = clock.now()
    let wait: number
    try {
      await watchIt()
      wait = await compare(await scan(folder, order.trigger))
    } catch (thrown) {
      await letGo()
      wait = pollEvery
      told = 'wrong'
      const error = toAppError(thrown)
      await report.failed(error, error.code === 'folder.missing').catch(() => undefined)
    }
    looking = false
    // A folder that takes long to look at is looked at seldom, however busy it is.
    const rest = Math.max(1000, (clock.now() - before) * 5)
    lookIn(lookAgain ? rest : Math.max(wait, rest))
  }

  const watchIt = async () => {
    if (unsubscribe !== null) return
    const changed = () => {
      lookAgain = true
      if (!looking) lookIn(Math.min(settle, 1000))
    }
    const lost = () => {
      void letGo()
      changed()
    }
    // Where the system cannot watch, the folder is looked at every minute.
    unsubscribe = await subscribe(folder, { changed, lost }).catch(() => null)
  }
  const letGo = async () => {
    const end = unsubscribe
    unsubscribe = null
    await end?.().catch(() => undefined)
  }

  /** Takes a look in, and says how long until the next. */
  const compare = async (view: FolderView): Promise<number> => {
    const idle = unsubscribe === null ? pollEvery : safetyEvery
    if (known === null) {
      known = knownFrom(view)
      told = 'well'
      await report.looked(packFolder(known))
      return idle
    }
    if (view.files.size === 0 && known.files.size > 0 && view.device !== known.device) {
      // Where a drive is mounted an empty folder stays when it is away.
      throw new CodedError('folder.missing', { name: basename(folder) }, 'the drive is away')
    }
    const moved = takeIn(view, known)
    const now = clock.now()
    const settled = [...candidates].filter(([, { since }]) => now - since >= settle)
    const patience = Math.max(60_000, settle * 10)
    const isDue = settled.length > 0 && (settled.length === candidates.size || now - (waitingSince ?? now) >= patience)
    if (isDue) return (await tell(settled, known)) ? (candidates.size > 0 ? settle : idle) : heldFor
    if (candidates.size > 0) {
      const soonest = Math.min(...[...candidates.values()].map(({ since }) => since + settle - now))
      return Math.max(100, soonest > 0 ? soonest : settle)
    }
    if (moved || told !== 'well') await report.looked(packFolder(known))
    told = 'well'
    missedSince = null
    return idle
  }

  /** True when something is known now that was not, without being news. */
  const takeIn = (view: FolderView, { files }: KnownFolder): boolean => {
    let moved = false
    for (const name of files.keys()) moved = (!view.files.has(name) && files.delete(name)) || moved
    for (const name of candidates.keys()) if (!view.files.has(name)) candidates.delete(name)
    for (const [name, file] of view.files) {
      const stamp = stampOf(file)
      const old = files.get(name)
      if (old === stamp) {
        candidates.delete(name)
        continue
      }
      const change = old === undefined ? 'new' : 'changed'
      if (on !== 'both' && on !== change) {
        files.set(name, stamp)
        moved = true
        continue
      }
      const candidate = candidates.get(name)
      if (candidate?.stamp !== stamp) candidates.set(name, { ...file, stamp, change, since: clock.now() })
    }
    if (known !== null) known.device = view.device
    waitingSince = candidates.size === 0 ? null : (waitingSince ?? clock.now())
    return moved
  }

  const tell = async (settled: readonly (readonly [string, Candidate])[], { device, files }: KnownFolder) => {
    const next: KnownFolder = { device, files: new Map(files) }
    for (const [name, { stamp }] of settled) next.files.set(name, stamp)
    const listed = settled
      .slice(0, mostListed)
      .map(([name, { change, bytes }]) => ({ path: join(folder, name), change, bytes }))
    const newest = Math.max(...settled.map(([, { modifiedAt }]) => modifiedAt))
    const kept = await report.happened({
      facts: { kind: 'folder', folder, files: listed, more: settled.length - listed.length },
      paths: settled.map(([name]) => join(folder, name)),
      cursor: packFolder(next),
      dueAt: dueAt(newest),
    })
    if (!kept) return false
    known = next
    for (const [name, { stamp }] of settled) if (candidates.get(name)?.stamp === stamp) candidates.delete(name)
    waitingSince = candidates.size === 0 ? null : clock.now()
    told = 'well'
    if (candidates.size === 0) missedSince = null
    return true
  }

  /** What came while nobody watched was due when it came. */
  const dueAt = (newest: number): Instant => {
    const now = clock.now()
    if (missedSince === null) return now
    return instantSchema.parse(Math.round(Math.min(now, Math.max(missedSince, newest))))
  }

  void look()
  return {
    again() {
      if (!looking) lookIn(0)
    },
    stop() {
      stopped = true
      cancelTimer?.()
      void letGo()
    },
  }
}
