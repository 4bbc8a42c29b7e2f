import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { SettingsService } from '../settings/settings-service.ts'

export type TimedPause = {
  /** Looks whether the pause is over; afterwards it ends by itself. Also for when the PC woke up or its clock was set. */
  look(): void
  observe(event: AppEvent): void
  stop(): void
}

/** No wait is longer: timers stand still while the PC sleeps, and the clock may be set at any time. */
const longestHop = 60_000

/** Ends a pause at the moment the owner chose, also when that moment passed while the PC slept. */
export function createTimedPause(dependencies: {
  settings: Pick<SettingsService, 'current' | 'save'>
  clock: Clock
  /** What was due during the pause is decided first, while it still holds. */
  beforeEnd: () => void
  onEnd: () => void
}): TimedPause {
  const { settings, clock, beforeEnd, onEnd } = dependencies
  let cancelTimer: (() => void) | null = null

  const look = () => {
    cancelTimer?.()
    cancelTimer = null
    const { paused, pausedUntil } = settings.current()
    if (!paused || pausedUntil === null) return
    const left = pausedUntil - clock.now()
    if (left > 0) {
      cancelTimer = clock.after(Math.min(left, longestHop), look)
      return
    }
    beforeEnd()
    try {
      settings.save({ paused: false })
    } catch {
      // It cannot be stored: the pause goes on, as the owner is shown, and ends as soon as it can.
      cancelTimer = clock.after(longestHop, look)
      return
    }
    onEnd()
  }

  return {
    look,
    observe({ type }) {
      if (type === 'settings.saved') look()
    },
    stop() {
      cancelTimer?.()
      cancelTimer = null
    },
  }
}
