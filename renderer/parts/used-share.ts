import { picoPerMicro } from '../../shared/model/money.ts'
import { totalTokens, type UsageTotals } from '../../shared/model/usage.ts'
import { amountIn, sizeOf } from '../../shared/rules/budget/amounts.ts'
import type { ExchangeRate } from '../../shared/rules/price/convert.ts'
import type { Limit } from './typed-limit.ts'

/**
 * How much of a cap a usage fills, 0 to 1. Null where nobody can say: money of another currency without a rate, or calls whose
 * price is unknown. `day` is that of the usage, `YYYY-MM-DD`.
 */
export function usedShare(
  { limit }: Pick<Limit, 'limit'>,
  usage: UsageTotals,
  rates: readonly ExchangeRate[],
  day: string,
): number | null {
  if (limit.kind === 'money' && usage.unpricedCalls > 0) return null
  const tokens = BigInt(totalTokens(usage.tokens))
  const uses =
    limit.kind === 'tokens'
      ? [{ tokens, money: null }]
      : usage.spent.map(({ currency, micros }) => ({
          tokens: 0n,
          money: { currency, pico: BigInt(micros) * picoPerMicro },
        }))
  let sum = 0n
  for (const use of uses) {
    const amount = amountIn(limit, use, rates, day)
    if (amount === null) return null
    sum += amount
  }
  const size = sizeOf(limit)
  if (size === 0n) return 1
  return Math.min(1, Number((sum * 10_000n) / size) / 10_000)
}
