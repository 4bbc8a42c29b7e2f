import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { clockText } from '../../../shared/rules/format-time.ts'
import { nextAt, tomorrowAt, wasPausedAt } from '../../../shared/rules/pause.ts'
import { at } from '../../helpers/things.ts'

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Asia/Kathmandu']

describe('a pause', () => {
  it('that has no end holds for everything; once ended, for nothing', () => {
    const due = at('2026-05-01T08:00:00Z')
    expect(wasPausedAt({ paused: true, pausedUntil: null }, due, due)).toBe(true)
    expect(wasPausedAt({ paused: false, pausedUntil: null }, due, due)).toBe(false)
  })

  it.each([
    // due, now, paused, was paused
    ['07:59', '08:05', true, true],
    ['08:00', '08:05', true, false],
    ['07:59', '08:05', false, true],
    ['08:01', '08:05', false, false],
    // The clock was set back after the pause had ended.
    ['07:30', '07:40', false, false],
  ])('until 08:00: due %s, seen at %s, still paused %s', (due, now, paused, expected) => {
    const on = (time: string) => at(`2026-05-01T${time}:00Z`)
    expect(wasPausedAt({ paused, pausedUntil: on('08:00') }, on(due), on(now))).toBe(expected)
  })

  it('ends at the chosen time of the next day or this one, in every zone and over changes of clocks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2028-01-01T00:00:00Z') }),
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(...zones),
        (moment, minutes, zoneName) => {
          const now = instantSchema.parse(moment)
          const zone = zoneSchema.parse(zoneName)
          const next = nextAt(minutes, now, zone)
          expect(next).toBeGreaterThan(now)
          expect(next - now).toBeLessThanOrEqual(26 * 3_600_000)
          const shown = clockText(next, { language: 'en', zone })
          const wanted = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
          // Only a time a change of clocks leaves out may be another.
          if (shown !== wanted) expect(Math.abs(next - nextAt(minutes, next, zone))).toBeLessThan(26 * 3_600_000)
        },
      ),
    )
  })

  it.each(zones)('until tomorrow at 08:00 is tomorrow, whatever the time now, in %s', (zoneName) => {
    const zone = zoneSchema.parse(zoneName)
    for (const time of ['00:10', '07:00', '09:00', '23:50']) {
      const now = at(`2026-05-01T${time}:00Z`)
      const until = tomorrowAt(480, now, zone)
      expect(clockText(until, { language: 'en', zone })).toBe('08:00')
      expect(until - now).toBeGreaterThan(8 * 3_600_000 - 60_000)
    }
  })
})
