import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../electron/gateway/ledger/day-of.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'

describe('dayOf', () => {
  it.each([
    ['2026-11-24T15:59:59.999Z', 'Asia/Shanghai', '2026-11-24'],
    ['2026-11-24T16:00:00Z', 'Asia/Shanghai', '2026-11-25'],
    ['2026-01-01T04:59:59Z', 'America/New_York', '2025-12-31'],
    ['2026-03-08T06:59:59Z', 'America/New_York', '2026-03-08'],
    ['2026-11-24T10:00:00Z', 'Pacific/Kiritimati', '2026-11-25'],
    ['2026-11-24T10:59:00Z', 'Pacific/Pago_Pago', '2026-11-23'],
    ['0099-06-01T12:00:00Z', 'UTC', '0099-06-01'],
  ])('%s in %s is %s', (moment, zone, day) => {
    expect(dayOf(instantSchema.parse(Date.parse(moment)), zoneSchema.parse(zone))).toBe(day)
  })
})
