import { describe, expect, it } from 'vitest'
import { rankingFiguresSchema } from '../../../../shared/model/world-usage.ts'
import { rankingDays, readRanking } from '../../../../shared/rules/world-usage/read-ranking.ts'
import { at } from '../../../helpers/things.ts'

const day = (date: string, model_permaslug: string, total_tokens: unknown) => ({ date, model_permaslug, total_tokens })
const plain = [day('2026-11-26', 'deepseek/deepseek-v4-flash', '5331621827040'), day('2026-11-26', 'other', '12')]

/** What was read; fails where nothing was. */
function figures(answer: unknown) {
  const read = readRanking(answer)
  if (typeof read === 'string') throw new Error(read)
  return rankingFiguresSchema.parse(read)
}

describe('a usage ranking', () => {
  it('is read from the documented form, with its days, its moment and what it does not name', () => {
    const data = [
      day('2026-11-25', 'deepseek/deepseek-v4-flash', '5331621827040'),
      day('2026-11-25', 'other', '1114824363473'),
      day('2026-11-26', 'openai/gpt-6-luna-20260922', '7'),
      day('2026-11-26', 'deepseek/deepseek-v4-flash', '1'),
      day('2026-11-26', 'other', '2'),
    ]
    const meta = { as_of: '2026-11-27T02:00:00Z', version: 'v1', start_date: '2026-11-25', end_date: '2026-11-26' }
    expect(figures({ data, meta })).toEqual({
      from: '2026-11-25',
      to: '2026-11-26',
      asOf: at('2026-11-27T02:00:00Z'),
      rows: [
        { slug: 'deepseek/deepseek-v4-flash', tokens: '5331621827041' },
        { slug: 'openai/gpt-6-luna-20260922', tokens: '7' },
      ],
      other: '1114824363475',
      leftOut: 0,
    })
  })

  it('is read from the lines the public page is drawn from, each offer by its own name', () => {
    const line = (variant: string, total_prompt_tokens: unknown, total_completion_tokens: unknown) => ({
      ...{ date: '2026-11-20 00:00:00', model_permaslug: 'z-ai/glm-5.2', variant },
      ...{ total_prompt_tokens, total_completion_tokens, count: 3, total_native_tokens_reasoning: 5 },
    })
    const lines = [line('standard', 100, 20), line('free', '7', '1')]
    for (const answer of [lines, { data: lines }]) {
      expect(figures(answer)).toMatchObject({
        ...{ from: '2026-11-20', to: '2026-11-20', asOf: null, other: '0' },
        rows: [
          { slug: 'z-ai/glm-5.2', tokens: '120' },
          { slug: 'z-ai/glm-5.2:free', tokens: '8' },
        ],
      })
    }
  })

  it('is read from the exported form, and without any days', () => {
    const rows = [{ model_permaslug: 'a/b', rank: 1, total_tokens: 5, share_of_daily_tokens: 1 }]
    expect(figures({ rows, retrieved_at: '2026-10-08T01:46:00Z' })).toMatchObject({
      ...{ from: null, to: null, asOf: at('2026-10-08T01:46:00Z'), rows: [{ slug: 'a/b', tokens: '5' }] },
    })
    expect(figures({ rows, retrieved_at: 'yesterday' }).asOf).toBeNull()
  })

  it('is summed exactly beyond what a number holds', () => {
    const many = Array.from({ length: 28 }, (_, index) => {
      return day(`2026-02-${String(index + 1).padStart(2, '0')}`, 'a/b', '9007199254740993')
    })
    expect(figures(many).rows).toEqual([{ slug: 'a/b', tokens: String(28n * 9_007_199_254_740_993n) }])
  })

  it('counts its newest days alone', () => {
    const days = Array.from({ length: 40 }, (_, index) => new Date(Date.UTC(2026, 9, 1 + index)).toISOString())
    const read = figures(days.map((date) => day(date.slice(0, 10), 'a/b', 1)))
    expect(read).toMatchObject({ from: '2026-10-11', to: '2026-11-09', rows: [{ tokens: String(rankingDays) }] })
  })

  it.each([
    ['a negative count', day('2026-11-26', 'a/b', -5)],
    ['a negative count in words', day('2026-11-26', 'a/b', '-5')],
    ['half a token', day('2026-11-26', 'a/b', 1.5)],
    ['half a token in words', day('2026-11-26', 'a/b', '1.5')],
    ['more than is exact', day('2026-11-26', 'a/b', 2 ** 53)],
    ['digits without end', day('2026-11-26', 'a/b', '9'.repeat(40))],
    ['no count', day('2026-11-26', 'a/b', null)],
    ['words', day('2026-11-26', 'a/b', '12 million')],
    ['no name', day('2026-11-26', '  ', 5)],
    ['a day that never was', day('2026-02-31', 'a/b', 5)],
    ['a name without end', day('2026-11-26', 'x'.repeat(300), 5)],
    ['a list', []],
    ['nothing', null],
  ])('leaves out a line with %s, and says so', (_what, line) => {
    const read = figures([...plain, line])
    expect(read.leftOut).toBe(1)
    expect(read.rows).toEqual([{ slug: 'deepseek/deepseek-v4-flash', tokens: '5331621827040' }])
  })

  it('counts a line that comes twice once', () => {
    const twice = day('2026-11-26', 'deepseek/deepseek-v4-flash', '999')
    expect(figures([...plain, twice])).toMatchObject({ rows: [{ tokens: '5331621827040' }], leftOut: 1 })
  })

  it('takes whole numbers written with a point', () => {
    expect(figures([day('2026-11-26', 'a/b', '12.0'), day('2026-11-26', 'a/c', ' 3 ')]).rows).toEqual([
      { slug: 'a/b', tokens: '12' },
      { slug: 'a/c', tokens: '3' },
    ])
  })

  it('keeps lines of one size in the order they came', () => {
    expect(figures([day('2026-11-26', 'a/x', 1), day('2026-11-26', 'a/b', 1)]).rows.map(({ slug }) => slug)).toEqual([
      'a/x',
      'a/b',
    ])
  })

  it.each([
    ['nothing', null],
    ['a word', 'ranking'],
    ['an error', { error: { code: 401, message: 'No auth credentials found' } }],
    ['models without use', { data: [{ id: 'a/b', pricing: {} }] }],
    ['mostly lines that cannot be read', [...plain, {}, {}, {}]],
    ['more lines than any', Array.from({ length: 100_001 }, () => null)],
  ])('is not what is %s', (_what, answer) => {
    expect(readRanking(answer)).toBe('notOne')
  })

  it('that tells of nothing is empty', () => {
    expect([[], { data: [] }, [day('2026-11-26', 'a/b', 0)]].map(readRanking)).toEqual(['empty', 'empty', 'empty'])
  })
})
