import type { Forecast, ForecastMoney, PastError, Range } from '../../shared/model/forecast.ts'
import type { Currency } from '../../shared/model/money.ts'
import { formatMoney, type Translate } from '../../shared/rules/format.ts'
import type { useFormat } from './use-format.ts'

type Format = ReturnType<typeof useFormat>

/** An expected amount, such as "$0.02 to $0.04"; small ones as fine as a live meter. Free and unknown are words. */
export function forecastMoneyText(money: ForecastMoney, format: Format, t: Translate): string {
  switch (money.kind) {
    case 'nothing':
      return t('forecast.nothing')
    case 'free':
    case 'unknown':
      return t(`units.money.${money.kind}`)
    case 'known':
      return rangeText(money.range, money.currency, format, t)
  }
}

/** As money where it is known; else in tokens, and why. */
export function forecastText(
  forecast: Pick<Forecast, 'money' | 'input' | 'output'>,
  format: Format,
  t: Translate,
): string {
  if (forecast.money.kind !== 'unknown') return forecastMoneyText(forecast.money, format, t)
  const { input, output } = forecast
  return tokensText({ low: input.low + output.low, high: input.high + output.high }, format, t)
}

/** Two figures that say no more than is known. */
export function tokensText({ low, high }: Pick<Range, 'low' | 'high'>, format: Format, t: Translate): string {
  return t('forecast.tokens', { low: format.count(twoFigures(low)), high: format.count(twoFigures(high)) })
}

/** How far off the last forecast was, and how far off they usually are; empty before there was one. */
export function pastErrorText({ last, median }: PastError, t: Translate): string {
  if (last === null) return ''
  const said = t(`forecast.error.${sideOf(last)}`, { percent: wholePercent(last) })
  if (median === null) return said
  return t('today.sentences', { main: said, rest: t('forecast.error.usual', { percent: wholePercent(median) }) })
}

/** Whether a forecast was too high, too low, or right to a whole percent. */
export function sideOf(error: number): 'high' | 'low' | 'right' {
  if (wholePercent(error) === 0) return 'right'
  return error > 0 ? 'high' : 'low'
}

export function wholePercent(error: number): number {
  return Math.round(Math.abs(error))
}

function rangeText({ low, high }: Range, currency: Currency, format: Format, t: Translate): string {
  const amounts = (precision: 'settled' | 'live') =>
    [low, high].map((micros) => formatMoney({ currency, micros }, format.language, precision))
  const settled = amounts('settled')
  const [from = '', to = ''] = low >= coin && settled[0] !== settled[1] ? settled : amounts('live')
  if (from !== to) return t('forecast.range', { low: from, high: to })
  if (high > 0 && high < leastLive) {
    const amount = formatMoney({ currency, micros: leastLive }, format.language, 'live')
    return t('units.money.under', { amount })
  }
  return to
}

/** A cent, and the least a live amount shows, in micro-units. */
const coin = 10_000
const leastLive = 100

function twoFigures(tokens: number): number {
  const unit = 10 ** Math.max(0, String(Math.round(tokens)).length - 2)
  return Math.round(tokens / unit) * unit
}
