import { describe, expect, it } from 'vitest'
import { answerOf } from '../../../../renderer/features/world/world-answer.ts'
import { firstRows, rowsOf } from '../../../../renderer/features/world/world-rows.ts'
import { type WorldUsage, worldUsageSchema } from '../../../../shared/model/world-usage.ts'

const model = (name: string, world: string | null, own = '0', used: string[] = own === '0' ? [] : [name]) => ({
  ...{ id: name, name, maker: 'Maker', world, own },
  used: used.map((each) => ({ model: each, service: 'Mine' })),
})

function usage(changes: { models?: object[]; makers?: object[]; other?: string | null; own?: string }): WorldUsage {
  const { models = [], makers = [], other = '0', own = '0' } = changes
  const about = { from: null, to: null, asOf: null, readAt: 0, leftOut: 0, source: { kind: 'file', name: 'a.csv' } }
  return worldUsageSchema.parse({
    ranking: other === null ? null : { ...about, other, total: '1000' },
    own: { from: '2026-10-29', to: '2026-11-27', total: own, practised: false },
    ...{ models, makers },
  })
}
const many = Array.from({ length: 30 }, (_, index) => model(`m${index + 1}`, String(1_000 - index)))

describe('the lines of the comparison', () => {
  it('are numbered by their place in the world, and lettered where they have none', () => {
    const rows = rowsOf(
      usage({ models: [model('a', '9'), model('b', '5'), model('c', null, '3')], other: '7' }),
      'models',
    )
    expect(rows.map(({ mark, name, kind, world }) => [mark, name, kind, world])).toEqual([
      ['1', 'a', 'named', '9'],
      ['2', 'b', 'named', '5'],
      ['a', 'c', 'named', null],
      ['', '', 'other', '7'],
    ])
  })

  it('are numbered by the owner’s own use while there is no ranking', () => {
    const rows = rowsOf(usage({ models: [model('a', null, '9'), model('b', null, '5')], other: null }), 'models')
    expect(rows.map(({ mark }) => mark)).toEqual(['1', '2'])
  })

  it('never run out of letters', () => {
    const own = Array.from({ length: 28 }, (_, index) => model(`o${index}`, null, '1'))
    expect(
      rowsOf(usage({ models: own }), 'models')
        .map(({ mark }) => mark)
        .slice(24),
    ).toEqual(['y', 'z', 'aa', 'ab'])
  })

  it('say what the owner asked only where it has another name, or several', () => {
    const models = [model('a', '3', '1'), model('b', '2', '1', ['b-dated']), model('c', '1', '2', ['c', 'c-free'])]
    const as = rowsOf(usage({ models }), 'models').map((row) => row.as.map((each) => each.model))
    expect(as).toEqual([[], ['b-dated'], ['c', 'c-free']])
  })

  it('are at first the ten the world asks most, all of the owner’s and the rest of the world', () => {
    const models = [...many, model('mine', null, '4')].map((each, index) =>
      index === 20 ? { ...each, own: '2' } : each,
    )
    const first = firstRows(rowsOf(usage({ models, other: '8' }), 'models'))
    expect(first.map(({ name }) => name)).toEqual([...many.slice(0, 10).map(({ name }) => name), 'm21', 'mine', ''])
    expect(firstRows(rowsOf(usage({ models: many.slice(0, 4) }), 'models'))).toHaveLength(4)
  })

  it('of makers have no maker beside them', () => {
    const makers = [{ id: 'x', name: 'X', world: '3', own: '0' }]
    expect(rowsOf(usage({ makers }), 'makers')).toMatchObject([{ name: 'X', maker: '', as: [], mark: '1' }])
  })
})

describe('the answer', () => {
  const sides = [model('most', '900'), model('mine', '5', '60'), model('house', null, '40')]
  const answer = (models: typeof sides, changes: Parameters<typeof usage>[0]) => answerOf(models, usage(changes))

  it('is what the owner asks most, on both sides', () => {
    expect(answer(sides, { own: '100' })).toEqual({ kind: 'both', name: 'mine', world: '5', own: '60' })
  })

  it('is of the owner alone where the ranking does not name it, or there is none', () => {
    const unnamed = [model('most', '900'), model('house', null, '40')]
    expect(answer(unnamed, { own: '40' })).toEqual({ kind: 'own', name: 'house', own: '40' })
    expect(answer([model('mine', null, '60')], { own: '60', other: null })).toMatchObject({ kind: 'own', name: 'mine' })
  })

  it('is of the world alone where the owner asked nothing, and passes over nameless makers', () => {
    expect(answer([model('', '999'), model('most', '900')], {})).toEqual({ kind: 'world', name: 'most', world: '900' })
  })

  it('is nothing where there is nothing', () => {
    expect(answer([], {})).toEqual({ kind: 'nothing' })
    expect(answer([], { other: null })).toEqual({ kind: 'nothing' })
  })
})
