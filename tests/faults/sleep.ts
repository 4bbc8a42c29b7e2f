import { replaySchedule, type ReplayEvent } from '../../electron/dev/port/replay/replay-schedule.ts'
import { instantSchema, zoneSchema } from '../../shared/model/brand.ts'
import type { MissedRunPolicy, OverlapPolicy } from '../../shared/model/start-rules.ts'
import { at, makeAgent, makeTrigger } from '../helpers/things.ts'
import type { Fault } from './fault.ts'
import { pick } from './random.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const from = at('2026-05-01T00:30:00Z')
const until = instantSchema.parse(from + 45 * day)
const missedPolicies = ['runOnce', 'runEach', 'skip'] as const satisfies readonly MissedRunPolicy['kind'][]
const overlaps = [
  { kind: 'skip' },
  { kind: 'wait', inLine: 3 },
  { kind: 'stopOld' },
] as const satisfies readonly OverlapPolicy[]
const started = new Set(['ran', 'ranLate', 'waited'])

/** R3: absences of a minute to a month in simulated time, for every rule of missed times and of overlaps. */
export const sleep: Fault = {
  id: 'R3',
  what: 'a minute to a month asleep, off or silent',
  async run({ random, rounds }) {
    const problems: string[] = []
    const counts = {
      absences: 0,
      'times due': 0,
      runs: 0,
      'times not run, each with what became of it': 0,
      'times lost': 0,
      'times on record twice': 0,
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of missedPolicies) {
        for (const overlapPolicy of overlaps) {
          const timeline = absences(random)
          const every = pick(random, [1, 2, 6])
          const trigger = makeTrigger({ kind: 'interval', every, unit: 'hours', startsAt: '2026-05-01T00:00' })
          const agent = makeAgent({ triggers: [trigger], missedRunPolicy: { kind, ageLimit: null }, overlapPolicy })
          // Where the old run is stopped, one that takes longer than its times are apart never comes to what it missed.
          const runTime = pick(random, overlapPolicy.kind === 'stopOld' ? [5, 50] : [5, 50, 130]) * minute
          const zone = zoneSchema.parse('UTC')
          const { runs, firings } = replaySchedule({
            agents: [agent],
            from,
            until,
            zone,
            timeline,
            durationOf: () => runTime,
          })
          const seen = new Map<number, number>()
          for (const { dueAt } of firings) seen.set(dueAt, (seen.get(dueAt) ?? 0) + 1)
          const last = timeline.at(-1)?.at ?? from
          const due = hoursBetween(from, last, every)
          const lost = due.filter((moment) => !seen.has(moment)).length
          const twice = [...seen.values()].filter((times) => times > 1).length
          const declared = firings.filter(({ outcome }) => started.has(outcome))
          const own = new Set(declared.map(({ run }) => run))
          const silent = firings.filter(
            ({ outcome, cause }) => !started.has(outcome) && outcome === 'missed' && cause === null,
          )
          const label = `${kind}, ${overlapPolicy.kind}, every ${every} h`
          if (lost > 0) problems.push(`${label}: ${lost} times are not on record`)
          if (twice > 0) problems.push(`${label}: ${twice} times are on record twice`)
          if (own.size !== runs.length || own.size !== declared.length)
            problems.push(`${label}: ${runs.length} runs for ${declared.length} times`)
          if (silent.length > 0) problems.push(`${label}: ${silent.length} times are missed without a reason`)
          if (overlapping(runs)) problems.push(`${label}: two runs at work at once`)
          counts.absences += timeline.length / 2
          counts['times due'] += due.length
          counts.runs += runs.length
          counts['times not run, each with what became of it'] += firings.length - declared.length - silent.length
          counts['times lost'] += lost
          counts['times on record twice'] += twice
        }
      }
    }
    return { counts, problems }
  },
}

/** One absence of up to a month, among shorter ones. */
function absences(random: () => number): ReplayEvent[] {
  const lengths = [minute, 20 * minute, 3 * hour, 26 * hour, 30 * day]
  const events: ReplayEvent[] = []
  let now = from + Math.floor(random() * 6 * hour)
  for (const length of lengths.toSorted(() => random() - 0.5)) {
    const isOff = random() < 0.5
    const back = now + Math.floor(length * (0.5 + random() / 2))
    events.push({ at: now, event: isOff ? 'crash' : 'sleep' }, { at: back, event: isOff ? 'start' : 'wake' })
    now = back + Math.floor((1 + random() * 20) * hour)
  }
  return events
}

function hoursBetween(after: number, before: number, every: number): number[] {
  const first = at('2026-05-01T00:00:00Z')
  const moments: number[] = []
  for (let moment: number = first; moment < before; moment += every * hour) if (moment > after) moments.push(moment)
  return moments
}

function overlapping(runs: readonly { startedAt: number; endedAt: number | null }[]): boolean {
  const inOrder = runs.toSorted((left, right) => left.startedAt - right.startedAt)
  return inOrder.some(({ startedAt }, index) => startedAt < (inOrder[index - 1]?.endedAt ?? 0))
}
