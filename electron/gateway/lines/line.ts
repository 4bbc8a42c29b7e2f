import type { CodedError } from '../../../shared/contract/errors.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ProviderHealth } from '../../../shared/model/provider-health.ts'
import type { RateLimits } from '../providers/rate-limits.ts'
import { createAllowance } from './allowance.ts'
import { createCircuit } from './circuit.ts'

/** What a call that was sent tells of its provider. `nothing`: it was stopped, or the network went away. */
export type Heard =
  | { kind: 'answered' | 'nothing' }
  | { kind: 'limited'; afterMilliseconds: number | null }
  | { kind: 'failed'; error: CodedError; afterMilliseconds: number | null }

/** A place among the calls under way; given back once. */
export type Place = { leave(heard: Heard): void }

/** The way to one provider: so many calls at once, fairly among runs, and none while it does not answer. */
export type Line = {
  /** What the provider's address names; for providers in this house it is no witness of the network. */
  readonly host: string
  /** Whether the way leads out of this house. */
  readonly isOutside: boolean
  /** Why nothing is sent just now; null while calls go through. */
  downFor(): CodedError | null
  /**
   * A place, when it is the call's turn. `patience` is how many failed trials of a provider that is down it waits through; then,
   * or at once where it is 0, the last failure is thrown. Throws the signal's reason.
   */
  enter(runId: RunId, signal: AbortSignal, patience: number): Promise<Place>
  learn(limits: RateLimits): void
}

type Waiting = {
  runId: RunId
  patience: number
  admit(place: Place): void
  refuse(error: CodedError): void
}

/** The longest a waiting call goes without a look at the clock, so that sleep and a changed clock are noticed. */
const longestHop = 60_000

export function createLine(options: {
  host: string
  isOutside: boolean
  /** How many calls at once, unless it teaches us less. */
  places: number
  clock: Clock
  random: () => number
  onHealth: (health: ProviderHealth | null) => void
}): Line {
  const { host, isOutside, places, clock, random, onHealth } = options
  const circuit = createCircuit({ clock, random, onChange: onHealth })
  const allowance = createAllowance(clock, places)
  /** In the order they came. */
  const waiting = new Set<Waiting>()
  const active = new Map<RunId, number>()
  let lastError: CodedError | null = null
  let cancelLook: (() => void) | null = null

  const activeOf = (runId: RunId): number => active.get(runId) ?? 0
  /** Of those who wait, one of the run that has the fewest calls under way; whoever came first, where there are several. */
  const next = (): Waiting | null => {
    let chosen: Waiting | null = null
    for (const one of waiting) {
      if (chosen === null || activeOf(one.runId) < activeOf(chosen.runId)) chosen = one
    }
    return chosen
  }
  const count = (runId: RunId, change: 1 | -1): void => {
    const now = activeOf(runId) + change
    if (now === 0) active.delete(runId)
    else active.set(runId, now)
  }
  const placeFor = (runId: RunId, way: 'free' | 'trial'): Place => {
    allowance.start()
    count(runId, 1)
    let isLeft = false
    return {
      leave(heard) {
        if (isLeft) return
        isLeft = true
        count(runId, -1)
        hear(heard, way)
        look()
      },
    }
  }
  const hear = (heard: Heard, way: 'free' | 'trial'): void => {
    switch (heard.kind) {
      case 'answered':
        allowance.end({ kind: 'fine' })
        circuit.answered()
        break
      case 'limited':
        allowance.end(heard)
        // Whoever says that it is too much does answer.
        circuit.answered()
        break
      case 'failed':
        allowance.end({ kind: 'nothing' })
        lastError = heard.error
        circuit.failed(heard.error, way, heard.afterMilliseconds)
        if (way === 'trial') for (const one of [...waiting]) losePatience(one, heard.error)
        break
      case 'nothing':
        allowance.end({ kind: 'nothing' })
        if (way === 'trial') circuit.abandoned()
    }
  }
  const losePatience = (one: Waiting, error: CodedError): void => {
    one.patience -= 1
    if (one.patience > 0) return
    waiting.delete(one)
    one.refuse(error)
  }

  /** Lets in whoever may be, and plans the next look at the clock. */
  const look = (): void => {
    cancelLook?.()
    cancelLook = null
    for (let one = next(); one !== null && allowance.mayStart(); one = next()) {
      const way = circuit.enter()
      if (way === 'closed') break
      waiting.delete(one)
      one.admit(placeFor(one.runId, way))
    }
    if (waiting.size === 0) return
    const until = Math.max(circuit.health()?.triedAgainAt ?? 0, allowance.opensAt() ?? 0)
    // Where neither tells a time, the end of a call under way is waited for.
    if (until <= clock.now()) return
    cancelLook = clock.after(Math.min(longestHop, until - clock.now()), look)
  }

  const downFor = (): CodedError | null => (circuit.health() === null ? null : lastError)
  return {
    host,
    isOutside,
    downFor,
    learn: allowance.learn,
    enter(runId, signal, patience) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason)
          return
        }
        const leave = (): void => {
          waiting.delete(one)
          signal.removeEventListener('abort', abort)
        }
        const abort = (): void => {
          leave()
          reject(signal.reason)
          look()
        }
        const one: Waiting = {
          runId,
          patience,
          admit(place) {
            leave()
            resolve(place)
          },
          refuse(error) {
            leave()
            reject(error)
          },
        }
        waiting.add(one)
        signal.addEventListener('abort', abort, { once: true })
        look()
        // It may have become the trial; if not, there is nothing to wait for.
        const down = downFor()
        if (down !== null && patience <= 0 && waiting.has(one)) one.refuse(down)
      })
    },
  }
}
