import { describe, expect, it } from 'vitest'
import { createTodayService } from '../../../electron/supervisor/today/today-service.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeRun } from '../../helpers/things.ts'

const hour = 3_600_000
const complete = { name: 'succeeded', outcome: 'complete' } as const

/** 10 in the morning in Shanghai, with a ledger that says one call per hour of the day asked for. */
function setUp(runs: readonly Run[] = []) {
  const clock = createFakeClock(at('2026-05-01T02:00:00Z'), 'Asia/Shanghai')
  const events: AppEvent[] = []
  const days: string[] = []
  let refusal: CodedError | null = null
  let calls = 1
  const newestFirst = runs.toSorted((left, right) => right.createdAt - left.createdAt)
  const today = createTodayService({
    readUsage: (day) => {
      if (refusal !== null) throw refusal
      days.push(day)
      return { ...noUsage, calls }
    },
    runs: {
      list({ before, limit }) {
        const older = newestFirst.filter((run) => before === null || run.createdAt < before)
        return { runs: older.slice(0, limit), more: older.length > limit }
      },
    },
    publish: (event) => events.push(event),
    clock,
  })
  return {
    clock,
    today,
    days,
    spend: (count: number) => {
      calls = count
    },
    refuse: (error: CodedError | null) => {
      refusal = error
    },
    changes: () => events.flatMap((event) => (event.type === 'today.changed' ? [event.today] : [])),
    notices: () => events.filter((event) => event.type === 'notice'),
  }
}

const ended = (id: string, created: string, end: string, state: Run['state'] = complete) => {
  return makeRun({ id, createdAt: at(created), endedAt: at(end), state })
}

describe('today', () => {
  it('begins at midnight of the PC’s zone, with what was used and done since', () => {
    const { today, changes, days } = setUp([
      ended('yesterday', '2026-04-30T10:00:00Z', '2026-04-30T15:59:59Z'),
      ended('over-midnight', '2026-04-30T15:00:00Z', '2026-04-30T16:00:00Z'),
      ended('morning', '2026-05-01T00:00:00Z', '2026-05-01T00:10:00Z'),
      ended('stopped', '2026-05-01T00:20:00Z', '2026-05-01T00:30:00Z', { name: 'stopped' }),
      makeRun({ id: 'live', createdAt: at('2026-05-01T01:00:00Z'), state: { name: 'running' } }),
    ])
    today.start()
    const expected = { from: at('2026-04-30T16:00:00Z'), usage: { ...noUsage, calls: 1 }, runsDone: 2 }
    expect(changes()).toEqual([expected])
    expect(today.current()).toEqual(expected)
    expect(days).toEqual(['2026-05-01'])
  })

  it('counts through all pages', () => {
    const many = Array.from({ length: 350 }, (_, index) =>
      makeRun({
        id: `run-${index}`,
        createdAt: at('2026-05-01T00:00:00Z') + index,
        endedAt: at('2026-05-01T01:00:00Z'),
        state: complete,
      }),
    )
    const { today } = setUp(many)
    today.start()
    expect(today.current().runsDone).toBe(350)
  })

  it('follows money at most once a second, and finished runs', () => {
    const { today, clock, changes, spend } = setUp()
    today.start()
    spend(5)
    const runId = runIdSchema.parse('run-1')
    for (let count = 0; count < 50; count += 1) {
      today.observe({ type: 'run.meter', runId, usage: noUsage, tokensPerSecond: 9 })
      clock.advance(10)
    }
    expect(changes()).toHaveLength(1)
    clock.advance(500)
    expect(changes().at(-1)).toMatchObject({ usage: { calls: 5 }, runsDone: 0 })
    const run = ended('run-1', '2026-05-01T01:00:00Z', '2026-05-01T02:00:00Z')
    today.observe({ type: 'run.saved', run })
    today.observe({ type: 'run.saved', run })
    today.observe({ type: 'run.saved', run: makeRun({ id: 'run-2', state: { name: 'running' } }) })
    clock.advance(1000)
    expect(changes()).toHaveLength(3)
    expect(changes().at(-1)).toMatchObject({ runsDone: 1 })
    clock.advance(10_000)
    expect(changes()).toHaveLength(3)
  })

  it('begins anew at midnight, by itself', () => {
    const { today, clock, changes, days } = setUp([ended('morning', '2026-05-01T00:00:00Z', '2026-05-01T00:10:00Z')])
    today.start()
    clock.advance(14 * hour - 1)
    expect(changes()).toHaveLength(1)
    clock.advance(1)
    expect(changes().at(-1)).toMatchObject({ from: at('2026-05-01T16:00:00Z'), runsDone: 0 })
    expect(days).toEqual(['2026-05-01', '2026-05-02'])
    expect(clock.pending()).toBe(1)
  })

  it('notices a new day after sleep and a new zone after a journey', () => {
    const { today, clock, days } = setUp()
    today.start()
    clock.jump(30 * hour)
    clock.advance(hour)
    expect(days.at(-1)).toBe('2026-05-02')
    clock.setZone('America/New_York')
    today.wake()
    expect(today.current().from).toBe(at('2026-05-02T04:00:00Z'))
  })

  it('keeps the last known money while the ledger cannot be read, and says so once', () => {
    const { today, clock, refuse, notices, spend } = setUp()
    today.start()
    refuse(new CodedError('storage.failed'))
    spend(9)
    today.wake()
    today.wake()
    clock.advance(hour)
    expect(today.current().usage.calls).toBe(1)
    expect(notices()).toHaveLength(1)
    refuse(null)
    today.wake()
    expect(today.current().usage.calls).toBe(9)
  })

  it('is still when stopped', () => {
    const { today, clock, changes } = setUp()
    today.start()
    today.stop()
    today.observe({ type: 'run.meter', runId: runIdSchema.parse('run-1'), usage: noUsage, tokensPerSecond: null })
    today.wake()
    clock.advance(48 * hour)
    expect(changes()).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })
})
