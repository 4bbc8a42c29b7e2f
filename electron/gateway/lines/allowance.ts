import type { Clock } from '../../../shared/model/clock.ts'
import type { RateLimit, RateLimits } from '../providers/rate-limits.ts'

/** Nothing a service says holds calls back for longer than this before one asks again, in milliseconds. */
const longestHold = 60_000

/** How many calls a provider is given at once and in a while: a usual number, and what it has taught us since. */
export type Allowance = {
  mayStart(): boolean
  /** The moment from which more may start, where only time is waited for; null: one of the calls under way must end. */
  opensAt(): number | null
  start(): void
  /** `limited`: the provider says that it was too much, and for how long. */
  end(how: { kind: 'fine' | 'nothing' } | { kind: 'limited'; afterMilliseconds: number | null }): void
  /** What the headers of an answer say of limits. */
  learn(limits: RateLimits): void
}

/**
 * At most `places` calls at once. A refusal for too many halves that and holds everything back for as long as the service asks;
 * answers widen it again, one by one. Where headers say how much is left, no more than that is started.
 */
export function createAllowance(clock: Clock, places: number): Allowance {
  let width = places
  let active = 0
  let fine = 0
  let heldUntil = 0
  let left: { requests: number; until: number } | null = null

  const held = (): number | null => {
    const now = clock.now()
    if (left !== null && now >= left.until) left = null
    const until = left !== null && left.requests <= 0 ? Math.max(heldUntil, left.until) : heldUntil
    // A clock that was set back holds nobody up.
    return until > now && until <= now + longestHold ? until : null
  }
  const hold = (milliseconds: number): void => {
    heldUntil = Math.max(heldUntil, clock.now() + Math.min(longestHold, milliseconds))
  }

  return {
    mayStart: () => active < width && held() === null,
    opensAt: () => (active < width ? held() : null),
    start() {
      active += 1
      if (left !== null) left = { ...left, requests: left.requests - 1 }
    },
    end(how) {
      if (how.kind === 'limited') {
        width = Math.max(1, Math.min(width, Math.floor(active / 2)))
        fine = 0
        hold(how.afterMilliseconds ?? 0)
      } else if (how.kind === 'fine' && width < places) {
        fine += 1
        if (fine >= width) {
          width += 1
          fine = 0
        }
      }
      active -= 1
    },
    learn({ requests, tokens }) {
      const now = clock.now()
      if (usedUp(tokens, now)) hold((tokens?.resetsAt ?? now) - now)
      if (requests === null || requests.remaining === null || requests.resetsAt === null) return
      left = { requests: requests.remaining, until: Math.min(now + longestHold, requests.resetsAt) }
    },
  }
}

function usedUp(limit: RateLimit | null, now: number): boolean {
  return limit !== null && limit.remaining === 0 && limit.resetsAt !== null && limit.resetsAt > now
}
