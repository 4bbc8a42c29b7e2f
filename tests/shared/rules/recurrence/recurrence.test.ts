import { describe, expect, it } from 'vitest'
import { instantSchema } from '../../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../../shared/model/trigger.ts'
import {
  lookBackOf,
  longestLookBack,
  nextInstant,
  nextInstants,
  nextOccurrences,
} from '../../../../shared/rules/recurrence.ts'

const at = (iso: string) => instantSchema.parse(Date.parse(iso))
const iso = (instants: readonly number[]) => instants.map((instant) => new Date(instant).toISOString().slice(0, 16))
const every = [1, 2, 3, 4, 5, 6, 7]

function calendar(zone: string, time: string, weekdays: number[] = every): Trigger {
  return triggerSchema.parse({ id: 't', kind: 'calendar', weekdays, time, zone })
}

describe('nextInstants', () => {
  it('is due at wall-clock time in its own zone, strictly after the given moment', () => {
    const trigger = calendar('Asia/Shanghai', '08:00')
    expect(iso(nextInstants(trigger, at('2026-05-01T00:00:00Z'), 2))).toEqual(['2026-05-02T00:00', '2026-05-03T00:00'])
    expect(iso(nextInstants(trigger, at('2026-04-30T23:59:59.999Z'), 1))).toEqual(['2026-05-01T00:00'])
  })

  it('keeps to the chosen weekdays, Monday being 1 and Sunday 7', () => {
    const trigger = calendar('UTC', '09:30', [7, 1])
    expect(iso(nextInstants(trigger, at('2026-05-01T00:00:00Z'), 3))).toEqual([
      '2026-05-03T09:30',
      '2026-05-04T09:30',
      '2026-05-10T09:30',
    ])
  })

  it.each([
    ['America/New_York', '02:30', '2026-03-07T12:00Z', '2026-03-08T07:00'],
    ['Europe/Berlin', '02:15', '2026-03-28T12:00Z', '2026-03-29T01:00'],
    ['Australia/Lord_Howe', '02:15', '2026-10-03T00:00Z', '2026-10-03T15:30'],
    ['America/Sao_Paulo', '00:00', '2018-11-03T12:00Z', '2018-11-04T03:00'],
    ['America/Sao_Paulo', '00:30', '2018-11-03T12:00Z', '2018-11-04T03:00'],
  ])('in %s the missing time %s is due at the first moment after the gap', (zone, time, from, due) => {
    expect(iso(nextInstants(calendar(zone, time), at(from), 1))).toEqual([due])
  })

  it.each([
    ['America/New_York', '01:30', '2026-11-01T00:00Z', ['2026-11-01T05:30', '2026-11-02T06:30']],
    ['Europe/Berlin', '02:15', '2026-10-24T12:00Z', ['2026-10-25T00:15', '2026-10-26T01:15']],
    ['Australia/Lord_Howe', '01:45', '2026-04-04T00:00Z', ['2026-04-04T14:45', '2026-04-05T15:15']],
    ['America/Sao_Paulo', '23:30', '2018-02-17T12:00Z', ['2018-02-18T01:30', '2018-02-19T02:30']],
  ])('in %s the doubled time %s is due once', (zone, time, from, due) => {
    expect(iso(nextInstants(calendar(zone, time), at(from), 2))).toEqual(due)
  })

  it('has no times on a day its zone left out', () => {
    const trigger = calendar('Pacific/Apia', '08:00')
    expect(iso(nextInstants(trigger, at('2011-12-29T00:00Z'), 2))).toEqual(['2011-12-29T18:00', '2011-12-30T18:00'])
    const fridays = calendar('Pacific/Apia', '08:00', [5])
    expect(iso(nextInstants(fridays, at('2011-12-24T00:00Z'), 1))).toEqual(['2012-01-05T18:00'])
  })
})

describe('nextInstant', () => {
  it('answers null at the end of time', () => {
    expect(nextInstant(calendar('UTC', '08:00'), instantSchema.parse(8.64e15))).toBeNull()
  })
})

function trigger(fields: object): Trigger {
  return triggerSchema.parse(Object.assign({ id: 't', zone: 'UTC' }, fields))
}
const due = (fields: object, from: string, count = 3) => iso(nextInstants(trigger(fields), at(from), count))

describe('each kind of trigger', () => {
  it('once is due once', () => {
    const once = { kind: 'once', at: '2026-05-02T08:00', zone: 'Asia/Shanghai' }
    expect(due(once, '2026-05-01T00:00Z')).toEqual(['2026-05-02T00:00'])
    expect(due(once, '2026-05-02T00:00Z')).toEqual([])
  })

  it('an interval counts elapsed time from its start, whatever the clocks do', () => {
    const everyTwoHours = {
      kind: 'interval',
      every: 2,
      unit: 'hours',
      startsAt: '2026-10-24T23:00',
      zone: 'Europe/Berlin',
    }
    expect(due(everyTwoHours, '2026-10-20T00:00Z')).toEqual([
      '2026-10-24T21:00',
      '2026-10-24T23:00',
      '2026-10-25T01:00',
    ])
  })

  it('a month’s last day, a day short months do not have, and the second or last weekday', () => {
    const monthly = (days: object) => due({ kind: 'calendar', times: ['09:00'], days }, '2026-01-30T12:00Z')
    expect(monthly({ kind: 'lastDay' })).toEqual(['2026-01-31T09:00', '2026-02-28T09:00', '2026-03-31T09:00'])
    expect(monthly({ kind: 'dayOfMonth', day: 31, shortMonths: 'leaveOut' })).toEqual([
      '2026-01-31T09:00',
      '2026-03-31T09:00',
      '2026-05-31T09:00',
    ])
    expect(monthly({ kind: 'dayOfMonth', day: 30 })).toEqual([
      '2026-02-28T09:00',
      '2026-03-30T09:00',
      '2026-04-30T09:00',
    ])
    expect(monthly({ kind: 'nthWeekday', nth: 2, weekday: 2 })).toEqual([
      '2026-02-10T09:00',
      '2026-03-10T09:00',
      '2026-04-14T09:00',
    ])
    expect(monthly({ kind: 'nthWeekday', nth: 'last', weekday: 5 })[0]).toBe('2026-02-27T09:00')
  })

  it('cron names times on the wall clock, each once', () => {
    const halfHours = { kind: 'cron', expression: '*/30 1-2 * * *', zone: 'Europe/Berlin' }
    expect(due(halfHours, '2026-10-24T12:00Z', 5)).toEqual([
      '2026-10-24T23:00',
      '2026-10-24T23:30',
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-26T00:00',
    ])
    expect(due(halfHours, '2026-03-28T12:00Z', 4)).toEqual([
      '2026-03-29T00:00',
      '2026-03-29T00:30',
      '2026-03-29T01:00',
      '2026-03-29T23:00',
    ])
  })

  it('what waits for something to happen has no times of its own', () => {
    expect(due({ kind: 'appStart' }, '2026-05-01T00:00Z')).toEqual([])
  })
})

describe('what all triggers share', () => {
  const daily = { kind: 'calendar', times: ['23:00'], days: { kind: 'weekdays', weekdays: every } }

  it('quiet hours move a time to their end, or leave it out', () => {
    const quietHours = { from: '22:00', to: '07:00' }
    expect(due({ ...daily, quietHours }, '2026-05-01T00:00Z', 2)).toEqual(['2026-05-01T07:00', '2026-05-02T07:00'])
    const everyHour = { kind: 'interval', every: 1, unit: 'hours', startsAt: '2026-05-01T00:00', quietHours }
    expect(due(everyHour, '2026-05-01T20:30Z')).toEqual(['2026-05-01T21:00', '2026-05-02T07:00', '2026-05-02T08:00'])
    const leaveOut = { ...quietHours, inside: 'leaveOut' }
    expect(due({ ...daily, quietHours: leaveOut }, '2026-05-01T00:00Z')).toEqual([])
    expect(due({ ...daily, times: ['23:00', '12:00'], quietHours: leaveOut }, '2026-05-01T00:00Z', 2)).toEqual([
      '2026-05-01T12:00',
      '2026-05-02T12:00',
    ])
  })

  it('the end date is the last day that counts, in the trigger’s zone', () => {
    expect(due({ ...daily, zone: 'America/New_York', endsOn: '2026-05-02' }, '2026-05-01T12:00Z')).toEqual([
      '2026-05-02T03:00',
      '2026-05-03T03:00',
    ])
  })

  it('a random delay is the same at every look, within its bounds, and never reaches the next time', () => {
    const delayed = trigger({
      kind: 'interval',
      every: 20,
      unit: 'minutes',
      startsAt: '2026-05-01T00:00',
      randomDelayMinutes: 60,
    })
    const all = nextOccurrences(delayed, at('2026-05-01T00:00Z'), 300)
    expect(new Set(all.map(({ delayMs }) => delayMs)).size).toBeGreaterThan(200)
    for (const [index, { at: moment, named, delayMs }] of all.entries()) {
      expect(moment).toBe(named + delayMs)
      expect(delayMs).toBeLessThan(20 * 60_000)
      const again = nextOccurrences(delayed, all[index - 1]?.at ?? at('2026-05-01T00:00Z'), 1)
      expect(again).toEqual([all[index]])
      expect(nextInstant(delayed, instantSchema.parse(moment - 1))).toBe(moment)
    }
  })

  it('says how a time came to be: moved by the clock, by quiet hours, by chance', () => {
    const night = trigger({ ...daily, times: ['02:30'], zone: 'Europe/Berlin' })
    expect(nextOccurrences(night, at('2026-03-28T12:00Z'), 2).map(({ clock }) => clock)).toEqual(['missing', 'plain'])
    expect(nextOccurrences(night, at('2026-10-24T12:00Z'), 2).map(({ clock }) => clock)).toEqual(['twice', 'plain'])
    const quiet = trigger({ ...daily, quietHours: { from: '22:00', to: '07:00' } })
    expect(nextOccurrences(quiet, at('2026-05-01T08:00Z'), 1)).toMatchObject([
      { named: at('2026-05-01T23:00Z'), afterQuiet: true },
    ])
  })
})

describe('how far back times are listed', () => {
  it('is the less the more often a trigger is due', () => {
    expect(lookBackOf(calendar('UTC', '08:00'), at('2026-05-01T08:00Z'))).toBe(longestLookBack)
    const everyMinute = trigger({ kind: 'cron', expression: '* * * * *' })
    expect(lookBackOf(everyMinute, at('2026-05-01T08:00Z'))).toBe(45_000 * 60_000)
  })
})
