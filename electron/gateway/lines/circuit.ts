import { type CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ProviderHealth } from '../../../shared/model/provider-health.ts'

/** So many failures in a row, with no answer between them, and a provider is left alone for a while. */
export const failuresToOpen = 5
const firstPause = 15_000
const longestPause = 300_000

/** Leaves a provider alone that does not answer, and lets one call through now and then to see whether it does again. */
export type Circuit = {
  /** Whether a call may be sent now. A trial is one call at a time: whoever was given it must tell how it went. */
  enter(): 'free' | 'trial' | 'closed'
  /** It answered, if only to refuse. */
  answered(): void
  /** It failed; `afterMilliseconds` is how long it asked for patience. */
  failed(error: CodedError, way: 'free' | 'trial', afterMilliseconds: number | null): void
  /** The trial came to its end without telling anything. */
  abandoned(): void
  /** Why and until when nothing is sent; null while calls go through. */
  health(): ProviderHealth | null
}

type State =
  | { name: 'through'; failures: number }
  | { name: 'down' | 'trying'; health: ProviderHealth; error: CodedError; times: number }

/** `onChange` hears of each time the provider is found down and of its return. */
export function createCircuit(options: {
  clock: Clock
  /** From 0 up to, but without, 1. */
  random: () => number
  onChange: (health: ProviderHealth | null) => void
}): Circuit {
  const { clock, random, onChange } = options
  let state: State = { name: 'through', failures: 0 }

  /** Twice as long each time, shortened at random by up to half; and never shorter than what was asked for, within reason. */
  const pauseFor = (times: number, asked: number | null): Instant => {
    const usual = Math.min(longestPause, firstPause * 2 ** (times - 1)) * (1 - random() / 2)
    return instantSchema.parse(clock.now() + Math.ceil(Math.max(usual, Math.min(longestPause, asked ?? 0))))
  }
  const goDown = (error: CodedError, since: Instant, times: number, asked: number | null): void => {
    const health = { error: toAppError(error), since, triedAgainAt: pauseFor(times, asked) }
    state = { name: 'down', health, error, times }
    onChange(health)
  }

  return {
    enter() {
      if (state.name === 'through') return 'free'
      if (state.name === 'trying' || clock.now() < state.health.triedAgainAt) return 'closed'
      state = { ...state, name: 'trying' }
      return 'trial'
    },
    answered() {
      const wasDown = state.name !== 'through'
      state = { name: 'through', failures: 0 }
      if (wasDown) onChange(null)
    },
    failed(error, way, asked) {
      if (state.name === 'through') {
        const failures = state.failures + 1
        if (failures < failuresToOpen) state = { name: 'through', failures }
        else goDown(error, clock.now(), 1, asked)
      } else if (way === 'trial') {
        goDown(error, state.health.since, state.times + 1, asked)
      }
    },
    abandoned() {
      if (state.name === 'trying') state = { ...state, name: 'down' }
    },
    health: () => (state.name === 'through' ? null : state.health),
  }
}
