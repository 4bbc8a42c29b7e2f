import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definitionsOf, longTail, nothingSealed, type Sealed, seal } from '../../../renderer/parts/sealing.ts'

const blocksOf = (sealed: Sealed) => sealed.stretches.flatMap((stretch) => stretch.blocks)
const wholeOf = (sealed: Sealed, text: string, dropped: number) =>
  blocksOf(sealed)
    .map((block) => block.text)
    .join('') + text.slice(sealed.end - dropped)

const line = fc.constantFrom(
  'A plain sentence.',
  '- a point',
  '  of two lines',
  '1. first',
  '```',
  '~~~',
  '| a | b |',
  '| --- | --- |',
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
          expect(blocksOf(next).slice(0, blocksOf(sealed).length)).toEqual(blocksOf(sealed))
          sealed = next
        }
      }),
      { numRuns: 40 },
    )
  })

  test('seals paragraphs and keeps the last one open', () => {
    const sealed = seal(nothingSealed, 'First.\n\nSecond.\n\nThird is still', 0)
    expect(blocksOf(sealed).map((block) => block.text)).toEqual(['First.\n\n', 'Second.\n\n'])
  })

  test('does not cut a fence, nor what is indented under a list', () => {
    expect(blocksOf(seal(nothingSealed, '```\na\n\nb\n\nc', 0))).toEqual([])
    expect(blocksOf(seal(nothingSealed, '- a\n\n  still a\n\n  and more', 0))).toEqual([])
    expect(blocksOf(seal(nothingSealed, '```\na\n\nb\n```\n\nafter it', 0))).toHaveLength(1)
  })

  test('an update of a long text costs only its tail', () => {
    const long = 'A sentence of a long answer.\n\n'.repeat(2_000)
    const sealed = seal(nothingSealed, long, 0)
    const next = seal(sealed, `${long}One more word`, 0)
    expect(blocksOf(next).slice(0, -1)).toEqual(blocksOf(sealed))
    expect(long.length + 13 - next.end).toBeLessThan(60)
  })

  test('a long stretch without a blank line is cut at a line', () => {
    const list = '- a point that goes on for a while and then ends\n'.repeat(400)
    const sealed = seal(nothingSealed, list, 0)
    expect(blocksOf(sealed).length).toBeGreaterThan(0)
    expect(list.length - sealed.end).toBeLessThan(longTail + 200)
    expect(wholeOf(sealed, list, 0)).toBe(list)
  })

  test('a text that begins anew is sealed anew', () => {
    const sealed = seal(nothingSealed, 'Old words.\n\nMore old words.\n\nEnd', 0)
    const anew = seal(sealed, 'New words that are longer than the old ones.\n\nAnd more of them, too.', 0)
    expect(wholeOf(anew, 'New words that are longer than the old ones.\n\nAnd more of them, too.', 0)).toBe(
      'New words that are longer than the old ones.\n\nAnd more of them, too.',
    )
    expect(blocksOf(seal(sealed, 'Hi', 0))).toEqual([])
  })

  test('what was let go at the front is let go here too', () => {
    const whole = 'One.\n\nTwo.\n\nThree.\n\nFour'
    const sealed = seal(nothingSealed, whole, 0)
    const later = seal(sealed, whole.slice(8), 8)
    expect(blocksOf(later).every((block) => block.start >= 8)).toBe(true)
    expect(whole.endsWith(wholeOf(later, whole.slice(8), 8))).toBe(true)
    expect(seal(nothingSealed, 'tail only', 5_000)).toEqual({ ...nothingSealed, end: 5_000 })
  })

  test('long code is drawn in pieces, each of which is code', () => {
    const code = `\`\`\`js\n${'const answer = 42 // and a word on why\n'.repeat(2_000)}`
    const sealed = seal(nothingSealed, code, 0)
    const blocks = blocksOf(sealed)
    expect(blocks.length).toBeGreaterThan(10)
    expect(blocks.every(({ drawn }) => drawn.startsWith('```js\n') && drawn.endsWith('\n```\n'))).toBe(true)
    expect(sealed.opening).toBe('```js\n')
    const ended = seal(sealed, `${code}\`\`\`\n\nThat was the code.\n\nAnd`, 0)
    expect(ended.opening).toBe('')
    expect(blocksOf(ended).at(-1)?.drawn).toBe('That was the code.\n\n')
  })

  test('a long table is drawn in pieces, each under its head', () => {
    const head = '| Day | What |\n| --- | --- |\n'
    const sealed = seal(nothingSealed, head + '| Monday | something happens |\n'.repeat(2_000), 0)
    const blocks = blocksOf(sealed)
    expect(blocks.length).toBeGreaterThan(10)
    expect(blocks.every(({ drawn }) => drawn.startsWith(head))).toBe(true)
    expect(blocks[1]?.drawn.split('Day')).toHaveLength(2)
    expect(sealed.opening).toBe(head)
  })

  test('a very long line is cut inside, between characters', () => {
    const sealed = seal(nothingSealed, '😀'.repeat(30_000), 0)
    expect(blocksOf(sealed).length).toBeGreaterThan(2)
    expect(blocksOf(sealed).every(({ text: piece }) => piece.isWellFormed())).toBe(true)
  })

  test('links that are defined at the end count for the whole text', () => {
    expect(definitionsOf('See [the law][1].\n\n[1]: https://example.org/law\n[^2]: a note')).toBe(
      '[1]: https://example.org/law',
    )
  })
})

/** Everything the page draws by itself: whole stretches, their blocks, and the tail. */
function drawnOf(text: string, sealed: Sealed) {
  const tail = sealed.opening + text.slice(sealed.end)
  return { blocks: new Set(blocksOf(sealed)), stretches: new Set(sealed.stretches), tail }
}

/** Streams the last part of a text piece by piece and counts what each update has drawn anew. */
function redrawn(before: string, added: string, piece: number) {
  let sealed = seal(nothingSealed, before, 0)
  let drawn = drawnOf(before, sealed)
  const updates: { characters: number; stretches: number }[] = []
  for (let length = piece; length <= added.length; length += piece) {
    const text = before + added.slice(0, length)
    sealed = seal(sealed, text, 0)
    const next = drawnOf(text, sealed)
    const blocks = [...next.blocks].filter((block) => !drawn.blocks.has(block))
    updates.push({
      characters: next.tail.length + blocks.reduce((sum, { drawn: text }) => sum + text.length, 0),
      stretches: [...next.stretches].filter((stretch) => !drawn.stretches.has(stretch)).length,
    })
    drawn = next
  }
  return {
    most: Math.max(...updates.map(({ characters }) => characters)),
    sum: updates.reduce((sum, { characters }) => sum + characters, 0),
    stretches: Math.max(...updates.map(({ stretches }) => stretches)),
  }
}

describe('what an update has drawn anew', () => {
  const paragraphs = (count: number) =>
    Array.from({ length: count }, (_, index) => `Paragraph ${index} says something that is worth a line.`).join('\n\n')
  const kinds: Record<string, (size: number) => string> = {
    paragraphs: (size) => paragraphs(Math.ceil(size / 60)),
    'one list': (size) => '- a point that goes on for a while and then ends\n'.repeat(Math.ceil(size / 49)),
    code: (size) => `\`\`\`ts\n${'const answer = 42\n\n'.repeat(Math.ceil(size / 19))}`,
    'a table': (size) => `| a | b |\n| - | - |\n${'| one | two and three |\n'.repeat(Math.ceil(size / 24))}`,
    'one line': (size) => 'words and words '.repeat(Math.ceil(size / 16)),
  }
  const added = '\nmore words come\n'.repeat(60)

  test.each(Object.keys(kinds))('of %s is its tail alone, however long the answer is', (kind) => {
    const text = kinds[kind] ?? paragraphs
    for (const size of [4_096, 65_536, 1_048_576]) {
      const { most, stretches } = redrawn(text(size), added, 5)
      expect(most).toBeLessThan(kind === 'one line' ? 33_000 : 2 * longTail + 400)
      expect(stretches).toBeLessThanOrEqual(2)
    }
  })

  test('costs an answer of 64 KB no more than one of 4 KB', () => {
    const short = redrawn(`${paragraphs(70)}\n\n`, paragraphs(20), 5)
    const long = redrawn(`${paragraphs(1_100)}\n\n`, paragraphs(20), 5)
    expect(long.sum / short.sum).toBeLessThan(1.01)
    expect(long.sum / short.sum).toBeGreaterThan(0.99)
  })
})
