import { instantSchema, type Zone } from '../../../../shared/model/brand.ts'
import type { Clock } from '../../../../shared/model/clock.ts'

/** A PC's clock and its timers in simulated time. */
export type ReplayClock = Clock & {
  /** Lets time pass up to a true moment; while the PC sleeps or is off timers stand still. */
  passUntil(moment: number): void
  sleep(): void
  wake(): void
  /** Makes the PC's clock show another time from now on. */
  set(shown: number): void
}

/** Starts awake at a moment. */
export function createReplayClock(start: number, zone: Zone): ReplayClock {
  let truth = start
  let ahead = 0
  /** Time as timers feel it: it does not pass while the PC sleeps, and setting the clock does not move it. */
  let felt = 0
  let isAsleep = false
  let timers: { due: number; callback: () => void }[] = []
  const nextBy = (end: number) => {
    let first: (typeof timers)[number] | undefined
    for (const timer of timers) if (timer.due <= end && (first === undefined || timer.due < first.due)) first = timer
    return first
  }
  return {
    now: () => instantSchema.parse(truth + ahead),
    zone: () => zone,
    after(milliseconds, callback) {
      const timer = { due: felt + Math.max(0, milliseconds), callback }
      timers.push(timer)
      return () => {
        timers = timers.filter((each) => each !== timer)
      }
    },
    passUntil(moment) {
      if (isAsleep) {
        truth = Math.max(truth, moment)
        return
      }
      const end = felt + Math.max(0, moment - truth)
      for (let next = nextBy(end); next !== undefined; next = nextBy(end)) {
        timers.splice(timers.indexOf(next), 1)
        truth += next.due - felt
        felt = next.due
        next.callback()
      }
      truth += end - felt
      felt = end
    },
    sleep() {
      isAsleep = true
    },
    wake() {
      isAsleep = false
    },
    set(shown) {
      ahead = shown - truth
    },
  }
}
