import { describe, expect, it } from 'vitest'
import { newTrigger, sourceKinds, timeKinds } from '../../../../renderer/features/agents/starts/new-trigger.ts'
import { instantSchema, zoneSchema } from '../../../../shared/model/brand.ts'
import { previewSchedule } from '../../../../shared/rules/preview-schedule.ts'

const now = instantSchema.parse(Date.parse('2026-12-31T20:00Z'))
const zone = zoneSchema.parse('Asia/Tokyo')

describe('a start that was just added', () => {
  it.each(timeKinds)('%s is due at once as it is', (kind) => {
    const { times, problems, over } = previewSchedule([newTrigger(kind, zone, now)], now, 1)
    expect(times).toHaveLength(1)
    expect([problems, over]).toEqual([[], []])
  })

  it('begins on the day that the zone shows', () => {
    expect(newTrigger('once', zone, now)).toMatchObject({ at: '2027-01-02T08:00' })
    expect(newTrigger('interval', zone, now)).toMatchObject({ startsAt: '2027-01-01T08:00' })
  })

  it.each(sourceKinds)('%s waits for something to happen', (kind) => {
    expect(newTrigger(kind, zone, now)).toMatchObject({ kind, zone })
  })
})
