import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Instant } from '../../shared/model/brand.ts'
import type { Money } from '../../shared/model/money.ts'
import { totalTokens, type UsageTotals } from '../../shared/model/usage.ts'
import {
  bytesText,
  formatCount,
  moneyInProse,
  pagesSourceText,
  pagesText,
  tokensText,
  usageMoneyText,
} from '../../shared/rules/format.ts'
import {
  agoText,
  clockText,
  dayAndClockText,
  dayText,
  durationText,
  longDateText,
  plainDateText,
  shortDateText,
} from '../../shared/rules/format-time.ts'
import { useMirror } from '../store/mirror.ts'

/** Numbers, money and time in the owner's language and the PC's zone. */
export function useFormat() {
  const { t, i18n } = useTranslation()
  const zone = useMirror((mirror) => mirror.system.zone)
  const language = i18n.language
  return useMemo(() => {
    const place = { language, zone }
    return {
      language,
      zone,
      count: (value: number) => formatCount(value, language),
      money: (money: Money) => moneyInProse(money, language, t),
      usageMoney: (usage: UsageTotals) => usageMoneyText(usage, language, t),
      tokens: (usage: UsageTotals) => tokensText(totalTokens(usage.tokens), language, t),
      pages: (usage: UsageTotals) => pagesText(usage, language, t),
      pagesSource: () => pagesSourceText(language, t),
      /** Small counts as words, as sentences have them. */
      inWords: (value: number) => (value < 10 ? t(`units.inWords.${value}`) : formatCount(value, language)),
      bytes: (bytes: number) => bytesText(bytes, language),
      clock: (instant: Instant) => clockText(instant, place),
      longDate: (instant: Instant) => longDateText(instant, place, t),
      /** With its weekday, short, whatever day it is now. */
      weekday: (instant: Instant) => shortDateText(instant, place, t),
      date: (instant: Instant) => plainDateText(instant, place, t),
      day: (instant: Instant, now: Instant) => dayText(instant, now, place, t),
      dayAndClock: (instant: Instant, now: Instant) => dayAndClockText(instant, now, place, t),
      ago: (instant: Instant, now: Instant) => agoText(instant, now, place, t),
      duration: (milliseconds: number) => durationText(milliseconds, t),
    }
  }, [language, zone, t])
}
