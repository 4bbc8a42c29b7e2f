import type { Range } from '../../model/forecast.ts'

/** Whole numbers in order, whatever the estimates say. */
export function rangeOf(low: number, expected: number, high: number): Range {
  const middle = Math.max(0, Math.round(expected))
  return {
    low: Math.max(0, Math.min(Math.round(low), middle)),
    expected: middle,
    high: Math.max(Math.round(high), middle),
  }
}

/** Several together. */
export function sumOfRanges(ranges: readonly Range[]): Range {
  return ranges.reduce(
    (sum, range) => ({
      low: sum.low + range.low,
      expected: sum.expected + range.expected,
      high: sum.high + range.high,
    }),
    noRange,
  )
}

export const noRange: Range = { low: 0, expected: 0, high: 0 }
