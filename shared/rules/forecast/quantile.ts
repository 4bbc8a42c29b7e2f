/** A value and how much it counts. */
export type Weighted = { readonly value: number; readonly weight: number }

/** Each run counts for so much of the one after it. */
const fading = 0.85

/** The newest first: the older, the less it counts. */
export function weightedByAge(values: readonly number[]): Weighted[] {
  return values.map((value, age) => ({ value, weight: fading ** age }))
}

/**
 * The value below which that share of the weight lies, 0 to 1; between two values it goes over evenly. Null of nothing. One wild
 * value among many moves it little.
 */
export function quantile(values: readonly Weighted[], share: number): number | null {
  const sorted = values.toSorted((left, right) => left.value - right.value)
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  let before: { value: number; place: number } | null = null
  let passed = 0
  for (const { value, weight } of sorted) {
    const place = (passed + weight / 2) / total
    if (place >= share) {
      if (before === null) return value
      return before.value + ((value - before.value) * (share - before.place)) / (place - before.place)
    }
    before = { value, place }
    passed += weight
  }
  return before?.value ?? null
}
