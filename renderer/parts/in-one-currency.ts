import type { Currency, Money } from '../../shared/model/money.ts'
import { picoPerMicro } from '../../shared/model/money.ts'
import { type ExchangeRate, rateBetween, sumForDisplay } from '../../shared/rules/price/convert.ts'

/** Amounts of several currencies as one, with the rates that made it so; or the currency nobody gave a rate for. */
export type InOneCurrency =
  | { readonly kind: 'sum'; readonly money: Money; readonly rates: readonly ExchangeRate[] }
  | { readonly kind: 'noRate'; readonly from: Currency; readonly to: Currency }

/** What amounts are worth together in the currency the owner thinks in, on a day; null where they are in it already. */
export function inOneCurrency(
  amounts: readonly Money[],
  to: Currency | null,
  rates: readonly ExchangeRate[],
  day: string,
): InOneCurrency | null {
  const foreign = amounts.filter(({ currency }) => currency !== to)
  if (to === null || foreign.length === 0) return null
  const used: ExchangeRate[] = []
  for (const { currency } of foreign) {
    const rate = rateBetween(rates, { from: currency, to }, day)
    if (rate === null) return { kind: 'noRate', from: currency, to }
    used.push(rate)
  }
  const exact = amounts.map(({ currency, micros }) => ({ currency, pico: BigInt(micros) * picoPerMicro }))
  const money = sumForDisplay(exact, to, rates, day)
  return money && { kind: 'sum', money, rates: used }
}
