import type { Instant } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'

/** The longest a waiting call goes without a look at the clock, so that sleep and a changed clock are noticed. */
const longestHop = 60_000

/** Calls that wait for room; whoever came first looks first. */
export type Queue = {
  /** Resolves when there may be room: something was settled or changed, or the moment has come. Throws the signal's reason. */
  turn(until: Instant | null, signal: AbortSignal): Promise<void>
  /** Lets everyone who waits look again. */
  move(): void
}

export function createQueue(clock: Clock): Queue {
  const waiting = new Set<() => void>()
  return {
    turn(until, signal) {
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          cancel()
          signal.removeEventListener('abort', abort)
          waiting.delete(look)
        }
        const look = (): void => {
          leave()
          resolve()
        }
        const abort = (): void => {
          leave()
          reject(signal.reason)
        }
        const wait = until === null ? longestHop : Math.min(longestHop, Math.max(1, until - clock.now()))
        const cancel = clock.after(wait, look)
        waiting.add(look)
        if (signal.aborted) abort()
        else signal.addEventListener('abort', abort, { once: true })
      })
    },
    move() {
      for (const look of [...waiting]) look()
    },
  }
}
