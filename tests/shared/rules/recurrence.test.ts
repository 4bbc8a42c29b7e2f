import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { instantsThrough, longestLookBack, nextInstant, nextInstants } from '../../../shared/rules/recurrence.ts'

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

  it('agrees with looking at every minute around every change of clocks', { timeout: 60_000 }, () => {
    const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Africa/Casablanca', 'America/Santiago']
    const changes = zones.flatMap((zone) => changesOf(zone, 2019, 2028).map((change) => ({ zone, change })))
    expect(changes.length).toBeGreaterThan(90)
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -150, max: 150 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        ({ zone, change }, minutesAway, weekdays) => {
          const wall = wallOf(zone, change + minutesAway * 60_000)
          const trigger = calendar(zone, wall.time, weekdays)
          const from = instantSchema.parse(change - 26 * 3_600_000)
          const until = change + 26 * 3_600_000
          const ours = nextInstants(trigger, from, 4).filter((instant) => instant <= until)
          expect(iso(ours)).toEqual(iso(dueByLooking(zone, wall.time, weekdays, from, until)))
        },
      ),
      { numRuns: 60, seed: 20_260_501 },
    )
  })
})

describe('instantsThrough', () => {
  it('lists what passed, both ends included', () => {
    const trigger = calendar('UTC', '08:00')
    const passed = instantsThrough(trigger, at('2026-05-01T08:00Z'), at('2026-05-03T08:00Z'))
    expect(iso(passed)).toEqual(['2026-05-01T08:00', '2026-05-02T08:00', '2026-05-03T08:00'])
  })

  it('looks back no further than its limit, whatever the clock says', () => {
    const trigger = calendar('UTC', '08:00')
    const until = at('2900-01-01T00:00Z')
    const passed = instantsThrough(trigger, at('2026-05-01T08:00Z'), until)
    expect(passed).toHaveLength(400)
    expect(passed[0]).toBeGreaterThan(until - longestLookBack)
    expect(passed.at(-1)).toBe(at('2899-12-31T08:00Z'))
  })

  it('lists nothing before its first time', () => {
    expect(instantsThrough(calendar('UTC', '08:00'), at('2026-05-01T08:00Z'), at('2026-05-01T07:59Z'))).toEqual([])
  })
})

describe('nextInstant', () => {
  it('answers null at the end of time', () => {
    expect(nextInstant(calendar('UTC', '08:00'), instantSchema.parse(8.64e15))).toBeNull()
  })
})

/** An oracle that shares nothing with the code: walks wall-clock time minute by minute. */
function dueByLooking(zone: string, time: string, weekdays: number[], from: number, until: number): number[] {
  const minutes: { instant: number; day: string; wall: string; weekday: number }[] = []
  for (let instant = from + 60_000; instant <= until; instant += 60_000) {
    const { day, time: wallTime, weekday } = wallOf(zone, instant)
    minutes.push({ instant, day, wall: `${day} ${wallTime}`, weekday })
  }
  const first = minutes[0]
  const days = new Set(minutes.filter((minute) => weekdays.includes(minute.weekday)).map((minute) => minute.day))
  return [...days].flatMap((day) => {
    const wanted = `${day} ${time}`
    if (first === undefined || wanted < first.wall) return []
    const due = minutes.find((minute) => minute.wall === wanted) ?? minutes.find((minute) => minute.wall > wanted)
    return due === undefined ? [] : [due.instant]
  })
}

const formats = new Map<string, Intl.DateTimeFormat>()

function wallOf(zone: string, instant: number): { day: string; time: string; weekday: number } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zoneSchema.parse(zone),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(zone, format)
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]))
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`
  const weekday = new Date(`${day}T00:00Z`).getUTCDay()
  return { day, time: `${parts['hour']}:${parts['minute']}`, weekday: weekday === 0 ? 7 : weekday }
}

/** The moments, to the minute, at which a zone changes its clocks. */
function changesOf(zone: string, firstYear: number, lastYear: number): number[] {
  const offset = (instant: number) => {
    const wall = wallOf(zone, instant)
    return Date.parse(`${wall.day}T${wall.time}Z`) - instant
  }
  const changes: number[] = []
  const end = Date.UTC(lastYear + 1, 0, 1)
  for (let day = Date.UTC(firstYear, 0, 1); day < end; day += 86_400_000) {
    if (offset(day) === offset(day + 86_400_000)) continue
    let low = day
    let high = day + 86_400_000
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}
