import type { Currency, Money } from '../model/money.ts'
import type { Spent, UsageTotals } from '../model/usage.ts'
import { calibrationOf, inHumanTerms } from './human-terms.ts'

/** Looks a text up by its key; i18next's `t` fits. */
export type Translate = (key: string, ...values: [] | [Record<string, string | number>]) => string

/**
 * `settled` shows the currency's own decimals (two for USD), `live` two more, so that a running meter is seen to move.
 */
export type MoneyPrecision = 'settled' | 'live'

/** A whole number with the language's grouping; a minus is U+2212. */
export function formatCount(value: number, language: string): string {
  return minus(countFormat(language).format(value))
}

/** Money with its sign before it, rounded half away from zero; a minus is U+2212. */
export function formatMoney(money: Money, language: string, precision: MoneyPrecision): string {
  const { sign, symbol, whole, fraction } = moneyParts(money, language, precision)
  return `${sign}${symbol}${whole}${fraction}`
}

/** The pieces of a money figure, which are set in different sizes. `fraction` begins with its point, or is empty. */
export function moneyParts(
  money: Money,
  language: string,
  precision: MoneyPrecision,
): { sign: string; symbol: string; whole: string; fraction: string } {
  const { symbol, decimals: minor } = currencyStyle(money.currency, language)
  const decimals = precision === 'settled' ? minor : minor + 2
  const unit = 10 ** (6 - decimals)
  const units = Math.floor((Math.abs(money.micros) + Math.floor(unit / 2)) / unit)
  const scale = 10 ** decimals
  return {
    sign: money.micros < 0 && units > 0 ? '\u2212' : '',
    symbol,
    whole: formatCount(Math.floor(units / scale), language),
    fraction: decimals === 0 ? '' : `.${String(units % scale).padStart(decimals, '0')}`,
  }
}

/**
 * A live amount in two parts: the digits that stand, and the digits that may still change because part of the money is
 * only estimated. The second part is empty when everything is confirmed.
 */
export function splitPencil(spent: Spent, language: string): { ink: string; pencil: string } {
  const all = formatMoney(spent, language, 'live')
  if (spent.estimatedMicros === 0) return { ink: all, pencil: '' }
  const confirmed = formatMoney(
    { currency: spent.currency, micros: spent.micros - spent.estimatedMicros },
    language,
    'live',
  )
  let same = 0
  while (same < all.length && all[same] === confirmed[same] && all.length === confirmed.length) same += 1
  const symbolEnd = all.search(/\d/)
  const cut = Math.max(same, symbolEnd)
  return { ink: all.slice(0, cut), pencil: all.slice(cut) }
}

/** Money as a word in running text: less than the smallest coin reads "under $0.01". */
export function moneyInProse(money: Money, language: string, t: Translate): string {
  const { decimals } = currencyStyle(money.currency, language)
  const coin = 10 ** (6 - decimals)
  if (money.micros > 0 && money.micros < coin) {
    const amount = formatMoney({ currency: money.currency, micros: coin }, language, 'settled')
    return t('units.money.under', { amount })
  }
  return formatMoney(money, language, 'settled')
}

/** What is known of the money of a run or a day. Currencies stand side by side; they are never added together. */
export type UsageMoney =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'free' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'spent'; readonly amounts: readonly Spent[]; readonly unpricedCalls: number }

/** Sorts a usage by what may be said of its money: an unknown price is never shown as zero. */
export function usageMoney(usage: UsageTotals): UsageMoney {
  const amounts = usage.spent.filter((spent) => spent.micros !== 0)
  if (amounts.length > 0) return { kind: 'spent', amounts, unpricedCalls: usage.unpricedCalls }
  if (usage.unpricedCalls > 0) return { kind: 'unknown' }
  if (usage.spent[0] !== undefined) return { kind: 'spent', amounts: usage.spent, unpricedCalls: 0 }
  return usage.freeCalls > 0 ? { kind: 'free' } : { kind: 'nothing' }
}

/** The money of a run or a day in one short phrase, such as "$0.31", "free" or "price unknown". */
export function usageMoneyText(usage: UsageTotals, language: string, t: Translate): string {
  const money = usageMoney(usage)
  switch (money.kind) {
    case 'nothing':
      return t('units.money.nothing')
    case 'free':
      return t('units.money.free')
    case 'unknown':
      return t('units.money.unknown')
    case 'spent': {
      const amounts = money.amounts.map((spent) => moneyInProse(spent, language, t)).join(', ')
      return money.unpricedCalls > 0 ? t('units.money.spentAndUnknown', { amounts }) : amounts
    }
  }
}

/** A count of tokens with its unit. */
export function tokensText(tokens: number, language: string, t: Translate): string {
  return t('units.tokens', { count: tokens, tokens: formatCount(tokens, language) })
}

/** Tokens as sentences or pages of text in `language`, for people to whom a token means nothing; empty when there was no text. */
export function pagesText(usage: UsageTotals, language: string, t: Translate): string {
  const terms = inHumanTerms(usage.tokens, language)
  if (terms === null) return ''
  return t(`units.${terms.unit}`, { count: terms.count, number: formatCount(terms.count, language) })
}

/** What `pagesText` counts by, and whose figure it is. */
export function pagesSourceText(language: string, t: Translate): string {
  const { unit, perToken, perSentence, perPage, source } = calibrationOf(language)
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(perToken)
  return t(`units.pagesBy.${unit}`, { ratio, source, sentence: perSentence, page: perPage })
}

/** Bytes in the unit people meet in their file manager (powers of 1,000). */
export function bytesText(bytes: number, language: string): string {
  const [unit, size] =
    bytes < 1e6
      ? (['kilobyte', 1e3] as const)
      : bytes < 1e9
        ? (['megabyte', 1e6] as const)
        : (['gigabyte', 1e9] as const)
  const digits = bytes < 1e7 || (bytes >= 1e9 && bytes < 1e11) ? 1 : 0
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: digits }).format(
    Math.max(bytes / size, 0.1),
  )
}

/**
 * Reads an amount a person typed ("0.28", "0,28", "12") into micro-units. Null when it is no amount, is negative, has more
 * than six decimals, or its comma could as well group thousands ("1,284").
 */
export function parseAmount(typed: string): number | null {
  const text = typed.trim()
  const match = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text)
  if (match === null) return null
  const [, whole = '', fraction = ''] = match
  if (text.includes(',') && fraction.length === 3) return null
  return Number(whole) * 1_000_000 + Number(fraction.padEnd(6, '0'))
}

/** Micro-units as they are typed: no grouping, no needless zeros. */
export function amountAsTyped(micros: number): string {
  const fraction = String(micros % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '')
  const whole = String(Math.floor(micros / 1_000_000))
  return fraction === '' ? whole : `${whole}.${fraction}`
}

const minus = (text: string): string => text.replace('-', '\u2212')

const countFormats = new Map<string, Intl.NumberFormat>()
function countFormat(language: string): Intl.NumberFormat {
  let format = countFormats.get(language)
  if (format === undefined) {
    format = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    countFormats.set(language, format)
  }
  return format
}

const currencyStyles = new Map<string, { symbol: string; decimals: number }>()
function currencyStyle(currency: Currency, language: string): { symbol: string; decimals: number } {
  const key = `${language} ${currency}`
  let style = currencyStyles.get(key)
  if (style === undefined) {
    const format = new Intl.NumberFormat(language, { style: 'currency', currency })
    const parts = format.formatToParts(0)
    const before = parts.slice(
      0,
      parts.findIndex((part) => part.type === 'integer'),
    )
    const decimals = Math.min(format.resolvedOptions().maximumFractionDigits ?? 2, 4)
    style = { symbol: before.map((part) => part.value).join(''), decimals }
    currencyStyles.set(key, style)
  }
  return style
}
