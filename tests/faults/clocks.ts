import { replaySchedule } from '../../electron/dev/port/replay/replay-schedule.ts'
import { instantSchema, zoneSchema } from '../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../shared/model/trigger.ts'
import { nextInstants } from '../../shared/rules/recurrence.ts'
import { at, makeAgent, makeTrigger } from '../helpers/things.ts'
import { changesOf, dueByLooking, minutesOf, shownAt, wallText } from '../shared/rules/recurrence/oracle.ts'
import type { Fault } from './fault.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const jumps = [5_000, minute, hour, day, 30 * day, 400 * day, 5 * 365 * day]

/** R4: hours that are missing or come twice, in zones of the seed over ten years, and clocks that are set by seconds to years. */
export const clocks: Fault = {
  id: 'R4',
  what: 'clocks that change, and clocks that are set',
  async run({ random, rounds }) {
    const problems: string[] = []
    const counts = {
      'changes of clocks': 0,
      'times compared with what the clock on the wall shows': 0,
      'clocks set': 0,
      'runs after them': 0,
      'times twice': 0,
    }
    const zones = Intl.supportedValuesOf('timeZone')
    for (let looked = 0; looked < rounds * 4; ) {
      const zone = zones[Math.floor(random() * zones.length)] ?? 'UTC'
      const changes = changesOf(zone, 2020, 2029)
      const change = changes[Math.floor(random() * changes.length)]
      if (change === undefined) continue
      looked += 1
      counts['changes of clocks'] += 1
      const minutes = minutesOf(zone, change - 26 * hour, change + 26 * hour)
      const around = shownAt(zone, change).minute
      for (let drawn = 0; drawn < 8; drawn += 1) {
        const times = [0, 1].map(() => wallText('', (around + Math.floor(random() * 240) - 120 + 1440) % 1440).trim())
        const days = { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] }
        const trigger = triggerSchema.parse({ id: 'trigger', kind: 'calendar', zone, times, days })
        const expected = dueByLooking(trigger, minutes)
        const ours = listed(trigger, change - 26 * hour, change + 26 * hour)
        counts['times compared with what the clock on the wall shows'] += expected.length
        if (ours.join() !== expected.join())
          problems.push(`${zone}, ${times.join(' and ')}: ${new Date(change).toISOString()}`)
      }
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const jump of jumps) {
        for (const way of [jump, -jump]) {
          const { runs, twice, first } = setClock(way, random)
          counts['clocks set'] += 1
          counts['runs after them'] += runs
          counts['times twice'] += twice
          if (twice > 0) problems.push(`set by ${way / 1000} s: ${twice} times twice`)
          if (runs === 0) problems.push(`set by ${way / 1000} s: nothing starts any more`)
          if (first > 1) problems.push(`set by ${way / 1000} s: ${first} runs at once`)
        }
      }
    }
    return { counts, problems }
  },
}

function listed(trigger: Trigger, after: number, until: number): number[] {
  return nextInstants(trigger, instantSchema.parse(after), 20).filter((moment) => moment <= until)
}

/** An agent that is due every hour, and a clock that is set once; what happens in the day after. */
function setClock(by: number, random: () => number) {
  const from = at('2026-05-01T00:30:00Z')
  const moment = from + Math.floor(2 + random() * 20) * hour + Math.floor(random() * 20) * minute
  const agent = makeAgent({
    triggers: [makeTrigger({ kind: 'interval', every: 1, unit: 'hours', startsAt: '2010-01-01T00:00' })],
    missedRunPolicy: 'runOnce',
  })
  const { runs, firings } = replaySchedule({
    agents: [agent],
    from,
    until: instantSchema.parse(moment + 2 * day + (by < 0 ? Math.min(-by, 3 * day) : 0)),
    zone: zoneSchema.parse('UTC'),
    timeline: [{ at: moment, event: 'set', to: moment + by }],
    durationOf: () => minute,
  })
  const dues = firings.map(({ dueAt }) => dueAt)
  // Runs are told apart by their place: after the clock went back their times come before those of the others.
  const before = Math.floor((moment - from + 30 * minute) / hour)
  const after = runs.slice(before)
  const first = after.filter(({ startedAt }) => Math.abs(startedAt - (moment + by)) < 2 * minute).length
  return { runs: after.length, twice: dues.length - new Set(dues).size, first }
}
