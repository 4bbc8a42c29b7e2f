import type { BudgetLimit } from '../../model/budget.ts'
import { picoPerMicro } from '../../model/money.ts'
import { convert, type ExactAmount, type ExchangeRate, rateBetween } from '../price/convert.ts'

/** What was used: tokens of all kinds, and the money charged for them; null where nothing is charged, or nobody knows. */
export type Used = { tokens: bigint; money: ExactAmount | null }

/** What a call may use at most. */
export type CallNeed = { tokens: bigint; money: ExactAmount | 'free' | 'unknown' }

/** A limit in the unit its budget is counted in: pico-units of its currency, or tokens. */
export function sizeOf(limit: BudgetLimit): bigint {
  return limit.kind === 'money' ? BigInt(limit.micros) * picoPerMicro : BigInt(limit.tokens)
}

/**
 * What something counts for in a budget. Money of another currency enters at the newest rate of its day or before, rounded up; when
 * there is none, at the newest there is. Null when no rate leads from the one currency to the other.
 */
export function amountIn(
  limit: BudgetLimit,
  { tokens, money }: Used,
  rates: readonly ExchangeRate[],
  day: string,
): bigint | null {
  if (limit.kind === 'tokens') return tokens
  if (money === null || money.pico === 0n) return 0n
  if (money.currency === limit.currency) return money.pico
  const pair = { from: money.currency, to: limit.currency }
  const rate = rateBetween(rates, pair, day) ?? rateBetween(rates, pair, lastDay)
  return rate === null ? null : convert(money, rate, 'up').pico
}

const lastDay = '9999-12-31'
