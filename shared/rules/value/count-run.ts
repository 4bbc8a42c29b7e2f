import type { UncountedReason, ValueRow } from '../../model/value.ts'

/** Whether a run's minutes count, and which; or why they do not. */
export type Counted =
  | { readonly kind: 'confirmed' | 'estimated'; readonly minutes: number }
  | { readonly kind: 'uncounted'; readonly reason: UncountedReason }

type Judged = Pick<ValueRow, 'end' | 'undone' | 'verdict' | 'isNew' | 'estimatedMinutes' | 'confirmedMinutes'>

/**
 * Only a run that succeeded and was neither refused nor undone counts. What needs work, and a run that found nothing to do, count
 * when the owner said how much they saved; an estimate is no word of the owner's.
 */
export function countRun(row: Judged): Counted {
  const no = (reason: UncountedReason): Counted => ({ kind: 'uncounted', reason })
  if (row.end === 'failed' || row.end === 'refused' || row.end === 'stopped') return no(row.end)
  if (row.undone) return no('undone')
  if (row.verdict === 'useless') return no('useless')
  if (row.isNew) return no('isNew')
  if (row.confirmedMinutes !== null) return { kind: 'confirmed', minutes: row.confirmedMinutes }
  if (row.end === 'nothingToDo') return no('nothingToDo')
  if (row.verdict === 'needsWork') return no('needsWork')
  if (row.estimatedMinutes === null) return no('noEstimate')
  return { kind: 'estimated', minutes: row.estimatedMinutes }
}

/** True where what a run made is counted as something nobody made before. */
export function makesNew(row: Judged): boolean {
  const counted = countRun(row)
  return counted.kind === 'uncounted' && counted.reason === 'isNew'
}
