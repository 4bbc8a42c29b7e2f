import type { Money } from '../../../shared/model/money.ts'
import type { Price, PriceConditions, PriceWindow } from '../../../shared/model/price.ts'
import { formatCount, formatMoney, type Translate } from '../../../shared/rules/format.ts'
import { weekdayNames } from '../../parts/weekday-names.ts'

/** A rate with as many decimals as it needs: two, or four. */
export function amountOf(money: Money, language: string): string {
  return formatMoney(money, language, money.micros % 10_000 === 0 ? 'settled' : 'live')
}

/** A price in one line: what reading and writing cost, free, or unknown. */
export function priceWords(price: Price | null, language: string, t: Translate): string {
  if (price === null) return t('units.money.unknown')
  if (price.kind === 'free') return t('units.money.free')
  const { currency, rates } = price
  return t('models.price.inOut', {
    input: amountOf({ currency, micros: rates.input }, language),
    output: amountOf({ currency, micros: rates.output }, language),
  })
}

/** When other rates hold, in words: "more than 272,000 tokens read", "09:00 to 12:00 and 14:00 to 18:00, Shanghai time". */
export function conditionWords(when: PriceConditions, t: Translate, language: string): string {
  const parts: string[] = []
  const { inputAbove, outputAtMost, thinking, serviceTier, window } = when
  if (inputAbove !== null) {
    const tokens = formatCount(inputAbove.tokens, language)
    parts.push(t(inputAbove.inclusive ? 'models.when.inputFrom' : 'models.when.inputAbove', { tokens }))
  }
  if (outputAtMost !== null) parts.push(t('models.when.outputAtMost', { tokens: formatCount(outputAtMost, language) }))
  if (thinking !== null) parts.push(t(thinking ? 'models.when.thinking' : 'models.when.notThinking'))
  if (serviceTier !== null) parts.push(t('models.when.serviceTier', { tier: serviceTier }))
  if (window !== null) parts.push(windowWords(window, t, language))
  return parts.join(t('models.when.and'))
}

function windowWords({ zone, weekdays, hours, exceptHolidays }: PriceWindow, t: Translate, language: string): string {
  const names = weekdayNames(language)
  const times = hours.map(({ from, to }) => t('models.when.hours', { from, to })).join(t('models.when.andHours'))
  const days = weekdays.length === 7 ? 'everyDay' : isWorkingWeek(weekdays) ? 'workdays' : null
  const words = [
    t('models.when.window', { times, zone: zoneName(zone, t) }),
    days === null
      ? weekdays.map((day) => names[day - 1] ?? '').join(t('models.when.andHours'))
      : t(`models.when.days.${days}`),
    exceptHolidays === null ? '' : t(`models.when.holidays.${exceptHolidays}`),
  ]
  return words.filter((each) => each !== '').join(t('models.when.comma'))
}

function isWorkingWeek(weekdays: readonly number[]): boolean {
  return weekdays.length === 5 && [1, 2, 3, 4, 5].every((day) => weekdays.includes(day))
}

/** The last part of a zone's name, or the name the country uses. */
function zoneName(zone: string, t: Translate): string {
  if (zone === 'Asia/Shanghai') return t('models.when.beijing')
  return t('models.when.zone', { zone: zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone })
}
