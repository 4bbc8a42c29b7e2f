import type { Zone } from '../model/brand.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Translate } from './format.ts'
import type { TimePlace } from './format-time.ts'
import { calendarDayText, dayOfMonthText, listText, weekdaysText, weekdayText, zoneText } from './schedule-words.ts'

/** What starts an agent, in a few words for a list: "Every weekday at 08:00". Names the zone where it is not the PC's. */
export function triggerWords(trigger: Trigger, place: TimePlace, t: Translate): string {
  const words = ownWords(trigger, place.language, t).replace(gapWithinChinese, '')
  return hasClock(trigger) && trigger.zone !== place.zone ? inZone(words, trigger.zone, place, t) : words
}

/** What starts an agent by itself, the first in words and the others by their number; empty when nothing does. */
export function startWords(triggers: readonly Trigger[], place: TimePlace, t: Translate): string {
  const [first, ...others] = triggers
  if (first === undefined) return ''
  const words = triggerWords(first, place, t)
  return others.length === 0 ? words : t('starts.words.others', { words, count: others.length })
}

function ownWords(trigger: Trigger, language: string, t: Translate): string {
  switch (trigger.kind) {
    case 'once': {
      const [date = '', time = ''] = trigger.at.split('T')
      return t('starts.words.once', { date: calendarDayText(date, language, t), time })
    }
    case 'interval':
      return t(`starts.words.${trigger.unit}`, { count: trigger.every })
    case 'calendar':
      return calendarWords(trigger, language, t)
    case 'cron':
      return t('starts.words.pattern', { pattern: trigger.expression })
    case 'folder': {
      const folder = lastNameOf(trigger.folder ?? '')
      return t(`starts.words.folder.${trigger.on}`, { folder: folder === '' ? t('starts.words.aFolder') : folder })
    }
    case 'page':
      return t('starts.words.page', { site: siteOf(trigger.url) ?? t('starts.words.aPage') })
    case 'feed':
      return t('starts.words.feed', { site: siteOf(trigger.url) ?? t('starts.words.aFeed') })
    case 'mail':
    case 'appStart':
    case 'webhook':
      return t(`starts.words.${trigger.kind}`)
  }
}

function calendarWords(
  { days, times }: Extract<Trigger, { kind: 'calendar' }>,
  language: string,
  t: Translate,
): string {
  const at = listText(times.toSorted(), language)
  switch (days.kind) {
    case 'weekdays':
      return t('starts.words.weekdays', { days: weekdaysText(days.weekdays, language, t), times: at })
    case 'dayOfMonth': {
      const day = dayOfMonthText(days.day, language, t)
      if (days.day <= 28) return t('starts.words.month', { day, times: at })
      return t(days.shortMonths === 'lastDay' ? 'starts.words.monthShort' : 'starts.words.monthOnly', {
        day,
        times: at,
      })
    }
    case 'lastDay':
      return t('starts.words.month', { day: t('starts.day.last'), times: at })
    case 'nthWeekday':
      return t('starts.words.monthWeek', {
        nth: t(`starts.nth.${days.nth}`),
        weekday: weekdayText(days.weekday, language, 'long'),
        times: at,
      })
  }
}

function inZone(words: string, zone: Zone, { language }: TimePlace, t: Translate): string {
  return t('starts.words.inZone', { words, zone: zoneText(zone, language) })
}

/** An interval is the same everywhere. */
const hasClock = ({ kind }: Trigger) => kind === 'once' || kind === 'calendar' || kind === 'cron'

/** A gap that is right beside Latin letters or digits, and wrong where a value turned out to be Chinese. */
const gapWithinChinese = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu

const siteOf = (url: string) => URL.parse(url)?.host ?? null
const lastNameOf = (path: string) => path.split(/[\\/]+/).findLast((name) => name !== '') ?? path
