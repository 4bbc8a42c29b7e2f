import type { Clock } from '../../../shared/model/clock.ts'
import type { Away } from '../providers/provider.ts'

const firstPause = 2_000
const longestPause = 60_000
/** An answer this fresh shows that the network is there, in milliseconds. */
const freshFor = 10_000

/**
 * Whether the network is away. While it is, calls that lead out of this house wait, for as long as it takes; a look at it now and
 * then, twice as far apart each time up to a minute, asks one address after the other until any answers.
 */
export type Network = {
  isAway(): boolean
  /** Something out there answered. */
  answered(host: string): void
  /**
   * Judges a failure before anything was sent to a host outside. A fresh answer of any other host, or one that can be reached now,
   * speaks against it: then only that service is at fault. With no other host to ask, a name that had answered before and is not
   * found now speaks for it, and one that never had is taken for a wrong name.
   */
  judge(failure: { host: string; away: Away }): Promise<boolean>
  /** Resolves when the network is back. Throws the signal's reason. */
  back(signal: AbortSignal): Promise<void>
  /** It may be back: looks now instead of later. */
  look(): void
}

export function createNetwork(options: {
  clock: Clock
  random: () => number
  /** What the system says; it knows of cables and radio, not of what lies behind them. */
  isConnected: () => boolean
  /** The addresses calls may go to, outside this house. */
  addresses: () => readonly string[]
  /** Whether anything answers there at all. No key is sent. */
  reach: (address: string) => Promise<boolean>
}): Network {
  const { clock, random, isConnected, addresses, reach } = options
  const answeredAt = new Map<string, number>()
  const waiting = new Set<() => void>()
  let pauses: number | null = null
  let cancelLook: (() => void) | null = null
  let judging: Promise<boolean> | null = null

  const isFresh = (at: number | undefined): boolean => at !== undefined && Math.abs(clock.now() - at) <= freshFor
  const anyReached = async (asked: readonly string[]): Promise<boolean> => {
    for (const address of asked) if (await reach(address)) return true
    return false
  }
  const setBack = (): void => {
    pauses = null
    cancelLook?.()
    cancelLook = null
    for (const goOn of [...waiting]) goOn()
  }
  const setAway = (): void => {
    if (pauses !== null) return
    pauses = 0
    plan()
  }
  const plan = (): void => {
    if (pauses === null) return
    const usual = Math.min(longestPause, firstPause * 2 ** pauses)
    pauses += 1
    cancelLook?.()
    cancelLook = clock.after(Math.ceil(usual * (1 - random() / 2)), () => void lookNow())
  }
  let isLooking = false
  const lookNow = async (): Promise<void> => {
    if (isLooking || pauses === null) return
    // Nobody waits: whoever comes next finds out.
    if (waiting.size === 0) {
      setBack()
      return
    }
    isLooking = true
    const isBack = isConnected() && (await anyReached(addresses()))
    isLooking = false
    if (isBack) setBack()
    else plan()
  }
  const decide = async ({ host, away }: { host: string; away: Away }): Promise<boolean> => {
    if ([...answeredAt].some(([other, at]) => other !== host && isFresh(at))) return false
    if (!isConnected()) return true
    const others = addresses().filter((address) => new URL(address).host !== host)
    if (others.length === 0) return away === 'surely' || answeredAt.has(host)
    return !(await anyReached(others))
  }

  return {
    isAway: () => pauses !== null,
    answered(host) {
      answeredAt.set(host, clock.now())
      if (pauses !== null) setBack()
    },
    async judge(failure) {
      // Many calls fail at once when it goes away; one is judged for all.
      judging ??= decide(failure).finally(() => {
        judging = null
      })
      const isAway = await judging
      if (isAway) setAway()
      return isAway
    },
    back(signal) {
      return new Promise((resolve, reject) => {
        const leave = (): void => {
          waiting.delete(goOn)
          signal.removeEventListener('abort', abort)
        }
        const goOn = (): void => {
          leave()
          resolve()
        }
        const abort = (): void => {
          leave()
          reject(signal.reason)
        }
        if (signal.aborted) abort()
        else if (pauses === null) resolve()
        else {
          waiting.add(goOn)
          signal.addEventListener('abort', abort, { once: true })
        }
      })
    },
    look() {
      if (pauses === null) return
      pauses = 0
      cancelLook?.()
      void lookNow()
    },
  }
}
