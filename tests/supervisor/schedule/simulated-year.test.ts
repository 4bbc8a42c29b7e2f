import { describe, expect, it } from 'vitest'
import { replaySchedule, type ReplayEvent } from '../../../electron/dev/port/replay/replay-schedule.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { at, makeAgent } from '../../helpers/things.ts'
import { isNamed, shownAt } from '../../shared/rules/recurrence/oracle.ts'
import { day, hour, minute } from './open-scheduler.ts'

/** `KAIHE_WHOLE=1` lives through it with 200 agents, otherwise with 70. */
const perZone = process.env['KAIHE_WHOLE'] === '1' ? 40 : 14

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Shanghai', 'America/Santiago']
const from = at('2026-01-01T00:00:30Z')
const until = at('2027-01-01T00:00:30Z')

/** Of every kind, many of them due in the hours that are missing or doubled. */
function makeAgents(): Agent[] {
  return zones.flatMap((zone, zoneIndex) =>
    Array.from({ length: perZone }, (_, index) => {
      const time = `0${index % 4}:${String((index * 7) % 60).padStart(2, '0')}`
      const fields = [
        { kind: 'calendar', times: [time], days: { kind: 'weekdays', weekdays: [7, 1 + (index % 6)] } },
        {
          kind: 'calendar',
          times: [time, '14:05'],
          days: { kind: 'dayOfMonth', day: 31 - (index % 4), shortMonths: 'leaveOut' },
        },
        {
          kind: 'calendar',
          times: [time],
          days: { kind: 'nthWeekday', nth: index % 2 === 0 ? 'last' : 2, weekday: 7 },
        },
        { kind: 'calendar', times: [time], days: { kind: 'lastDay' } },
        { kind: 'cron', expression: `${(index * 11) % 60} ${index % 4},22 * * 0,6` },
        { kind: 'once', at: `2026-0${1 + (index % 9)}-29T${time}` },
        {
          kind: 'calendar',
          times: [time],
          days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
          endsOn: '2026-04-10',
        },
      ][index % 7]
      const id = `${zoneIndex}-${index}`
      return makeAgent({ id, triggers: [triggerSchema.parse(Object.assign({ id: `t-${id}`, zone }, fields))] })
    }),
  )
}

/** The PC sleeps through every third night, changes of clocks included, for nine hours. */
const timeline: ReplayEvent[] = Array.from({ length: 120 }, (_, index) => from + index * 3 * day + 20 * hour).flatMap(
  (asleep): ReplayEvent[] => [
    { at: asleep, event: 'sleep' },
    { at: asleep + 9 * hour, event: 'wake' },
  ],
)

describe('a year of many agents in five zones', () => {
  it('has exactly the times and runs that looking at every clock gives', { timeout: 120_000 }, () => {
    const agents = makeAgents()
    const { runs, firings } = replaySchedule({
      agents,
      from,
      until,
      zone: zoneSchema.parse('UTC'),
      timeline,
      durationOf: () => 1000,
    })
    const ours = firings.map(({ agent, dueAt, outcome }) => `${agent} ${new Date(dueAt).toISOString()} ${outcome}`)
    const clocks = new Map(zones.map((zone) => [zone, stretchesOf(zone)]))
    const expected = agents.flatMap((agent) => {
      const [trigger] = agent.triggers
      const due = trigger === undefined ? [] : dueInYear(trigger, clocks.get(trigger.zone) ?? [])
      return due.map((moment) => `${agent.id} ${new Date(moment).toISOString()} ${outcomeOf(moment, due)}`)
    })
    expect(ours.toSorted()).toEqual(expected.toSorted())
    expect(ours.length).toBeGreaterThan(60 * perZone * zones.length)
    expect(runs).toHaveLength(expected.filter((line) => /ran(Late)?$/.test(line)).length)
  })
})

/** On time awake; of what one night's sleep made late the newest runs, the others are made up for by it. */
function outcomeOf(moment: number, due: readonly number[]): string {
  const wake = wakeAfter(moment)
  if (wake === null || wake - moment <= minute) return 'ran'
  return due.some((other) => other > moment && other <= wake) ? 'missed' : 'ranLate'
}

function wakeAfter(moment: number): number | null {
  const since = (((moment - from - 20 * hour) % (3 * day)) + 3 * day) % (3 * day)
  const asleep = moment - since
  return asleep >= from && since > 0 && since < 9 * hour && asleep < from + 120 * 3 * day ? asleep + 9 * hour : null
}

type Stretch = { from: number; until: number; ahead: number }

/** The year as stretches in which the zone's clock runs evenly, found by looking at it every hour, and every minute around a change. */
function stretchesOf(zone: string): Stretch[] {
  const aheadAt = (instant: number) => Date.parse(`${shownAt(zone, instant).wall.replace(' ', 'T')}Z`) - instant
  const stretches: Stretch[] = []
  const begin = Date.UTC(2025, 11, 30)
  let current: Stretch = { from: begin, until: begin, ahead: aheadAt(begin) }
  for (let moment = begin; moment < Date.UTC(2027, 0, 3); moment = current.until) {
    const isEven = aheadAt(moment + hour) === current.ahead
    const step = isEven ? hour : minute
    if (aheadAt(moment + step) === current.ahead) current.until = moment + step
    else {
      current.until = moment + step
      stretches.push(current)
      current = { from: moment + step, until: moment + step, ahead: aheadAt(moment + step) }
    }
  }
  return [...stretches, current]
}

/** Minutes of a day that may be named at all. */
function minutesOf(trigger: Trigger): number[] {
  if (trigger.kind === 'cron')
    return Array.from({ length: 24 }, (_, each) => each * 60 + Number(trigger.expression.split(' ')[0]))
  const times = trigger.kind === 'calendar' ? trigger.times : trigger.kind === 'once' ? [trigger.at.slice(11)] : []
  return times.map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)))
}

function dueInYear(trigger: Trigger, stretches: readonly Stretch[]): number[] {
  const due = new Set<number>()
  for (let midnight = Date.UTC(2025, 11, 31); midnight < Date.UTC(2027, 0, 2); midnight += day) {
    const date = new Date(midnight).toISOString().slice(0, 10)
    if (trigger.endsOn !== null && date > trigger.endsOn) continue
    for (const each of minutesOf(trigger)) {
      if (!isNamed(trigger, date, each)) continue
      const wall = midnight + each * minute
      const inside = stretches.find(
        (stretch) => wall >= stretch.from + stretch.ahead && wall < stretch.until + stretch.ahead,
      )
      const moment = inside
        ? wall - inside.ahead
        : stretches.find((stretch) => stretch.from + stretch.ahead > wall)?.from
      if (moment !== undefined && moment > from && moment <= until) due.add(moment)
    }
  }
  return [...due].toSorted((left, right) => left - right).map((moment) => instantSchema.parse(moment))
}
