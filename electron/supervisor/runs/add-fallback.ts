import type { Fallback } from '../../../shared/model/run.ts'

/** More pairs of models than an owner can list; what comes beyond is not told apart any more. */
const mostPairs = 100

/** Counts one more call that went from a model to the next. */
export function addFallback(known: readonly Fallback[], added: Omit<Fallback, 'calls'>): Fallback[] {
  const isSame = (one: Fallback): boolean => nameOf(one) === nameOf(added)
  const found = known.find(isSame)
  const counted = { ...added, calls: (found?.calls ?? 0) + 1 }
  if (found !== undefined) return known.map((one) => (isSame(one) ? counted : one))
  return known.length < mostPairs ? [...known, counted] : [...known]
}

function nameOf({ from, to }: Omit<Fallback, 'calls'>): string {
  return JSON.stringify([from.providerId, from.model, to.providerId, to.model])
}
