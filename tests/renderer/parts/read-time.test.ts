import { describe, expect, test } from 'vitest'
import { readTime } from '../../../renderer/parts/read-time.ts'

describe('a typed time of day', () => {
  test.each([
    ['08:00', '08:00'],
    ['8:00', '08:00'],
    ['0800', '08:00'],
    ['8.05', '08:05'],
    ['23:59', '23:59'],
    [' 7：30 ', '07:30'],
  ])('%s is %s', (typed, time) => {
    expect(readTime(typed)).toBe(time)
  })

  test.each(['', '24:00', '8', '8:7', '12:60', 'noon', '-1:00', '08:00:00'])('%s is none', (typed) => {
    expect(readTime(typed)).toBeNull()
  })
})
