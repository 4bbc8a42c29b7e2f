import { describe, expect, it } from 'vitest'
import { createDayWatch } from '../../../electron/supervisor/alerts/watch-days.ts'
import type { Firing, FiringOutcome } from '../../../shared/model/firing.ts'
import { firingSchema } from '../../../shared/model/firing.ts'
import { digestSchema } from '../../../shared/model/digest.ts'
import { noMoney } from '../../../shared/model/money-report.ts'
import { valueOf } from '../../../shared/rules/value/value-of.ts'
import { openAlertWorld } from './alert-world.ts'
import { birthday, makeTrigger } from '../../helpers/things.ts'

const hour = 3_600_000

function firing(outcome: FiringOutcome): Firing {
  return firingSchema.parse({
    id: outcome,
    agentId: 'agent-1',
    triggerId: makeTrigger().id,
    dueAt: birthday,
    outcome,
    runId: null,
    error: null,
    decidedAt: birthday,
  })
}

function openWorld({ start, firings, runs }: { start: string; firings: Firing[]; runs: number }) {
  const world = openAlertWorld({ start })
  const asked: string[] = []
  const days = createDayWatch({
    desk: world.desk,
    firings: { notOnTimeBetween: () => firings },
    rows: { runs: () => ({ runs: [], more: runs }) },
    digest: {
      async read(day) {
        asked.push(day)
        const { sum, runs: counts, failed, again, cache, hours } = noMoney
        const money = { sum, runs: counts, failed, again, cache, hours }
        const total = valueOf([], { hourlyRates: [], exchangeRates: [] })
        return digestSchema.parse({
          from: day,
          to: '2026-04-26',
          value: { total, agents: [], jobs: [] },
          money,
          deliverables: 7,
          notOnTime: 0,
        })
      },
    },
    publish: (event) => world.events.push(event),
    clock: world.clock,
  })
  return { ...world, days, asked, kinds: () => world.told().flatMap((alerts) => alerts.map(({ id }) => id)) }
}

describe('an evening', () => {
  // 17:00 in Shanghai, a Friday.
  const start = '2026-05-01T09:00:00Z'

  it('says that nothing ran though something was due, once that day', () => {
    const { days, clock, kinds } = openWorld({ start, firings: [firing('missed'), firing('notStarted')], runs: 0 })
    days.look()
    clock.advance(hour - 1)
    expect(kinds()).toEqual([])
    clock.advance(5 * hour)
    expect(kinds()).toEqual(['nothing:2026-05-01'])
  })

  it.each([
    ['nothing was due', [], 0],
    ['the owner had paused everything', [firing('skippedPaused')], 0],
    ['something ran', [firing('missed')], 1],
  ])('says nothing where %s', (_why, firings, runs) => {
    const { days, clock, kinds } = openWorld({ start, firings, runs })
    days.look()
    clock.advance(6 * hour)
    expect(kinds()).toEqual([])
  })
})

describe('a Monday morning', () => {
  // 07:30 on Monday the 27th of April.
  const start = '2026-04-26T23:30:00Z'

  it('offers the page of the week before, with its figures', async () => {
    const { days, clock, kinds, asked, told } = openWorld({ start, firings: [], runs: 12 })
    days.look()
    clock.advance(hour / 2)
    expect(asked).toEqual([])
    clock.advance(1)
    await expect.poll(kinds).toEqual(['digest:2026-04-20'])
    expect(told().flat()[0]?.about).toMatchObject({ kind: 'digest', runs: 12, deliverables: 7, worth: null, spent: [] })
    clock.advance(24 * hour)
    expect(asked).toEqual(['2026-04-20'])
  })

  it('that the computer slept through is made up for on the day it wakes', async () => {
    const { days, clock, kinds } = openWorld({ start, firings: [], runs: 1 })
    clock.jump(50 * hour)
    days.look()
    await expect.poll(kinds).toEqual(['digest:2026-04-20'])
  })

  it('offers nothing of a week in which nothing ran', () => {
    const { days, clock, asked } = openWorld({ start, firings: [], runs: 0 })
    days.look()
    clock.advance(9 * hour)
    expect(asked).toEqual([])
  })
})
