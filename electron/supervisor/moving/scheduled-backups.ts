import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { PackOrder } from '../../storage/moving/pack.ts'

/** The app's first minutes belong to its owner. */
const firstLook = 5 * 60_000
const lookAgain = 60 * 60_000
const kept = 5
const nameOf = (day: string) => `Kaihe ${day} by itself.kaihe-backup`
const ours = /^Kaihe (\d{4}-\d{2}-\d{2}) by itself\.kaihe-backup$/

/** Backs up every day or week into a folder of the owner's choice, where the newest few stay. No key is in them. */
export function createScheduledBackups(dependencies: {
  dataFolder: string
  version: string
  pack: (order: PackOrder) => Promise<unknown>
  plan: () => Settings['backups']
  publish: Publish
  clock: Clock
}): { start(): void; close(): void } {
  const { dataFolder, version, pack, plan, publish, clock } = dependencies
  let cancel: (() => void) | null = null
  let isClosed = false
  /** A folder that is not there is told once a day. */
  let toldOn = ''

  const backUpWhereDue = async (): Promise<void> => {
    const wanted = plan()
    if (wanted === null) return
    const today = dayOf(clock.now(), clock.zone())
    const newest = existsSync(wanted.folder) ? daysIn(wanted.folder)[0] : undefined
    const days = newest === undefined ? Infinity : (Date.parse(today) - Date.parse(newest)) / 86_400_000
    // A clock that was set back leaves days that are still to come.
    if (days >= 0 && days < (wanted.every === 'day' ? 1 : 7)) return
    const target = join(wanted.folder, nameOf(today))
    await pack({ dataFolder, target, app: version, at: clock.now(), passphrase: null, keys: [] })
    for (const old of daysIn(wanted.folder).slice(kept)) rmSync(join(wanted.folder, nameOf(old)), { force: true })
  }
  const look = async (): Promise<void> => {
    try {
      await backUpWhereDue()
    } catch (thrown) {
      const today = dayOf(clock.now(), clock.zone())
      if (!isClosed && toldOn !== today) publish({ type: 'notice', error: toAppError(thrown) })
      toldOn = today
    }
    if (!isClosed) cancel = clock.after(lookAgain, () => void look())
  }
  return {
    start() {
      cancel = clock.after(firstLook, () => void look())
    },
    close() {
      isClosed = true
      cancel?.()
    },
  }
}

/** The days of the backups there are, the newest first. */
function daysIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((name) => ours.exec(name)?.[1] ?? [])
    .sort()
    .toReversed()
}
