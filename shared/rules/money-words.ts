import { instantSchema, zoneSchema } from '../model/brand.ts'
import { type Amount, type MoneyPart, type MoneyView, moneyOfAmount } from '../model/money-report.ts'
import { moneyInProse, type Translate } from './format.ts'
import { plainDateText, shortDateText } from './format-time.ts'

/** In whose words. */
export type Reader = { readonly language: string; readonly t: Translate }

const utc = zoneSchema.parse('UTC')

/** A calendar day (`YYYY-MM-DD`) with its year, the same whatever zone one reads it in. */
export function dateOfDay(day: string, { language, t }: Reader): string {
  return plainDateText(noonOf(day), { language, zone: utc }, t)
}

/** What a bar stands for: a day with its weekday, or a month. */
export function barName(from: string, reader: Reader): string {
  const { language, t } = reader
  return from.length > 7 ? shortDateText(noonOf(from), { language, zone: utc }, t) : monthName(from, reader)
}

/** The days of a view: a month or a year, by its name. */
export function periodName({ from, by }: Pick<MoneyView, 'from' | 'by'>, reader: Reader): string {
  const year = from.slice(0, 4)
  return by === 'day' ? monthName(from.slice(0, 7), reader) : reader.t('money.period.named.year', { year })
}

/** Amounts side by side; currencies are never added together. Empty where there are none. */
export function amountsText(amounts: readonly Amount[], { language, t }: Reader): string {
  return amounts
    .filter(({ pico }) => BigInt(pico) !== 0n)
    .map((amount) => moneyInProse(moneyOfAmount(amount), language, t))
    .join(', ')
}

/** What a part of a sum came to; an unknown price is never shown as zero. */
export function partText(part: MoneyPart, reader: Reader): string {
  const amounts = amountsText(part.amounts, reader)
  if (amounts !== '') return amounts
  return reader.t(part.unknownCalls > 0 ? 'units.money.unknown' : 'money.none')
}

function monthName(month: string, { language, t }: Reader): string {
  // With a day beside it Chinese writes the month as a number.
  const format = new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', timeZone: 'UTC' })
  const name = format.formatToParts(noonOf(`${month}-01`)).find(({ type }) => type === 'month')?.value ?? month
  return t('money.period.named.month', { name, year: month.slice(0, 4) })
}

function noonOf(day: string) {
  return instantSchema.parse(Date.parse(`${day}T12:00:00Z`))
}
