import type { Instant } from '../../../shared/model/brand.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import type { MissedRunPolicy } from '../../../shared/model/start-rules.ts'
import type { Place } from '../../../shared/rules/place.ts'

/** Later than this a moment was missed: the PC slept or the app was off. The scheduler looks at least twice as often. */
export const onTimeWithin = 60_000

/** So many of one trigger's missed moments are made up for one by one, the newest ones. */
export const madeUpAtMost = 24

export type Situation = {
  readonly now: Instant
  /** Whether everything was paused when something was due. */
  readonly wasPaused: (dueAt: Instant) => boolean
  /** What a new run meets, behind the agent's runs that are not over and its firings in line. */
  readonly place: Place
  readonly missedRuns: MissedRunPolicy
}

/**
 * What becomes of the moments of one trigger that have come, in order. Nothing piles up: of what was missed the newest is
 * answered, or, where each is to be made up for, at most `madeUpAtMost`. `isAll` is false while newer ones have come as well.
 */
export function decideFirings(
  passed: readonly Instant[],
  situation: Situation,
  isAll: boolean,
): { dueAt: Instant; outcome: Firing['outcome'] }[] {
  const { now, wasPaused, missedRuns } = situation
  const isLate = (dueAt: Instant) => now - dueAt > onTimeWithin
  const last = passed.length - 1
  return passed.map((dueAt, index) => {
    const decide = (): Firing['outcome'] => {
      if (wasPaused(dueAt)) return 'skippedPaused'
      const newest = isAll && index === last
      if (isLate(dueAt) && isTooOld(dueAt, situation)) return 'tooOld'
      if (missedRuns.kind === 'runEach' && passed.length > 1) {
        if (!isAll || index <= last - madeUpAtMost) return 'tooMany'
        // What came on time while older ones are made up for takes its place behind them.
        return isLate(dueAt) ? 'ranLate' : 'waited'
      }
      if (!newest || (isLate(dueAt) && missedRuns.kind === 'skip')) return 'missed'
      if (isLate(dueAt) && missedRuns.kind === 'runEach') return 'ranLate'
      return start(isLate(dueAt) ? 'ranLate' : 'ran', situation)
    }
    return { dueAt, outcome: decide() }
  })
}

/** Made up for too late it would do more harm than good, as the owner said. */
export function isTooOld(dueAt: Instant, { now, missedRuns }: Pick<Situation, 'now' | 'missedRuns'>): boolean {
  const { kind, ageLimit } = missedRuns
  return kind !== 'skip' && ageLimit !== null && now - dueAt > ageLimit * 60_000
}

/** A moment that is to start a run, beside those that are not over. */
function start(outcome: 'ran' | 'ranLate', { place }: Situation): Firing['outcome'] {
  switch (place) {
    case 'free':
    case 'stopOld':
      return outcome
    case 'skip':
      return 'skippedRunning'
    case 'lineFull':
      return 'lineFull'
    case 'wait':
      return outcome === 'ran' ? 'waited' : outcome
  }
}
