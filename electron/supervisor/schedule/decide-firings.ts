import type { Instant } from '../../../shared/model/brand.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import type { MissedRunPolicy } from '../../../shared/model/start-rules.ts'

/** Later than this a moment was missed: the PC slept or the app was off. The scheduler looks at least twice as often. */
export const onTimeWithin = 60_000

/**
 * What becomes of the moments of one trigger that have come, in order; at least one. Only the newest may start a run: what
 * piled up is answered once, so that a wake-up never starts a storm.
 */
export function decideFirings(
  passed: readonly Instant[],
  situation: { now: Instant; paused: boolean; running: boolean; policy: MissedRunPolicy['kind'] },
): { dueAt: Instant; outcome: Firing['outcome'] }[] {
  return passed.map((dueAt, index) => ({
    dueAt,
    outcome:
      index === passed.length - 1 ? newestOutcome(dueAt, situation) : situation.paused ? 'skippedPaused' : 'missed',
  }))
}

function newestOutcome(
  dueAt: Instant,
  {
    now,
    paused,
    running,
    policy,
  }: { now: Instant; paused: boolean; running: boolean; policy: MissedRunPolicy['kind'] },
): Firing['outcome'] {
  if (paused) return 'skippedPaused'
  const late = now - dueAt > onTimeWithin
  if (late && policy === 'skip') return 'missed'
  if (running) return 'skippedRunning'
  return late ? 'ranLate' : 'ran'
}
