import { describe, expect, it } from 'vitest'
import { instantSchema } from '../../../shared/model/brand.ts'
import { triggerSchema } from '../../../shared/model/trigger.ts'
import { previewSchedule } from '../../../shared/rules/preview-schedule.ts'

const at = (iso: string) => instantSchema.parse(Date.parse(iso))
const trigger = (id: string, fields: object) =>
  triggerSchema.parse(Object.assign({ id, zone: 'Europe/Berlin' }, fields))
const daily = (id: string, time: string, fields: object = {}) =>
  trigger(id, {
    kind: 'calendar',
    days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    times: [time],
    ...fields,
  })

describe('previewing several triggers', () => {
  it('lists the times of all of them in order, no more than asked for', () => {
    const { times, ends } = previewSchedule(
      [daily('late', '18:00'), daily('early', '06:00')],
      at('2026-05-01T10:00Z'),
      3,
    )
    expect(times.map(({ triggerId }) => triggerId)).toEqual(['late', 'early', 'late'])
    expect(ends).toBe(false)
  })

  it('tells the time that clocks leave out, and the moment taken instead', () => {
    const { times } = previewSchedule([daily('night', '02:30')], at('2026-03-28T12:00Z'), 2)
    expect(times).toMatchObject([
      { at: at('2026-03-29T01:00Z'), clock: 'missing', leftOut: '02:30' },
      { at: at('2026-03-30T00:30Z'), clock: 'plain', leftOut: null },
    ])
  })

  it('tells the first of two when clocks go back', () => {
    const { times } = previewSchedule([daily('night', '02:30')], at('2026-10-24T12:00Z'), 1)
    expect(times).toMatchObject([{ at: at('2026-10-25T00:30Z'), clock: 'twice', leftOut: null }])
  })

  it('tells what quiet hours moved and what a delay added', () => {
    const quiet = daily('quiet', '23:00', { quietHours: { from: '22:00', to: '07:00' } })
    const delayed = daily('delayed', '09:00', { randomDelayMinutes: 30 })
    const { times } = previewSchedule([quiet, delayed], at('2026-05-01T12:00Z'), 2)
    expect(times[0]).toMatchObject({ at: at('2026-05-02T05:00Z'), named: at('2026-05-01T21:00Z'), afterQuiet: true })
    expect(times[1]?.at).toBe(at('2026-05-02T07:00Z') + (times[1]?.delayMs ?? 0))
  })

  it('names those that are over and those that cannot be, and goes on with the others', () => {
    const { times, over, problems, ends } = previewSchedule(
      [
        trigger('past', { kind: 'once', at: '2020-01-01T08:00' }),
        trigger('never', { kind: 'once', at: '2026-02-31T08:00' }),
        trigger('soon', { kind: 'once', at: '2026-05-02T08:00' }),
        trigger('files', { kind: 'folder', folder: null }),
      ],
      at('2026-05-01T12:00Z'),
      5,
    )
    expect(over).toEqual(['past'])
    expect(problems).toMatchObject([{ triggerId: 'never', error: { code: 'schedule.noSuchDate' } }])
    expect(times.map(({ triggerId }) => triggerId)).toEqual(['soon'])
    expect(ends).toBe(true)
  })

  it('does not say that it ends while there are more than are listed', () => {
    const twice = [
      trigger('a', { kind: 'once', at: '2026-05-02T08:00' }),
      trigger('b', { kind: 'once', at: '2026-05-03T08:00' }),
    ]
    expect(previewSchedule(twice, at('2026-05-01T12:00Z'), 1).ends).toBe(false)
    expect(previewSchedule(twice, at('2026-05-01T12:00Z'), 2).ends).toBe(true)
  })
})
