import { describe, expect, it } from 'vitest'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { keptFrom } from '../../../shared/rules/kept-from.ts'

const at = (text: string) => instantSchema.parse(Date.parse(text))
const zone = zoneSchema.parse('Asia/Shanghai')

describe('what is kept for some years', () => {
  it.each([
    ['a year', '2026-11-25T08:00:00Z', '2026-11-25', 1, '2025-11-25T00:00:00+08:00'],
    ['a day begins in the zone', '2026-11-25T20:00:00Z', '2026-11-26', 2, '2024-11-26T00:00:00+08:00'],
    ['a clock set too late', '2040-01-01T00:00:00Z', '2026-11-20', 1, '2025-11-20T00:00:00+08:00'],
    ['a clock set back', '2020-01-01T00:00:00Z', '2026-11-20', 1, '2019-01-01T00:00:00+08:00'],
    ['29 February', '2028-02-29T08:00:00Z', '2028-02-29', 1, '2027-03-01T00:00:00+08:00'],
  ])('%s', (_, now, latestDay, years, from) => {
    expect(keptFrom({ now: at(now), latestDay, years, zone })).toBe(at(from))
  })
})
