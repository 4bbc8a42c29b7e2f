import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Power } from '../../../shared/model/power.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { HoldReason } from './holds.ts'

/** What the system says of its battery. */
export type Battery = {
  isUsed(): boolean
  /** Calls back when the computer is plugged in or out; the result stops it. */
  follow(listener: () => void): () => void
}

export type GoodGuest = {
  observe(event: AppEvent): void
  start(): Promise<void>
  wake(): void
  close(): void
}

/** With less room than this on its disk a computer soon stops working; in bytes. */
const leastFree = 500_000_000
/** How often it is looked whether there is room again while there was none, in milliseconds. */
const lookAgain = 60_000
/** Between two looks while runs come and go. */
const lookSeldom = 600_000

/** Nothing starts by itself while the computer runs on battery, if the owner wishes so, or while its disk is nearly full. */
export function createGoodGuest(from: {
  settings: Pick<SettingsService, 'current'>
  battery: Battery | undefined
  /** Free room on the disk of the data folder, in bytes; null where the system does not say. */
  freeBytes: () => Promise<number | null>
  hold: (reason: Extract<HoldReason, 'battery' | 'lowDisk'>, holds: boolean) => void
  note: (changes: Pick<Power, 'heldFor'>) => void
  clock: Clock
}): GoodGuest {
  const { settings, battery, freeBytes, hold, note, clock } = from
  const held = new Set<Power['heldFor'][number]>()
  let lookedAt = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | null = null
  let stopFollowing: () => void = () => undefined

  const set = (reason: Power['heldFor'][number], holds: boolean) => {
    if (held.has(reason) === holds) return
    if (holds) held.add(reason)
    else held.delete(reason)
    hold(reason, holds)
    note({ heldFor: [...held].toSorted() })
  }
  const lookAtBattery = () => set('battery', settings.current().pausesOnBattery && battery?.isUsed() === true)
  const lookAtDisk = async () => {
    lookedAt = clock.now()
    const free = await freeBytes()
    set('lowDisk', free !== null && free < leastFree)
    cancel?.()
    cancel = held.has('lowDisk') ? clock.after(lookAgain, () => void lookAtDisk()) : null
  }
  return {
    observe({ type }) {
      if (type === 'settings.saved') lookAtBattery()
      // Runs are what fills a disk; looking costs next to nothing, and happens only while something happens.
      if (type === 'run.saved' && clock.now() - lookedAt >= lookSeldom) void lookAtDisk()
    },
    async start() {
      stopFollowing = battery?.follow(lookAtBattery) ?? stopFollowing
      lookAtBattery()
      await lookAtDisk()
    },
    wake() {
      lookAtBattery()
      void lookAtDisk()
    },
    close() {
      stopFollowing()
      cancel?.()
    },
  }
}
