import { type Instant, instantSchema, type Zone, zoneSchema } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'

/** A clock that stands still until a test turns it. */
export type FakeClock = Clock & {
  /** Lets time pass, calling back everything that comes due on the way, in order. */
  advance(milliseconds: number): void
  /** The PC sleeps, or its clock is set: the time changes and nothing is called back meanwhile, as timers stand still too. */
  jump(milliseconds: number): void
  setZone(zone: string): void
  pending(): number
  /** The longest wait that was ever asked for. */
  longestWait(): number
}

export function createFakeClock(start: Instant, startZone = 'UTC'): FakeClock {
  let now: number = start
  /** Time as timers feel it: it does not pass while the PC sleeps, and setting the clock does not move it. */
  let felt = 0
  let zone: Zone = zoneSchema.parse(startZone)
  let longest = 0
  const waiting = new Set<{ due: number; callback: () => void }>()
  const nextDue = (until: number) => {
    return [...waiting].filter(({ due }) => due <= until).toSorted((left, right) => left.due - right.due)[0]
  }
  return {
    now: () => instantSchema.parse(now),
    zone: () => zone,
    after(milliseconds, callback) {
      longest = Math.max(longest, milliseconds)
      const entry = { due: felt + Math.max(0, milliseconds), callback }
      waiting.add(entry)
      return () => waiting.delete(entry)
    },
    advance(milliseconds) {
      const end = felt + milliseconds
      for (let next = nextDue(end); next !== undefined; next = nextDue(end)) {
        waiting.delete(next)
        now += next.due - felt
        felt = next.due
        next.callback()
      }
      now += end - felt
      felt = end
    },
    jump(milliseconds) {
      now += milliseconds
    },
    setZone(name) {
      zone = zoneSchema.parse(name)
    },
    pending: () => waiting.size,
    longestWait: () => longest,
  }
}
