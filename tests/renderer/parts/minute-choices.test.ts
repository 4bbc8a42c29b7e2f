import { expect, it } from 'vitest'
import { minuteChoices, readMinutes } from '../../../renderer/parts/minute-choices.ts'

it.each([
  [30, null, [15, 30, 45]],
  [20, null, [10, 20, 30]],
  [null, null, [10, 15, 25]],
  [0, null, [10, 15, 25]],
  [5, null, [5, 10]],
  [30, 50, [15, 30, 45, 50]],
  [30, 45, [15, 30, 45]],
])('offers times around %s, and %s that was said', (estimate, confirmed, choices) => {
  expect(minuteChoices(estimate, confirmed)).toEqual(choices)
})

it.each([
  ['20', 20],
  [' 0 ', 0],
  ['10000', 10_000],
  ['10001', null],
  ['-1', null],
  ['1.5', null],
  ['', null],
])('reads "%s" as %s', (typed, minutes) => {
  expect(readMinutes(typed)).toBe(minutes)
})
