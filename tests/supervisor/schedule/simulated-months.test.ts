import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'

import { countingIds, openAgentDatabase } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'

const minute = 60_000
const day = 1440 * minute
const start = at('2026-05-01T00:00:30Z')

type Plan = { id: string; policy: 'runOnce' | 'skip'; minuteOfDay: number }
type Moment = { agent: string; dueAt: number; outcome: string }

const planOf = fc.record({
  policy: fc.constantFrom('runOnce' as const, 'skip' as const),
  minuteOfDay: fc.nat(1439),
})
const stepOf = fc.oneof(
  fc.record({ do: fc.constant('awake' as const), minutes: fc.integer({ min: 1, max: 700 }) }),
  fc.record({ do: fc.constantFrom('sleep' as const, 'off' as const), minutes: fc.integer({ min: 1, max: 8000 }) }),
  fc.record({ do: fc.constantFrom('pause' as const, 'goOn' as const, 'runsEnd' as const) }),
)

describe('weeks of sleeping, closing, pausing and working', () => {
  it('end with exactly the declared runs, and every moment on record with what became of it', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(
        fc.array(planOf, { minLength: 1, maxLength: 4 }),
        fc.array(stepOf, { maxLength: 40 }),
        (drawn, drawnSteps) => {
          // After a wake-up runs start one after the other, all of them within a minute.
          const steps = drawnSteps.flatMap((step): Step[] =>
            step.do === 'sleep' || step.do === 'off' ? [step, { do: 'awake', minutes: 1 }] : [step],
          )
          const plans = drawn.map((plan, index) => ({ ...plan, id: `agent-${index}` }))
          const real = runScheduler(plans, steps)
          const expected = countByHand(plans, steps)
          expect(real.moments).toEqual(expected)
          const started = expected.filter(({ outcome }) => outcome === 'ran' || outcome === 'ranLate')
          expect(real.runs).toBe(started.length)
        },
      ),
      { numRuns: 25, seed: 404 },
    )
  })
})

type Step = typeof stepOf extends fc.Arbitrary<infer Value> ? Value : never

function runScheduler(plans: readonly Plan[], steps: readonly Step[]): { moments: Moment[]; runs: number } {
  const database = openAgentDatabase()
  const clock = createFakeClock(start)
  const runs = createFakeRuns(clock)
  const newId = countingIds('firing')
  const decided = new Map<string, Moment>()
  let paused = false
  const publish = (event: AppEvent) => {
    if (event.type !== 'firing.decided') return
    const { id, agentId, dueAt, outcome } = event.firing
    decided.set(id, { agent: agentId, dueAt, outcome })
  }
  const build = (db: typeof database.db) => {
    const agents = createAgentRepository(db)
    for (const { id, policy, minuteOfDay } of plans) {
      const time = `${pad(Math.floor(minuteOfDay / 60))}:${pad(minuteOfDay % 60)}`
      agents.save(makeAgent({ id, missedRunPolicy: policy, triggers: [makeTrigger({ time })] }))
    }
    const firings = createFiringRepository(db)
    const scheduler = createScheduler({ agents, firings, runs, clock, newId, wasPausedAt: () => paused, publish })
    void scheduler.start()
    return scheduler
  }
  let scheduler = build(database.db)
  for (const step of steps) {
    if (step.do === 'awake') clock.advance(step.minutes * minute)
    else if (step.do === 'sleep') {
      clock.jump(step.minutes * minute)
      scheduler.wake()
    } else if (step.do === 'off') {
      scheduler.stop()
      clock.jump(step.minutes * minute)
      scheduler = build(database.reopen())
    } else if (step.do === 'runsEnd') runs.endAll()
    else paused = step.do === 'pause'
  }
  scheduler.stop()
  return { moments: [...decided.values()].toSorted(inOrder), runs: runs.all().length }
}

/** The same by arithmetic, step by step, sharing nothing with the code. */
function countByHand(plans: readonly Plan[], steps: readonly Step[]): Moment[] {
  const moments: Moment[] = []
  const working = new Set<string>()
  let paused = false
  let now: number = start
  for (const step of steps) {
    if (step.do === 'runsEnd') working.clear()
    if (step.do === 'pause' || step.do === 'goOn') paused = step.do === 'pause'
    if (!('minutes' in step)) continue
    const before = now
    now += step.minutes * minute
    for (const plan of plans) {
      const due = dueBetween(plan, before, now)
      for (const [index, dueAt] of due.entries()) {
        const seen = step.do === 'awake' ? dueAt : now
        const newest = step.do === 'awake' || index === due.length - 1
        const late = seen - dueAt > minute
        const outcome = paused
          ? 'skippedPaused'
          : !newest || (late && plan.policy === 'skip')
            ? 'missed'
            : working.has(plan.id)
              ? 'skippedRunning'
              : late
                ? 'ranLate'
                : 'ran'
        if (outcome === 'ran' || outcome === 'ranLate') working.add(plan.id)
        moments.push({ agent: plan.id, dueAt, outcome })
      }
    }
  }
  return moments.toSorted(inOrder)
}

function dueBetween(plan: Plan, after: number, until: number): number[] {
  const due: number[] = []
  for (let date = Math.floor(after / day) * day; date <= until; date += day) {
    const moment = date + plan.minuteOfDay * minute
    if (moment > after && moment <= until) due.push(moment)
  }
  return due
}

function inOrder(left: Moment, right: Moment): number {
  return left.dueAt - right.dueAt || left.agent.localeCompare(right.agent)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
