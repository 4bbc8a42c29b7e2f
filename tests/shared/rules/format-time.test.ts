import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import {
  agoText,
  clockText,
  dayAndClockText,
  dayNumber,
  dayText,
  durationParts,
  durationText,
  longDateText,
  minuteOfDay,
  plainDateText,
  shortDateText,
} from '../../../shared/rules/format-time.ts'

const english = createTranslator('en').t
const chinese = createTranslator('zh-CN').t
const shanghai = zoneSchema.parse('Asia/Shanghai')
const berlin = zoneSchema.parse('Europe/Berlin')
const en = { language: 'en', zone: berlin }
const zh = { language: 'zh-CN', zone: shanghai }
const at = (text: string) => instantSchema.parse(Date.parse(text))
const now = at('2026-11-23T13:32:00Z')

describe('clock and date', () => {
  test('the clock has 24 hours and midnight is 00:00', () => {
    expect(clockText(now, en)).toBe('14:32')
    expect(clockText(now, zh)).toBe('21:32')
    expect(clockText(at('2026-11-22T23:00:00Z'), en)).toBe('00:00')
  })

  test('the day is written as each language writes it', () => {
    expect(longDateText(now, en, english)).toBe('Monday, 23 November')
    expect(longDateText(now, zh, chinese)).toBe('11 月 23 日，星期一')
    expect(shortDateText(now, en, english)).toBe('Mon 23 Nov')
    expect(shortDateText(now, zh, chinese)).toBe('11 月 23 日 周一')
    expect(plainDateText(now, en, english)).toBe('23 Nov 2026')
    expect(plainDateText(now, zh, chinese)).toBe('2026 年 11 月 23 日')
  })

  test('today, yesterday and tomorrow follow the calendar of the zone, not 24 hours', () => {
    expect(dayText(at('2026-11-22T23:30:00Z'), now, en, english)).toBe('today')
    expect(dayText(at('2026-11-22T22:30:00Z'), now, en, english)).toBe('yesterday')
    expect(dayText(at('2026-11-23T23:30:00Z'), now, en, english)).toBe('tomorrow')
    expect(dayText(at('2026-11-20T08:00:00Z'), now, en, english)).toBe('Fri 20 Nov')
    expect(dayText(at('2025-11-20T08:00:00Z'), now, en, english)).toBe('20 Nov 2025')
    expect(dayAndClockText(now, now, zh, chinese)).toBe('今天 21:32')
  })

  test('the minute of the day is that of the wall clock, on days of 23 and 25 hours too', () => {
    expect(minuteOfDay(at('2026-03-29T01:00:00Z'), berlin)).toBe(180)
    expect(minuteOfDay(at('2026-10-25T01:00:00Z'), berlin)).toBe(120)
    expect(minuteOfDay(at('2026-10-25T22:59:00Z'), berlin)).toBe(1439)
  })

  test('the day number grows by one at midnight of the zone', () => {
    const before = at('2026-11-23T15:59:59Z')
    const after = at('2026-11-23T16:00:00Z')
    expect(dayNumber(after, shanghai) - dayNumber(before, shanghai)).toBe(1)
    expect(dayNumber(after, berlin)).toBe(dayNumber(before, berlin))
  })
})

describe('how long ago', () => {
  test.each([
    [0, 'just now'],
    [59_000, 'just now'],
    [32 * 60_000, '32 min ago'],
    [5 * 3_600_000, '5 h ago'],
    [26 * 3_600_000, 'yesterday'],
    [-5_000, 'just now'],
  ])('%i ms', (passed, text) => {
    expect(agoText(instantSchema.parse(now - passed), now, en, english)).toBe(text)
  })

  test('Chinese says it its own way', () => {
    expect(agoText(instantSchema.parse(now - 32 * 60_000), now, zh, chinese)).toBe('32 分钟前')
  })
})

describe('durations', () => {
  test.each([
    [0, 'under 1 s'],
    [999, 'under 1 s'],
    [11_400, '11 s'],
    [72_000, '1 min 12 s'],
    [120_000, '2 min'],
    [3_605_000, '1 h'],
    [7_500_000, '2 h 5 min'],
  ])('%i ms', (milliseconds, text) => {
    expect(durationText(milliseconds, english)).toBe(text)
  })

  test('Chinese says it its own way', () => {
    expect(durationText(72_000, chinese)).toBe('1 分 12 秒')
  })

  test('have at most two units, the larger first, and never a zero', () => {
    fc.assert(
      fc.property(fc.nat(4e9), (milliseconds) => {
        const parts = durationParts(milliseconds)
        expect(parts.length).toBeLessThanOrEqual(2)
        for (const part of parts) expect(part.value).toBeGreaterThan(0)
        expect(parts.map((part) => ['hours', 'minutes', 'seconds'].indexOf(part.unit))).toEqual(
          parts.map((part) => ['hours', 'minutes', 'seconds'].indexOf(part.unit)).toSorted(),
        )
      }),
    )
  })
})
