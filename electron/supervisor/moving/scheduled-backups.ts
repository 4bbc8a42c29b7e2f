import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { MovedKey } from '../../storage/moving/manifest.ts'
import type { PackOrder } from '../../storage/moving/pack.ts'

/** The app's first minutes belong to its owner. */
const firstLook = 5 * 60_000
const lookAgain = 60 * 60_000
const kept = 5
const nameOf = (day: string) => `Kaihe ${day} by itself.kaihe-backup`
const ours = /^Kaihe (\d{4}-\d{2}-\d{2}) by itself\.kaihe-backup$/

export type ScheduledBackups = {
  start(): void
  /** The newest one there is, and why the last attempt came to nothing. */
  stand(): CommandReply<'moving.planned'>
  /** Tries again now, as after the owner has set something right. */
  lookNow(): Promise<void>
  close(): void
}

/**
 * Backs up every day or week into a folder of the owner's choice, where the newest few stay. Where the owner set a passphrase, none is
 * ever made without it.
 */
export function createScheduledBackups(dependencies: {
  dataFolder: string
  version: string
  pack: (order: PackOrder) => Promise<unknown>
  plan: () => Settings['backups']
  /** The passphrase from where keys are kept; null: there is none any more. Throws `keyring.*`. */
  passphrase: () => Promise<string | null>
  /** What goes along behind the passphrase. */
  keys: () => Promise<readonly MovedKey[]>
  publish: Publish
  clock: Clock
}): ScheduledBackups {
  const { dataFolder, version, pack, plan, passphrase, keys, publish, clock } = dependencies
  let cancel: (() => void) | null = null
  let isClosed = false
  let error: AppError | null = null
  let atWork: Promise<void> | null = null
  /** What stays wrong is told once a day. */
  let toldOn = ''

  const seal = async ({ sealed, withKeys }: NonNullable<Settings['backups']>) => {
    if (!sealed) return { passphrase: null, keys: [] }
    const kept = await passphrase().catch((thrown: unknown) => {
      throw new CodedError('backup.passphraseUnreadable', {}, toAppError(thrown).code)
    })
    if (kept === null) throw new CodedError('backup.passphraseUnreadable')
    return { passphrase: kept, keys: withKeys ? await keys() : [] }
  }
  const backUpWhereDue = async (): Promise<void> => {
    const wanted = plan()
    error = wanted === null ? null : error
    if (wanted === null) return
    const today = dayOf(clock.now(), clock.zone())
    const newest = newestIn(wanted.folder)
    const days = newest === null ? Infinity : (Date.parse(today) - Date.parse(newest)) / 86_400_000
    // A clock that was set back leaves days that are still to come.
    if (days >= 0 && days < (wanted.every === 'day' ? 1 : 7)) return
    const target = join(wanted.folder, nameOf(today))
    await pack({ dataFolder, target, app: version, at: clock.now(), ...(await seal(wanted)) })
    error = null
    publish({ type: 'backup.tried', day: today, error })
    for (const old of daysIn(wanted.folder).slice(kept)) rmSync(join(wanted.folder, nameOf(old)), { force: true })
  }
  const attempt = async (): Promise<void> => {
    try {
      await backUpWhereDue()
    } catch (thrown) {
      error = toAppError(thrown)
      const today = dayOf(clock.now(), clock.zone())
      if (!isClosed && toldOn !== today) publish({ type: 'backup.tried', day: today, error })
      toldOn = today
    }
  }
  const look = (): Promise<void> => {
    cancel?.()
    atWork ??= attempt().finally(() => {
      atWork = null
      if (!isClosed) cancel = clock.after(lookAgain, () => void look())
    })
    return atWork
  }
  return {
    start() {
      cancel = clock.after(firstLook, () => void look())
    },
    stand() {
      const wanted = plan()
      return wanted === null ? { newest: null, error: null } : { newest: newestIn(wanted.folder), error }
    },
    lookNow: look,
    close() {
      isClosed = true
      cancel?.()
    },
  }
}

function newestIn(folder: string): string | null {
  return existsSync(folder) ? (daysIn(folder)[0] ?? null) : null
}

/** The days of the backups there are, the newest first. */
function daysIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => ours.exec(name)?.[1] ?? [])
    .sort()
    .toReversed()
}
