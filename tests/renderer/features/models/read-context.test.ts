import { describe, expect, test } from 'vitest'
import { readContext } from '../../../../renderer/features/models/read-context.ts'

describe('a typed context size', () => {
  test.each([
    ['128000', 128_000],
    ['128 000', 128_000],
    ['128,000', 128_000],
    ['128k', 128_000],
    ['', null],
    ['  ', null],
  ])('%s', (typed, tokens) => {
    expect(readContext(typed)).toBe(tokens)
  })

  test.each(['12', '-5', '1e6', '12.5k', 'many', '999999999'])('%s is refused', (typed) => {
    expect(readContext(typed)).toBe('wrong')
  })
})
