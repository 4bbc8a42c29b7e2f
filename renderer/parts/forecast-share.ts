import type { MonthForecast } from '../../shared/model/forecast.ts'
import { picoPerMicro } from '../../shared/model/money.ts'
import { amountIn, sizeOf } from '../../shared/rules/budget/amounts.ts'
import type { ExchangeRate } from '../../shared/rules/price/convert.ts'
import type { Limit } from './typed-limit.ts'

/** How much of a cap is expected to be used, 0 to 1; null where the money is not known, or no rate leads to the cap's currency. */
export function forecastShare(
  { limit }: Pick<Limit, 'limit'>,
  { money, tokens }: Pick<MonthForecast, 'money' | 'tokens'>,
  rates: readonly ExchangeRate[],
  day: string,
): number | null {
  if (limit.kind === 'money' && money.kind === 'unknown') return null
  const use =
    money.kind === 'known' ? { currency: money.currency, pico: BigInt(money.range.expected) * picoPerMicro } : null
  const amount = amountIn(limit, { tokens: BigInt(tokens.expected), money: use }, rates, day)
  const size = sizeOf(limit)
  if (amount === null) return null
  return size === 0n ? 1 : Math.min(1, Number((amount * 10_000n) / size) / 10_000)
}
