import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { triggerSchema } from '../../../shared/model/trigger.ts'
import { startWords, triggerWords } from '../../../shared/rules/trigger-words.ts'

const berlin = zoneSchema.parse('Europe/Berlin')
const trigger = (fields: object) => triggerSchema.parse(Object.assign({ id: 't', zone: berlin }, fields))
const calendar = (days: object, ...times: string[]) => ({ kind: 'calendar', days, times })
const weekdays = (...days: number[]) => ({ kind: 'weekdays', weekdays: days })
const wordsIn = (language: 'en' | 'zh-CN', fields: object) =>
  triggerWords(trigger(fields), { language, zone: berlin }, createTranslator(language).t)

describe('a trigger in a list', () => {
  it.each([
    [calendar(weekdays(1, 2, 3, 4, 5), '08:00'), 'Every weekday at 08:00', '每个工作日 08:00'],
    [calendar(weekdays(1, 2, 3, 4, 5, 6, 7), '18:00', '08:00'), 'Every day at 08:00 and 18:00', '每天 08:00、18:00'],
    [calendar(weekdays(4, 1), '08:00'), 'Every Mon and Thu at 08:00', '每周一、周四 08:00'],
    [calendar({ kind: 'dayOfMonth', day: 2 }, '08:00'), 'Every month on the 2nd at 08:00', '每月 2 日 08:00'],
    [
      calendar({ kind: 'dayOfMonth', day: 31 }, '08:00'),
      'Every month on the 31st or the last day, at 08:00',
      '每月 31 日或最后一天 08:00',
    ],
    [
      calendar({ kind: 'dayOfMonth', day: 30, shortMonths: 'leaveOut' }, '08:00'),
      'On the 30th of months that have it, at 08:00',
      '有 30 日的月份 08:00',
    ],
    [calendar({ kind: 'lastDay' }, '08:00'), 'Every month on the last day at 08:00', '每月最后一天 08:00'],
    [
      calendar({ kind: 'nthWeekday', nth: 2, weekday: 2 }, '08:00'),
      'Every month on the second Tuesday at 08:00',
      '每月第二个星期二 08:00',
    ],
    [
      calendar({ kind: 'nthWeekday', nth: 'last', weekday: 5 }, '08:00'),
      'Every month on the last Friday at 08:00',
      '每月最后一个星期五 08:00',
    ],
    [{ kind: 'interval', every: 30, unit: 'minutes', startsAt: '2026-05-01T08:00' }, 'Every 30 minutes', '每 30 分钟'],
    [{ kind: 'interval', every: 1, unit: 'hours', startsAt: '2026-05-01T08:00' }, 'Every hour', '每 1 小时'],
    [{ kind: 'once', at: '2026-12-24T18:00' }, 'Once, on 24 Dec 2026 at 18:00', '2026 年 12 月 24 日 18:00，只一次'],
    [{ kind: 'cron', expression: '0 8 * * 1-5' }, 'By the pattern 0 8 * * 1-5', '按写法 0 8 * * 1-5'],
    [{ kind: 'folder', folder: '/home/ada/In' }, 'When files come into In', 'In 里来了新文件时'],
    [{ kind: 'folder', folder: null, on: 'changed' }, 'When files change in a folder', '文件夹里的文件有改动时'],
    [{ kind: 'page', url: 'https://a.example/x' }, 'When a.example says something new', 'a.example 有变化时'],
    [{ kind: 'feed', url: '' }, 'When a news feed has something new', '订阅源有新内容时'],
    [{ kind: 'mail', accountId: null }, 'When new mail comes', '收到新邮件时'],
    [{ kind: 'appStart' }, 'When Kaihe starts', 'Kaihe 启动时'],
    [{ kind: 'webhook', hookId: 'h' }, 'When another program asks', '其他程序发出请求时'],
  ])('%j is said as "%s" and "%s"', (fields, english, chinese) => {
    expect(wordsIn('en', fields)).toBe(english)
    expect(wordsIn('zh-CN', fields)).toBe(chinese)
  })

  it('names a zone that is not the computer’s, where a clock counts', () => {
    const elsewhere = { ...calendar(weekdays(1, 2, 3, 4, 5), '08:00'), zone: 'America/New_York' }
    expect(wordsIn('en', elsewhere)).toBe('Every weekday at 08:00, New York time')
    expect(wordsIn('zh-CN', elsewhere)).toBe('每个工作日 08:00（北美东部时间）')
    const interval = { kind: 'interval', every: 2, unit: 'hours', startsAt: '2026-05-01T08:00', zone: 'Asia/Tokyo' }
    expect(wordsIn('en', interval)).toBe('Every 2 hours')
  })

  it('says how many more there are', () => {
    const one = trigger(calendar(weekdays(1), '08:00'))
    const { t } = createTranslator('en')
    const place = { language: 'en', zone: berlin }
    expect(startWords([], place, t)).toBe('')
    expect(startWords([one], place, t)).toBe('Every Mon at 08:00')
    expect(startWords([one, one, one], place, t)).toBe('Every Mon at 08:00, and 2 more starts')
  })
})
