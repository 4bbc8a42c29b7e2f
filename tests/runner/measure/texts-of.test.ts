import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textsOf } from '../../../electron/runner/measure/texts-of.ts'

const file = fc.record({ tokens: fc.nat(200_000), language: fc.constantFrom('en' as const, 'zh' as const) })

describe('documents as a forecast takes them', () => {
  it('stay single while they are few, without the empty ones', () => {
    expect(
      textsOf([
        { tokens: 0, language: 'en' },
        { tokens: 7, language: 'zh', precision: 'rough' },
      ]),
    ).toEqual([{ tokens: 7, language: 'zh', precision: 'rough', count: 1 }])
  })

  it('lose no document and hardly a token when they are many', () => {
    fc.assert(
      fc.property(fc.array(file, { minLength: 600, maxLength: 900 }), (files) => {
        const texts = textsOf(files)
        const real = files.filter(({ tokens }) => tokens > 0)
        expect(texts.reduce((sum, { count }) => sum + count, 0)).toBe(real.length)
        const sum = real.reduce((total, { tokens }) => total + tokens, 0)
        const grouped = texts.reduce((total, { tokens, count }) => total + tokens * count, 0)
        expect(Math.abs(grouped - sum)).toBeLessThanOrEqual(real.length)
        expect(texts.length).toBeLessThan(300)
      }),
      { numRuns: 20 },
    )
  })
})
