import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantSchema } from '../../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../../shared/model/trigger.ts'
import { nextInstants } from '../../../../shared/rules/recurrence.ts'
import { changesOf, dueByLooking, minutesOf, wallText } from './oracle.ts'

const seed = 20_260_501
const hour = 3_600_000
/** `KAIHE_WHOLE=1` looks at every change of every zone; otherwise at a share of them that the seed chooses. */
const whole = process.env['KAIHE_WHOLE'] === '1'
const zones = Intl.supportedValuesOf('timeZone')
const firstYear = 2020
const lastYear = 2029

/** Times that agreed. */
let compared = 0

const text = (instants: readonly number[]) => instants.map((instant) => new Date(instant).toISOString().slice(0, 16))
const timeOf = (minute: number) => wallText('', (minute + 1440) % 1440).trim()

/** Triggers whose times lie around the hour that is missing or doubled, of every kind and with quiet hours and an end. */
function triggersAround(zone: string, date: string, minute: number): fc.Arbitrary<Trigger> {
  const near = fc.integer({ min: -130, max: 130 }).map((away) => timeOf(minute + away))
  const day = new Date(`${date}T00:00Z`)
  const weekday = day.getUTCDay() === 0 ? 7 : day.getUTCDay()
  const days = fc.oneof(
    fc
      .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
      .map((weekdays) => ({ kind: 'weekdays', weekdays })),
    fc.constant({ kind: 'dayOfMonth', day: day.getUTCDate(), shortMonths: 'leaveOut' }),
    fc.constant({ kind: 'dayOfMonth', day: 31, shortMonths: 'lastDay' }),
    fc.constant({ kind: 'nthWeekday', nth: 'last', weekday }),
    fc.constant({ kind: 'nthWeekday', nth: Math.min(5, Math.ceil(day.getUTCDate() / 7)), weekday }),
    fc.constant({ kind: 'lastDay' }),
  )
  const hours = Math.floor(minute / 60)
  const kinds = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('calendar'),
        times: fc.array(near, { minLength: 1, maxLength: 4 }),
        days,
      }),
    },
    { weight: 1, arbitrary: near.map((time) => ({ kind: 'once', at: `${date}T${time}` })) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom(
          `*/15 ${hours} * * *`,
          `7 * * * ${weekday}`,
          `30 ${hours},${(hours + 1) % 24} 1-31 * *`,
          '0,45 */2 * * 1-5',
        )
        .map((expression) => ({ kind: 'cron', expression })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ every: fc.integer({ min: 7, max: 200 }), time: near })
        .map(({ every, time }) => ({ kind: 'interval', every, unit: 'minutes', startsAt: `${date}T${time}` })),
    },
  )
  const quiet = fc
    .record({ from: near, to: near, inside: fc.constantFrom('move', 'leaveOut') })
    .filter(({ from, to }) => from !== to)
  return fc
    .record({ kind: kinds, quietHours: fc.option(quiet, { freq: 3 }), endsOn: fc.constantFrom(null, null, date) })
    .map(({ kind, ...common }) => triggerSchema.parse({ id: 't', zone, ...kind, ...common }))
}

describe('every zone, ten years', () => {
  it('agrees with looking at every minute around the changes of clocks', {
    timeout: whole ? 7_200_000 : 120_000,
  }, () => {
    const random = seeded(seed)
    let looked = 0
    const zonesWithChanges = new Set<string>()
    for (const zone of zones) {
      if (!whole && random() > 0.1) continue
      for (const change of changesOf(zone, firstYear, lastYear)) {
        if (!whole && random() > 0.15) continue
        looked += 1
        zonesWithChanges.add(zone)
        compareAround(zone, change, whole ? 12 : 15)
      }
    }
    expect(looked).toBeGreaterThan(whole ? 2000 : 10)
    expect(zonesWithChanges.size).toBeGreaterThan(whole ? 130 : 5)
    if (whole) {
      const counts = [
        `${zones.length} zones`,
        `${zonesWithChanges.size} with changes`,
        `${looked} changes`,
        `${compared} times`,
      ]
      process.stdout.write(`R4, ${firstYear} to ${lastYear}: ${counts.join(', ')}, each as the clocks show it\n`)
    }
  })

  it('agrees on ordinary days of zones that change nothing', { timeout: whole ? 1_800_000 : 60_000 }, () => {
    const random = seeded(seed + 1)
    for (const zone of zones.filter(() => random() < (whole ? 1 : 0.04))) {
      compareAround(zone, Date.UTC(2020 + Math.floor(random() * 10), Math.floor(random() * 12), 28), 4)
    }
  })
})

function compareAround(zone: string, change: number, runs: number): void {
  const minutes = minutesOf(zone, change - 50 * hour, change + 50 * hour)
  const middle = minutes.find(({ instant }) => instant === change)
  const first = minutes[0]?.instant ?? 0
  if (middle === undefined) throw new Error('the change is not among the minutes')
  fc.assert(
    fc.property(triggersAround(zone, middle.date, middle.minute), (trigger) => {
      // The oracle knows nothing beyond its minutes: what moves out of them is left to their middle part.
      const within = (instants: readonly number[]) =>
        instants.filter((instant) => instant > change - 24 * hour && instant <= change + 24 * hour)
      const ours = within(listed(trigger, instantSchema.parse(change - 25 * hour), change + 24 * hour))
      expect(text(ours), `${zone} ${JSON.stringify(trigger)}`).toEqual(text(within(dueByLooking(trigger, minutes))))
      compared += ours.length
    }),
    { numRuns: runs, seed: seed + (change % 1000) + (first % 7) },
  )
}

function listed(trigger: Trigger, from: ReturnType<typeof instantSchema.parse>, until: number): number[] {
  const all: number[] = []
  for (let after = from; ; ) {
    const next = nextInstants(trigger, after, 20)
    all.push(...next)
    const last = next.at(-1)
    if (last === undefined || last > until) return all
    after = last
  }
}

function seeded(start: number): () => number {
  let state = start
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
