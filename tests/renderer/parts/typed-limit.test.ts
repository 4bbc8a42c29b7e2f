import { describe, expect, test } from 'vitest'
import { readLimit, readSize, readWarning, typedOfLimit } from '../../../renderer/parts/typed-limit.ts'
import { agentBudgetsSchema } from '../../../shared/model/budget.ts'

const typed = { ...typedOfLimit(null, 'month'), amount: '2.5' }

describe('a cap as it is typed', () => {
  test('becomes money of its currency, or tokens', () => {
    expect(readLimit(typed, 'a')).toEqual({
      id: 'a',
      limit: { kind: 'money', currency: 'USD', micros: 2_500_000 },
      warnAt: 80,
      period: 'month',
      whenReached: 'stop',
    })
    expect(readSize({ ...typed, kind: 'tokens', amount: '500k' })).toEqual({ kind: 'tokens', tokens: 500_000 })
    expect(readSize({ ...typed, kind: 'tokens', amount: '1,250,000' })).toEqual({ kind: 'tokens', tokens: 1_250_000 })
    expect(readSize({ ...typed, kind: 'tokens', amount: '2 m' })).toEqual({ kind: 'tokens', tokens: 2_000_000 })
  })

  test.each(['', '-1', '1.5', 'many', '2000000m'])('is no count of tokens when it reads %j', (amount) => {
    expect(readSize({ ...typed, kind: 'tokens', amount })).toBeNull()
  })

  test.each(['', '-1', '1,284', 'two'])('is no money when it reads %j', (amount) => {
    expect(readLimit({ ...typed, amount }, 'a')).toBeNull()
  })

  test.each(['0', '101', '', '8.5', '-3'])('cannot warn at %j percent', (warnAt) => {
    expect(readWarning({ ...typed, warnAt })).toBeNull()
    expect(readLimit({ ...typed, warnAt }, 'a')).toBeNull()
  })

  test('reads back as it was saved', () => {
    const [saved] = agentBudgetsSchema.parse([
      {
        id: 'a',
        scope: 'run',
        period: 'run',
        limit: { kind: 'tokens', tokens: 90_000 },
        warnAt: 50,
        whenReached: 'wait',
      },
    ])
    if (saved === undefined) throw new Error('no budget')
    const { scope, ...limit } = saved
    expect(scope).toBe('run')
    expect(readLimit(typedOfLimit(saved, 'month'), 'a')).toEqual(limit)
  })
})
