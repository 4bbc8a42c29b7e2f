/** Three times to choose from around what a run is thought to have saved, in whole minutes, the shortest first. */
export function minuteChoices(estimate: number | null, confirmed: number | null): number[] {
  const usual = estimate === null || estimate === 0 ? 15 : estimate
  const round = (minutes: number) => Math.max(5, Math.round(minutes / 5) * 5)
  const choices = new Set([round(usual / 2), usual, round(usual * 1.5)])
  if (confirmed !== null) choices.add(confirmed)
  return [...choices].sort((left, right) => left - right)
}

/** Whole minutes as they were typed, or null while they are none. */
export function readMinutes(typed: string): number | null {
  const minutes = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return minutes <= 10_000 ? minutes : null
}
