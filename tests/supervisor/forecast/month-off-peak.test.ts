import { expect, it } from 'vitest'
import { createForecastRepository } from '../../../electron/storage/companion/forecasts.ts'
import { createForecastService } from '../../../electron/supervisor/forecast/forecast-service.ts'
import { createRunPlanner } from '../../../electron/supervisor/forecast/plan-run.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { measuredInputSchema } from '../../../shared/model/forecast.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { triggerSchema } from '../../../shared/model/trigger.ts'
import { readingOf } from '../../../electron/supervisor/forecast/task-names.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent, makeProvider } from '../../helpers/things.ts'

/** A model that costs half from midnight to eight, as a month of evening runs finds it. */
function setUp(readyBy: string | null) {
  const agent = makeAgent({
    readyBy,
    triggers: [
      triggerSchema.parse({
        ...{ id: 'evening', kind: 'calendar', zone: 'UTC', times: ['20:00'] },
        days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
      }),
    ],
  })
  const rates = { input: 2_000_000, output: 4_000_000, cachedRead: null, cacheWrite: null, reasoning: null }
  const window = {
    ...{ zone: 'UTC', weekdays: [1, 2, 3, 4, 5, 6, 7], exceptHolidays: null },
    hours: [{ from: '00:00', to: '08:00' }],
  }
  const night = { when: { window }, rates: { ...rates, input: 1_000_000, output: 2_000_000 } }
  const price = { kind: 'rates' as const, currency: 'CNY', rates, variants: [night], validFrom: 0, source: 'test' }
  const reference = modelReferenceSchema.parse({ providerId: 'provider-1', model: 'small' })
  const paid = makeProvider({ models: [{ providerId: 'provider-1', name: 'small', contextTokens: 32_000, price }] })
  const db = openCompanionDatabase([agent]).db()
  const repository = createForecastRepository(db)
  const clock = createFakeClock(at('2026-03-02T12:00:00Z'), 'UTC')
  const texts = [{ tokens: 2_000, count: 5, language: 'en', precision: 'counted' }]
  const counted = measuredInputSchema.parse({ at: clock.now(), steps: [{ stepId: 'read', texts }] })
  repository.keepTask(agent.id, readingOf(agent.steps), counted)
  return createForecastService({
    repository,
    agents: { find: () => agent },
    grants: { admit: () => Promise.reject(new Error('nothing is edited here')) },
    planner: createRunPlanner({ repository, upcoming: () => [], live: () => [], places: () => 1, clock }),
    ownOutputs: () => [],
    providers: () => [paid],
    resolveModel: () => ({
      ...{ reference, label: 'small', contextTokens: 32_000, practice: false, fallbacks: [], choice: null },
    }),
    exchangeRates: () => [],
    language: () => 'en',
    processes: createProcessHost({ spawn: () => raise(), clock }),
    publish: () => undefined,
    clock,
  }).ofAgent(agent.id, null, false)
}

function raise(): never {
  throw new Error('no process is started here')
}

it('says of a month what it costs when its runs begin, where they may wait for cheaper hours', async () => {
  const [now, later] = [await setUp(null), await setUp('08:00')]
  expect(now.month).toMatchObject({ runs: 30, money: { kind: 'known', currency: 'CNY' } })
  expect(later.offPeak).toMatchObject({ reason: 'cheaper', share: 0.5 })
  const [dear, cheap] = [now, later].map(({ month }) =>
    month?.money.kind === 'known' ? month.money.range.expected : 0,
  )
  expect(dear).toBeGreaterThan(0)
  expect(cheap).toBe((dear ?? 0) / 2)
})
