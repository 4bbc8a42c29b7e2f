import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Power } from '../../../shared/model/power.ts'
import type { IsMetered } from '../network/metered-network.ts'
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
  /** Before anything may start by itself. */
  prepare(): void
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

/**
 * Nothing starts by itself while the computer runs on battery or its way out costs by the amount, if the owner wishes so, or while its
 * disk is nearly full. The way out is asked about for each run that would start, and at no other time.
 */
export function createGoodGuest(from: {
  settings: Pick<SettingsService, 'current'>
  battery: Battery | undefined
  /** Free room on the disk of the data folder, in bytes; null where the system does not say. */
  freeBytes: () => Promise<number | null>
  isMetered: IsMetered
  /** Whether something that was not started by hand waits in the queue. */
  waits: () => boolean
  hold: (reason: Extract<HoldReason, 'battery' | 'lowDisk' | 'metered'>, holds: boolean) => void
  note: (changes: Pick<Power, 'heldFor'>) => void
  clock: Clock
}): GoodGuest {
  const { settings, battery, freeBytes, isMetered, waits, hold, note, clock } = from
  const held = new Set<Power['heldFor'][number]>()
  let lookedAt = Number.NEGATIVE_INFINITY
  let cancel: (() => void) | null = null
  let isClosed = false
  let stopFollowing: () => void = () => undefined
  let isAsking = false
  let isLettingGo = false
  let isClosedGate = false
  let cancelAsking: (() => void) | null = null

  const tell = (reason: Power['heldFor'][number], holds: boolean) => {
    if (held.has(reason) === holds) return
    if (holds) held.add(reason)
    else held.delete(reason)
    note({ heldFor: [...held].toSorted() })
  }
  const set = (reason: 'battery' | 'lowDisk', holds: boolean) => {
    if (held.has(reason) === holds) return
    hold(reason, holds)
    tell(reason, holds)
  }
  const gate = (closed: boolean) => {
    if (isClosedGate === closed) return
    isClosedGate = closed
    hold('metered', closed)
  }
  /** What waits is let go once the way out is known to cost nothing; the gate closes behind it. */
  const lookAtNetwork = async () => {
    cancelAsking?.()
    cancelAsking = null
    const wanted = settings.current().pausesOnMetered
    gate(wanted)
    if (!wanted || !waits()) tell('metered', false)
    if (!wanted || !waits() || isAsking) return
    isAsking = true
    const costs = await isMetered()
    isAsking = false
    if (isClosed || !settings.current().pausesOnMetered) return
    tell('metered', costs)
    if (costs) {
      cancelAsking = clock.after(lookSeldom, () => void lookAtNetwork())
      return
    }
    isLettingGo = true
    hold('metered', false)
    hold('metered', true)
    isLettingGo = false
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
      if (type === 'settings.saved') {
        lookAtBattery()
        void lookAtNetwork()
      }
      if (type === 'run.saved' && !isLettingGo && !held.has('metered') && waits()) void lookAtNetwork()
      // Runs are what fills a disk; looking costs next to nothing, and happens only while something happens.
      if (type === 'run.saved' && clock.now() - lookedAt >= lookSeldom) void lookAtDisk()
    },
    prepare() {
      stopFollowing = battery?.follow(lookAtBattery) ?? stopFollowing
      lookAtBattery()
      gate(settings.current().pausesOnMetered)
    },
    async start() {
      await lookAtNetwork()
      await lookAtDisk()
    },
    wake() {
      lookAtBattery()
      void lookAtNetwork()
      void lookAtDisk()
    },
    close() {
      isClosed = true
      stopFollowing()
      cancel?.()
      cancelAsking?.()
    },
  }
}
