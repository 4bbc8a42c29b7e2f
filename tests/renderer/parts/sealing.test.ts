import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nothingSealed, type Sealed, seal } from '../../../renderer/parts/sealing.ts'

const wholeOf = (sealed: Sealed, text: string, dropped: number) =>
  sealed.blocks.map((block) => block.text).join('') + text.slice(sealed.end - dropped)

const line = fc.constantFrom(
  'A plain sentence.',
  '- a point',
  '  of two lines',
  '1. first',
  '```',
  '~~~',
  '| a | b |',
  '## Heading',
  '',
  '',
  '\t',
)
const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'))

describe('sealing a growing text', () => {
  test('loses and doubles nothing, however the text arrives', () => {
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 12 })), (whole, steps) => {
        let sealed = nothingSealed
        let length = 0
        for (const step of [...steps, whole.length]) {
          length = Math.min(whole.length, length + step)
          const held = whole.slice(0, length)
          sealed = seal(sealed, held, 0)
          expect(wholeOf(sealed, held, 0)).toBe(held)
        }
      }),
    )
  })

  test('never takes back what it sealed while the text only grows', () => {
    fc.assert(
      fc.property(text, (whole) => {
        let sealed = nothingSealed
        for (let length = 1; length <= whole.length; length += 1) {
          const next = seal(sealed, whole.slice(0, length), 0)
          expect(next.blocks.slice(0, sealed.blocks.length)).toEqual(sealed.blocks)
          sealed = next
        }
      }),
      { numRuns: 40 },
    )
  })

  test('seals paragraphs and keeps the last one open', () => {
    const sealed = seal(nothingSealed, 'First.\n\nSecond.\n\nThird is still', 0)
    expect(sealed.blocks.map((block) => block.text)).toEqual(['First.\n\n', 'Second.\n\n'])
  })

  test('does not cut a fence, nor what is indented under a list', () => {
    expect(seal(nothingSealed, '```\na\n\nb\n\nc', 0).blocks).toEqual([])
    expect(seal(nothingSealed, '- a\n\n  still a\n\n  and more', 0).blocks).toEqual([])
    expect(seal(nothingSealed, '```\na\n\nb\n```\n\nafter it', 0).blocks).toHaveLength(1)
  })

  test('an update of a long text costs only its tail', () => {
    const long = 'A sentence of a long answer.\n\n'.repeat(2_000)
    const sealed = seal(nothingSealed, long, 0)
    const next = seal(sealed, `${long}One more word`, 0)
    expect(next.blocks.slice(0, -1)).toEqual(sealed.blocks)
    expect(long.length + 13 - next.end).toBeLessThan(60)
  })

  test('a long stretch without a blank line is cut at a line', () => {
    const list = '- a point that goes on for a while and then ends\n'.repeat(400)
    const sealed = seal(nothingSealed, list, 0)
    expect(sealed.blocks.length).toBeGreaterThan(0)
    expect(list.length - sealed.end).toBeLessThan(200)
    expect(wholeOf(sealed, list, 0)).toBe(list)
  })

  test('a text that begins anew is sealed anew', () => {
    const sealed = seal(nothingSealed, 'Old words.\n\nMore old words.\n\nEnd', 0)
    const anew = seal(sealed, 'New words that are longer than the old ones.\n\nAnd more of them, too.', 0)
    expect(wholeOf(anew, 'New words that are longer than the old ones.\n\nAnd more of them, too.', 0)).toBe(
      'New words that are longer than the old ones.\n\nAnd more of them, too.',
    )
    expect(seal(sealed, 'Hi', 0).blocks).toEqual([])
  })

  test('what was let go at the front is let go here too', () => {
    const whole = 'One.\n\nTwo.\n\nThree.\n\nFour'
    const sealed = seal(nothingSealed, whole, 0)
    const later = seal(sealed, whole.slice(8), 8)
    expect(later.blocks.every((block) => block.start >= 8)).toBe(true)
    expect(whole.endsWith(wholeOf(later, whole.slice(8), 8))).toBe(true)
    expect(seal(nothingSealed, 'tail only', 5_000)).toEqual({ blocks: [], end: 5_000 })
  })
})
