import { describe, expect, it } from 'vitest'
import { triggerSchema } from '../../../../shared/model/trigger.ts'
import { checkTrigger } from '../../../../shared/rules/recurrence/check-trigger.ts'

const check = (fields: object) => checkTrigger(triggerSchema.parse(Object.assign({ id: 't', zone: 'UTC' }, fields)))
const daily = { kind: 'calendar', times: ['23:00'], days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] } }

describe('a schedule that cannot be', () => {
  it.each([
    [{ kind: 'once', at: '2026-02-31T08:00' }, 'schedule.noSuchDate'],
    [{ kind: 'interval', every: 5, unit: 'hours', startsAt: '2025-02-29T08:00' }, 'schedule.noSuchDate'],
    [{ ...daily, endsOn: '2026-13-01' }, 'schedule.noSuchDate'],
    [{ kind: 'once', at: '2026-05-02T08:00', endsOn: '2026-05-01' }, 'schedule.endsBeforeStart'],
    [
      { kind: 'interval', every: 5, unit: 'hours', startsAt: '2026-05-02T08:00', endsOn: '2026-05-01' },
      'schedule.endsBeforeStart',
    ],
    [{ kind: 'cron', expression: 'every day at eight' }, 'schedule.cronUnreadable'],
    [{ kind: 'cron', expression: '61 * * * *' }, 'schedule.cronUnreadable'],
    [{ kind: 'cron', expression: '0 0 8 * * *' }, 'schedule.cronUnreadable'],
    [{ kind: 'cron', expression: '0 0 31 2 *' }, 'schedule.neverDue'],
    [{ ...daily, quietHours: { from: '22:00', to: '07:00', inside: 'leaveOut' } }, 'schedule.neverDue'],
  ])('%j is refused: %s', (fields, code) => {
    expect(() => check(fields)).toThrow(expect.objectContaining({ code }))
  })

  it.each([
    { kind: 'cron', expression: '0 0 29 2 *' },
    { kind: 'once', at: '2001-01-01T08:00' },
    { ...daily, endsOn: '2001-01-01' },
    { ...daily, quietHours: { from: '22:00', to: '07:00' } },
    { kind: 'appStart' },
  ])('%j is none of these, though it may be over', (fields) => {
    expect(() => check(fields)).not.toThrow()
  })
})

describe('a pattern that cannot be read', () => {
  it.each([
    ['every day at eight', { field: 'count', found: 4 }],
    ['61 * * * *', { field: 'minute', typed: '61' }],
    ['0 25 * * *', { field: 'hour', typed: '25' }],
    ['0 8 32 * *', { field: 'day', typed: '32' }],
    ['0 8 * 13 *', { field: 'month', typed: '13' }],
    ['0 8 * * monday-', { field: 'weekday', typed: 'monday-' }],
  ])('says where "%s" is wrong', (expression, params) => {
    expect(() => check({ kind: 'cron', expression })).toThrow(expect.objectContaining({ params }))
  })
})
