import type { RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { isPutOff, type Run } from '../../../shared/model/run.ts'

/** No wait is longer: timers stand still while the PC sleeps, and the clock may be set at any time. */
const longestHop = 30_000

export type OffPeakWaits = {
  /** Lets go whatever is to begin by now, and sets the next look. */
  look(): void
  close(): void
}

/** Runs that were put off to cheaper hours. The rows are the truth: after a sleep or a restart the next look finds them. */
export function createOffPeakWaits(dependencies: {
  live: () => readonly Run[]
  begin: (runId: RunId) => void
  clock: Pick<Clock, 'now' | 'after'>
}): OffPeakWaits {
  const { live, begin, clock } = dependencies
  let cancel: (() => void) | null = null
  const look = () => {
    cancel?.()
    cancel = null
    const now = clock.now()
    let wait: number | null = null
    for (const run of live().filter(isPutOff)) {
      // A clock that was turned back must not keep a run waiting for days.
      const left = run.createdAt > now ? 0 : (run.offPeak?.startAt ?? now) - now
      if (left <= 0) begin(run.id)
      else wait = Math.min(wait ?? longestHop, left)
    }
    if (wait !== null) cancel = clock.after(wait, look)
  }
  return {
    look,
    close() {
      cancel?.()
      cancel = null
    },
  }
}
