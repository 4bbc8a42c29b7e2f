import { z } from 'zod'
import { type Currency, currencySchema, microsOf, type Money, type Pico } from '../../model/money.ts'

/**
 * What one unit of a currency is worth in another on a day, as the owner set it. Amounts are converted to be looked at and to
 * enter a budget in another currency; what was charged stays in the currency it was charged in.
 */
export const exchangeRateSchema = z.object({
  from: currencySchema,
  to: currencySchema,
  /** Units of `to` for one unit of `from`, such as `7.12`. */
  rate: z.string().regex(/^(?=.*[1-9])\d{1,12}(\.\d{1,12})?$/, 'a decimal above zero'),
  /** `YYYY-MM-DD` */
  date: z.iso.date(),
})
export type ExchangeRate = z.infer<typeof exchangeRateSchema>

/** An exact amount of one currency. */
export type ExactAmount = { currency: Currency; pico: Pico }

/** The newest rate between two currencies that is no younger than a day (`YYYY-MM-DD`), either way round; null: none. */
export function rateBetween(
  rates: readonly ExchangeRate[],
  currencies: { from: Currency; to: Currency },
  day: string,
): ExchangeRate | null {
  const { from, to } = currencies
  const between = rates.filter(
    (rate) => rate.date <= day && ((rate.from === from && rate.to === to) || (rate.from === to && rate.to === from)),
  )
  return between.reduce<ExchangeRate | null>(
    (best, rate) => (best === null || rate.date >= best.date ? rate : best),
    null,
  )
}

/**
 * An amount in the other currency of a rate, in whole pico-units. `up` never gives less than the amount is worth, as a
 * reservation needs it; `nearest` rounds half away from zero. Throws RangeError when the rate is for other currencies.
 */
export function convert(amount: ExactAmount, rate: ExchangeRate, rounding: 'nearest' | 'up'): ExactAmount {
  const [numerator, denominator] = [scaledRate(rate), rateScale]
  if (amount.currency === rate.from) {
    return { currency: rate.to, pico: divide(amount.pico * numerator, denominator, rounding) }
  }
  if (amount.currency === rate.to) {
    return { currency: rate.from, pico: divide(amount.pico * denominator, numerator, rounding) }
  }
  throw new RangeError(`no ${amount.currency} in the rate of ${rate.from} to ${rate.to}`)
}

/**
 * Amounts of several currencies as one sum to be shown: the sum is exact until the single rounding at the end. Null when a rate
 * is missing, so that a part is never left out in silence.
 */
export function sumForDisplay(
  amounts: readonly ExactAmount[],
  to: Currency,
  rates: readonly ExchangeRate[],
  day: string,
): Money | null {
  // A fraction over one common denominator, since a rate turned round rarely has an end.
  let sum = { numerator: 0n, denominator: 1n }
  for (const { currency, pico } of amounts) {
    const factor = factorOf(rates, currency, to, day)
    if (factor === null) return null
    sum = {
      numerator: sum.numerator * factor.denominator + pico * factor.numerator * sum.denominator,
      denominator: sum.denominator * factor.denominator,
    }
  }
  return { currency: to, micros: microsOf(divide(sum.numerator, sum.denominator, 'nearest')) }
}

function factorOf(rates: readonly ExchangeRate[], from: Currency, to: Currency, day: string) {
  if (from === to) return { numerator: 1n, denominator: 1n }
  const rate = rateBetween(rates, { from, to }, day)
  if (rate === null) return null
  const scaled = scaledRate(rate)
  return rate.from === from
    ? { numerator: scaled, denominator: rateScale }
    : { numerator: rateScale, denominator: scaled }
}

const ratePlaces = 12
const rateScale = 10n ** BigInt(ratePlaces)

function scaledRate({ rate }: ExchangeRate): bigint {
  const [whole = '', fraction = ''] = rate.split('.')
  return BigInt(whole + fraction.padEnd(ratePlaces, '0'))
}

/** The denominator is above zero. */
function divide(numerator: bigint, denominator: bigint, rounding: 'nearest' | 'up'): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const sign = numerator < 0n ? -1n : 1n
  if (rounding === 'nearest') return sign * ((size * 2n + denominator) / (denominator * 2n))
  return numerator >= 0n ? (size + denominator - 1n) / denominator : -(size / denominator)
}
