import type { Clock } from '../../../shared/model/clock.ts'
import type { Retry } from '../providers/provider.ts'

/** How often a call is sent at most before its failure is told. */
export const mostTries = 4
const firstWait = 1_000
/** The longest wait between two tries, whatever a service asks for. */
export const longestWait = 60_000

/**
 * How long to wait before a call is sent again, in milliseconds, or null when it is not. What the service asks for is kept, up to
 * a minute; else the wait doubles from one second, shortened at random by up to half so that waiting calls do not return together.
 */
export function waitBeforeTry(retry: Retry, triesMade: number, random: () => number): number | null {
  if (retry.kind === 'never' || triesMade >= mostTries) return null
  const asked = retry.kind === 'service' ? retry.afterMilliseconds : null
  const wait = asked ?? firstWait * 2 ** (triesMade - 1) * (1 - random() / 2)
  return Math.min(longestWait, Math.ceil(wait))
}

/** Waits, unless the signal aborts first; then its reason is thrown. */
export function waitFor(milliseconds: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      cancel()
      reject(signal.reason)
    }
    const cancel = clock.after(milliseconds, () => {
      signal.removeEventListener('abort', abort)
      resolve()
    })
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}
