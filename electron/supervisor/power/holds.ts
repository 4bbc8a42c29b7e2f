/** Why nothing may start by itself: the owner paused everything, the computer falls asleep, runs on battery, has no room left or a way out that costs by the amount, or the app kept crashing. */
export type HoldReason = 'paused' | 'asleep' | 'battery' | 'lowDisk' | 'metered' | 'crashes'

export type Holds = {
  set(reason: HoldReason, holds: boolean): void
}

/** Holds the queue as long as there is any reason to. */
export function createHolds(runs: { hold(held: boolean): void }): Holds {
  const reasons = new Set<HoldReason>()
  return {
    set(reason, holds) {
      if (holds) reasons.add(reason)
      else reasons.delete(reason)
      runs.hold(reasons.size > 0)
    },
  }
}
