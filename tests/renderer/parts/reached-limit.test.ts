import { describe, expect, test } from 'vitest'
import { readReachedLimit } from '../../../renderer/parts/reached-limit.ts'
import { type AppError, appErrorSchema } from '../../../shared/contract/errors.ts'

const params = {
  budget: 'month',
  scope: 'agent',
  period: 'month',
  unit: 'USD',
  limit: 2_000_000,
  spent: 1_900_000,
  held: 40_000,
  renewsAt: Date.UTC(2026, 11, 1),
}
const error = (changed: Partial<AppError>) =>
  appErrorSchema.parse({ code: 'budget.reached', params, detail: '', ...changed })

describe('why a limit stopped a run', () => {
  test('which one, how much of it is used, and when it starts anew', () => {
    expect(readReachedLimit(error({}))).toMatchObject({
      budget: 'month',
      limit: { kind: 'money', currency: 'USD', micros: 2_000_000 },
      spent: { micros: 1_900_000 },
      held: { micros: 40_000 },
      renewsAt: Date.UTC(2026, 11, 1),
    })
  })

  test('tokens are tokens, and nothing renews the limit of one run', () => {
    const ofRun = { ...params, scope: 'run', period: 'run', unit: 'tokens', renewsAt: 0 }
    expect(readReachedLimit(error({ params: ofRun }))).toMatchObject({
      limit: { kind: 'tokens', tokens: 2_000_000 },
      renewsAt: null,
    })
  })

  test('says nothing of other errors, nor of one whose figures are missing or no figures', () => {
    expect(readReachedLimit(error({ code: 'provider.noMoney' }))).toBeNull()
    expect(readReachedLimit(error({ params: {} }))).toBeNull()
    expect(readReachedLimit(error({ params: { ...params, spent: -1 } }))).toBeNull()
    expect(readReachedLimit(error({ params: { ...params, unit: 'dollars' } }))).toBeNull()
  })
})
