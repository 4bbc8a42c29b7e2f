import { describe, expect, it } from 'vitest'
import { replaySchedule, type ReplayEvent } from '../../../electron/dev/port/replay/replay-schedule.ts'
import { madeUpAtMost, onTimeWithin } from '../../../electron/supervisor/schedule/decide-firings.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import type { OverlapPolicy } from '../../../shared/model/start-rules.ts'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'
import { day, hour, minute } from './open-scheduler.ts'

/** `KAIHE_WHOLE=1`: every absence under all rules; otherwise each pair of rules meets every kind of absence, and all lengths in turn. */
const whole = process.env['KAIHE_WHOLE'] === '1'

const from = at('2026-05-01T00:30:00Z')
// A look comes within half a minute, so that it is over before the next full hour.
const gapFrom = at('2026-05-03T12:59:10Z')
const hourly = makeTrigger({ kind: 'interval', every: 1, unit: 'hours', startsAt: '2026-05-01T00:00' })

const gaps = [minute, 3 * hour, 26 * hour, 30 * day]
const ways = ['sleep', 'off', 'silent', 'offline'] as const
const missedKinds = ['runOnce', 'runEach', 'skip'] as const
const overlaps: OverlapPolicy[] = [{ kind: 'skip' }, { kind: 'wait', inLine: 3 }, { kind: 'stopOld' }]
const rules = missedKinds.flatMap((missed) => overlaps.map((overlap) => ({ missed, overlap })))
type Rules = (typeof rules)[number]
const all = rules.flatMap((pair, row) =>
  ways.flatMap((way, column) =>
    gaps.filter((_, index) => whole || index === (row + column) % gaps.length).map((gap) => ({ ...pair, way, gap })),
  ),
)
type Absence = (typeof all)[number]

/** Every full hour is due; the PC is away for a while; runs take `runMinutes`, and without a network as long as that lasts. */
function liveThrough({ missed, overlap, way, gap }: Absence, runMinutes: number, ageLimit: number | null = null) {
  const back = gapFrom + gap
  const agent = makeAgent({ triggers: [hourly], missedRunPolicy: { kind: missed, ageLimit }, overlapPolicy: overlap })
  const away: Record<(typeof ways)[number], ReplayEvent[]> = {
    sleep: [
      { at: gapFrom, event: 'sleep' },
      { at: back, event: 'wake' },
    ],
    off: [
      { at: gapFrom, event: 'crash' },
      { at: back, event: 'start' },
    ],
    // Nobody says that the PC slept; the clock is simply later.
    silent: [{ at: gapFrom, event: 'set', to: back }],
    offline: [],
  }
  const { runs, firings } = replaySchedule({
    agents: [agent],
    from,
    until: instantSchema.parse((way === 'silent' ? gapFrom : back) + 12 * hour),
    zone: zoneSchema.parse('UTC'),
    timeline: away[way],
    durationOf: (_, startedAt) =>
      way === 'offline' && startedAt >= gapFrom && startedAt < back ? back - startedAt : runMinutes * minute,
  })
  return { runs, firings, back }
}

const started = new Set(['ran', 'ranLate', 'waited'])

describe.each(all)('$missed, $overlap.kind, $way for $gap ms', (absence) => {
  it('has each time on record once, and the declared runs are all there are', { timeout: 60_000 }, () => {
    const { runs, firings, back } = liveThrough(absence, 10)
    const dues = firings.map(({ dueAt }) => dueAt)
    const last = dues.at(-1) ?? 0
    const expected: number[] = []
    for (let due = at('2026-05-01T01:00:00Z'); due <= last; due = instantSchema.parse(due + hour)) expected.push(due)
    expect(dues).toEqual(expected)
    expect(last).toBeGreaterThan(back + 10 * hour)

    const own = firings.filter(({ outcome }) => started.has(outcome))
    expect(own.map(({ run }) => run).toSorted()).toEqual(runs.map(({ run }) => run.id).toSorted())

    if (absence.way === 'offline') {
      const inGap = firings.filter(({ dueAt }) => dueAt > gapFrom && dueAt < back)
      expect(inGap.map(({ outcome }) => outcome)).toEqual(inGap.map((_, index) => besideStuck(absence, index)))
      expect(inGap.every(({ cause }) => cause === null)).toBe(true)
      return
    }
    const missed = firings.filter(({ dueAt }) => dueAt > gapFrom && back - dueAt > onTimeWithin)
    const cause = { sleep: 'asleep', off: 'off', silent: 'clock' }[absence.way]
    expect(missed.map((firing) => firing.cause)).toEqual(missed.map(() => cause))
    const newest = missed.length - 1
    const outcomes = missed.map(({ outcome }) => outcome)
    expect(outcomes).toEqual(missed.map((_, index) => declared(absence.missed, index, newest)))
    for (const [index, { run }] of missed.entries()) {
      if (absence.missed === 'runOnce') expect(run).toBe(missed[newest]?.run)
      else expect(run !== null).toBe(started.has(outcomes[index] ?? ''))
    }
  })
})

describe.each(rules)('$missed, $overlap.kind', (pair) => {
  it.each(whole ? ways : ['sleep' as const])('never has two runs at work, however long they take (%s)', (way) => {
    const { runs, firings } = liveThrough({ ...pair, way, gap: 26 * hour }, 90)
    const spans = runs.map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? Infinity }))
    for (const [index, span] of spans.entries()) expect(span.from).toBeGreaterThanOrEqual(spans[index - 1]?.to ?? 0)
    const reasons = new Set(firings.filter(({ outcome }) => !started.has(outcome)).map(({ outcome }) => outcome))
    if (pair.overlap.kind === 'skip') expect(reasons).toContain('skippedRunning')
    if (pair.overlap.kind === 'wait') expect(reasons).toContain('lineFull')
    if (pair.overlap.kind === 'stopOld') expect(runs.some(({ end }) => end === 'stopped')).toBe(true)
  })
})

describe('an age limit', () => {
  it.each(['runOnce', 'runEach'] as const)('leaves out what is older (%s)', (missed) => {
    const absence = { missed, overlap: { kind: 'skip' }, way: 'sleep', gap: 9 * hour } as const
    const { firings, back } = liveThrough(absence, 1, 200)
    const inGap = firings.filter(({ dueAt }) => dueAt > gapFrom && dueAt < back)
    const within = missed === 'runOnce' ? ['missed', 'missed', 'ranLate'] : ['ranLate', 'ranLate', 'ranLate']
    expect(inGap.map(({ outcome }) => outcome)).toEqual([...Array<string>(6).fill('tooOld'), ...within])
  })
})

describe('many agents after one wake-up', () => {
  it('start apart from each other', () => {
    const agents = Array.from({ length: 10 }, (_, index) =>
      makeAgent({ id: `agent-${index}`, triggers: [makeTrigger()] }),
    )
    const { runs } = replaySchedule({
      agents,
      from: at('2026-05-01T07:00:00Z'),
      until: at('2026-05-01T13:00:00Z'),
      zone: zoneSchema.parse('UTC'),
      timeline: [
        { at: at('2026-05-01T07:30:00Z'), event: 'sleep' },
        { at: at('2026-05-01T12:00:00Z'), event: 'wake' },
      ],
      durationOf: () => minute,
    })
    const seconds = runs.map(({ startedAt }) => (startedAt - at('2026-05-01T12:00:00Z')) / 1000)
    expect(seconds).toEqual([0, 5, 10, 15, 20, 25, 30, 35, 40, 45])
  })
})

function declared(missed: (typeof missedKinds)[number], index: number, newest: number): string {
  if (missed === 'skip') return 'missed'
  if (missed === 'runOnce') return index === newest ? 'ranLate' : 'missed'
  return index > newest - madeUpAtMost ? 'ranLate' : 'tooMany'
}

/** What a run that waits for the network does to the times that come meanwhile: how they were to be made up for plays no part. */
function besideStuck({ overlap }: Rules, index: number): string {
  if (index === 0 || overlap.kind === 'stopOld') return 'ran'
  if (overlap.kind === 'skip') return 'skippedRunning'
  return index <= overlap.inLine ? 'waited' : 'lineFull'
}
