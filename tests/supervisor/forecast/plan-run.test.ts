import { describe, expect, it } from 'vitest'
import { createForecastRepository } from '../../../electron/storage/companion/forecasts.ts'
import { createRunPlanner } from '../../../electron/supervisor/forecast/plan-run.ts'
import {
  agentIdSchema,
  type Instant,
  instantSchema,
  runIdSchema,
  triggerIdSchema,
} from '../../../shared/model/brand.ts'
import { forecastMoneySchema } from '../../../shared/model/forecast.ts'
import { type Run, runSchema } from '../../../shared/model/run.ts'
import type { Upcoming } from '../../../shared/model/firing.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { makeAgent, makeRun } from '../../helpers/things.ts'

const evening = instantSchema.parse(Date.parse('2026-03-02T20:00:00Z'))
const at = (text: string) => instantSchema.parse(Date.parse(text))
const agent = makeAgent({ readyBy: '08:00' })
const other = agentIdSchema.parse('other')

/** Half the price from half past midnight on. */
const atNight = (moment: Instant) => {
  const expected = moment >= at('2026-03-03T00:30:00Z') ? 50 : 100
  return forecastMoneySchema.parse({ kind: 'known', currency: 'CNY', range: { low: 1, expected, high: 200 } })
}

function makePlanner({
  upcoming = [],
  live = [],
  places = 1,
}: {
  upcoming?: Upcoming[]
  live?: Run[]
  places?: number
}) {
  const database = openCompanionDatabase([agent])
  const repository = createForecastRepository(database.db())
  const ended = new Map([
    [agent.id, 600],
    [other, 3_600],
  ])
  return createRunPlanner({
    repository: {
      endedRuns: (agentId) => [
        ...repository.endedRuns(agentId, 20),
        { ...makeRun(), state: { name: 'succeeded', outcome: 'complete' }, workedSeconds: ended.get(agentId) ?? 0 },
        { ...makeRun(), state: { name: 'stopped' }, workedSeconds: 90_000 },
      ],
    },
    upcoming: () => upcoming,
    live: () => live,
    places: () => places,
    clock: createFakeClock(evening, 'UTC'),
  })
}

describe('when a run that may wait begins', () => {
  it('goes by the price, the agent’s own clock and how long its runs took', () => {
    expect(makePlanner({}).plan(agent, evening, atNight)).toEqual({
      startAt: at('2026-03-03T07:30:00Z'),
      readyBy: at('2026-03-03T08:00:00Z'),
      reason: 'cheaper',
      saving: { currency: 'CNY', micros: 50 },
      share: 0.5,
    })
  })

  it('leaves the place to what is due or put off to the same time', () => {
    const due = { agentId: other, triggerId: triggerIdSchema.parse('other'), dueAt: at('2026-03-03T07:00:00Z') }
    expect(makePlanner({ upcoming: [due] }).plan(agent, evening, atNight)?.startAt).toBe(at('2026-03-03T06:45:00Z'))
    const offPeak = makePlanner({}).plan(agent, evening, atNight)
    const putOff = runSchema.parse({
      ...makeRun(),
      id: runIdSchema.parse('put-off'),
      agentId: other,
      state: { name: 'waiting', for: 'offPeak' },
      offPeak,
    })
    expect(makePlanner({ live: [putOff] }).plan(agent, evening, atNight)?.startAt).toBe(at('2026-03-03T07:15:00Z'))
    expect(makePlanner({ live: [putOff], places: 2 }).plan(agent, evening, atNight)?.startAt).toBe(offPeak?.startAt)
  })

  it('is decided for none that has to begin at once', () => {
    expect(makePlanner({}).plan(makeAgent({}), evening, atNight)).toBe(null)
  })

  it('does not wait for a price nobody knows', () => {
    const plan = makePlanner({}).plan(agent, evening, () => ({ kind: 'unknown' }))
    expect(plan).toMatchObject({ startAt: evening, reason: 'samePrice', saving: null })
    expect(makePlanner({}).plan(agent, evening, () => null)).toMatchObject({ startAt: evening, saving: null })
  })
})
