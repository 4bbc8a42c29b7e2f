import { expect, test } from 'vitest'
import { usedShare } from '../../../renderer/parts/used-share.ts'
import { budgetLimitSchema } from '../../../shared/model/budget.ts'
import { noUsage, usageTotalsSchema } from '../../../shared/model/usage.ts'
import { exchangeRateSchema } from '../../../shared/rules/price/convert.ts'

const day = '2026-11-23'
const money = (currency: string, micros: number) => ({
  limit: budgetLimitSchema.parse({ kind: 'money', currency, micros }),
})
const tokens = (count: number) => ({ limit: budgetLimitSchema.parse({ kind: 'tokens', tokens: count }) })
const spent = (micros: number, currency = 'USD') =>
  usageTotalsSchema.parse({
    ...noUsage,
    tokens: { ...noUsage.tokens, input: 300, output: 100 },
    spent: [{ currency, micros, estimatedMicros: 0 }],
  })
const rate = exchangeRateSchema.parse({ from: 'USD', to: 'CNY', rate: '7', date: day })

test('a cap is filled by what was spent, and never by more than all of it', () => {
  expect(usedShare(money('USD', 2_000_000), spent(500_000), [], day)).toBe(0.25)
  expect(usedShare(money('USD', 2_000_000), spent(9_000_000), [], day)).toBe(1)
  expect(usedShare(money('USD', 0), noUsage, [], day)).toBe(1)
  expect(usedShare(tokens(1_600), spent(0), [], day)).toBe(0.25)
})

test('money of another currency counts at its rate, and without one nobody can say', () => {
  expect(usedShare(money('CNY', 14_000_000), spent(1_000_000), [rate], day)).toBe(0.5)
  expect(usedShare(money('CNY', 14_000_000), spent(1_000_000), [], day)).toBeNull()
})

test('a call without a price leaves a cap of money unknown, and one of tokens exact', () => {
  const unpriced = { ...spent(0), unpricedCalls: 1 }
  expect(usedShare(money('USD', 2_000_000), unpriced, [], day)).toBeNull()
  expect(usedShare(tokens(800), unpriced, [], day)).toBe(0.5)
})
