import { describe, expect, it } from 'vitest'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { dayOf, endOfDay, startOfDay } from '../../../shared/rules/day.ts'
import { at } from '../../helpers/things.ts'

const zone = (name: string) => zoneSchema.parse(name)
const iso = (instant: number) => new Date(instant).toISOString()

describe('a day', () => {
  it.each([
    ['Asia/Shanghai', '2026-05-01T15:59:59.999Z', '2026-05-01', '2026-04-30T16:00:00.000Z', '2026-05-01T16:00:00.000Z'],
    ['Asia/Shanghai', '2026-05-01T16:00:00.000Z', '2026-05-02', '2026-05-01T16:00:00.000Z', '2026-05-02T16:00:00.000Z'],
    ['America/New_York', '2026-03-08T12:00:00Z', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-01T12:00:00Z', '2026-11-01', '2026-11-01T04:00:00.000Z', '2026-11-02T05:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T09:00:00Z', '2011-12-29', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
    ['UTC', '1970-01-01T00:00:00Z', '1970-01-01', '1970-01-01T00:00:00.000Z', '1970-01-02T00:00:00.000Z'],
  ])('in %s holds %s', (name, moment, day, start, end) => {
    expect(dayOf(at(moment), zone(name))).toBe(day)
    expect(iso(startOfDay(at(moment), zone(name)))).toBe(start)
    expect(iso(endOfDay(at(moment), zone(name)))).toBe(end)
  })
})
