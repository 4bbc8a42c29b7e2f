import { describe, expect, it } from 'vitest'
import { mergeAll, type NamedSummary } from '../../../electron/runner/summaries/merge.ts'
import { countTokens } from '../../../electron/runner/summaries/room.ts'

const sentence = 'The warehouse in Lyon ships three hundred orders a day. '
const named = (count: number, sentences: number): NamedSummary[] =>
  Array.from({ length: count }, (_, index) => ({ name: `${index + 1}.txt`, text: sentence.repeat(sentences).trim() }))

describe('merging summaries', () => {
  it('asks once when all fit together', async () => {
    const groups: string[][] = []
    const answer = await mergeAll(named(5, 3), 1000, async (group) => {
      groups.push(group.map(({ name }) => name))
      return { text: 'merged', shortened: false }
    })
    expect(answer.text).toBe('merged')
    expect(groups).toEqual([['1.txt', '2.txt', '3.txt', '4.txt', '5.txt']])
  })

  it('merges in groups that fit, round by round, and uses every summary', async () => {
    const asked: string[][] = []
    const used = new Set<string>()
    const answer = await mergeAll(named(200, 10), 1000, async (group) => {
      const size = group.reduce((sum, { text }) => sum + countTokens(text), 0)
      expect(size).toBeLessThanOrEqual(1000)
      for (const { name } of group) used.add(name)
      asked.push(group.map(({ name }) => name))
      return { text: sentence.repeat(8).trim(), shortened: false }
    })
    expect(answer.text).toBe(sentence.repeat(8).trim())
    for (let index = 1; index <= 200; index++) expect(used.has(`${index}.txt`), `${index}.txt`).toBe(true)
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.at(-1)?.join(' ')).toMatch(/^1\.txt … /)
  })

  it('cuts a summary that is too long by itself, without losing any of it', async () => {
    const [long] = named(1, 300)
    if (long === undefined) throw new Error('no summary')
    let seen = ''
    let round = 0
    await mergeAll([long], 700, async (group) => {
      if (group.every(({ name }) => name === '1.txt') && round++ < 20)
        seen += group.map(({ text }) => `${text} `).join('')
      return { text: 'short', shortened: false }
    })
    expect(seen.replace(/\s+/g, ' ').trim()).toContain(long.text.replace(/\s+/g, ' ').trim())
  })

  it('gives up on a model whose answers never get shorter', async () => {
    let calls = 0
    const work = mergeAll(named(4, 50), 700, async ([first]) => {
      calls += 1
      return { text: first?.text ?? '', shortened: false }
    })
    await expect(work).rejects.toMatchObject({ code: 'model.badAnswer' })
    expect(calls).toBeLessThanOrEqual(40)
  })
})
