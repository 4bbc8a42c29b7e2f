import { describe, expect, it } from 'vitest'
import { timeNotes } from '../../../../renderer/features/agents/time-notes.ts'
import { createTranslator } from '../../../../shared/i18n/translate.ts'
import { instantSchema, zoneSchema } from '../../../../shared/model/brand.ts'
import { triggerSchema } from '../../../../shared/model/trigger.ts'
import { previewSchedule } from '../../../../shared/rules/preview-schedule.ts'

const berlin = zoneSchema.parse('Europe/Berlin')

function notes(fields: object, from: string, zone = berlin, language: 'en' | 'zh-CN' = 'en'): string {
  const days = { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] }
  const trigger = triggerSchema.parse(Object.assign({ id: 't', kind: 'calendar', days, zone: berlin }, fields))
  const [time] = previewSchedule([trigger], instantSchema.parse(Date.parse(from)), 1).times
  if (time === undefined) throw new Error('it is never due')
  return timeNotes(time, trigger.zone, { language, zone }, createTranslator(language).t)
}

describe('the note beside a time that is still to come', () => {
  it('is empty for the plain time', () => {
    expect(notes({ times: ['08:00'] }, '2026-05-01T00:00Z')).toBe('')
  })

  it('says which time clocks leave out and which comes twice', () => {
    const night = { times: ['02:30'] }
    expect(notes(night, '2026-03-28T12:00Z')).toBe('clocks go forward: 03:00 instead of 02:30')
    expect(notes(night, '2026-03-28T12:00Z', berlin, 'zh-CN')).toBe('时钟拨快：02:30 改为 03:00')
    expect(notes(night, '2026-10-24T12:00Z')).toBe('clocks go back: the first of two 02:30')
  })

  it('says what quiet hours moved and how much was added', () => {
    const quiet = { times: ['23:00'], quietHours: { from: '22:00', to: '07:00' } }
    expect(notes(quiet, '2026-05-01T12:00Z')).toBe('after quiet hours, instead of 23:00')
    expect(notes({ times: ['08:00'], randomDelayMinutes: 30 }, '2026-05-01T12:00Z')).toMatch(/^\d+ .+ later by chance$/)
  })

  it('says first what the clock shows in another zone, and the rest by that clock', () => {
    const tokyo = zoneSchema.parse('Asia/Tokyo')
    expect(notes({ times: ['02:30'] }, '2026-03-28T12:00Z', tokyo)).toBe(
      '03:00 in Berlin; clocks go forward: 03:00 instead of 02:30',
    )
  })
})
