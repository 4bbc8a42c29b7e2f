import { createTranslator } from '../shared/i18n/translate.ts'
import { digestLines } from '../shared/rules/alerts/digest-words.ts'
import type { RoomsWorld } from './compose-rooms.ts'
import { dataPlaceOf } from './data-place.ts'
import { createAgentRepository } from './storage/companion/agents.ts'
import { createAlertRepository } from './storage/companion/alerts.ts'
import { createFiringRepository } from './storage/companion/firings.ts'
import { createRunValueRepository } from './storage/companion/run-values.ts'
import { createDigestService, type DigestService } from './supervisor/digest/digest-service.ts'
import type { ValueService } from './supervisor/value/value-service.ts'
import { createWeekRows } from './storage/companion/week-rows.ts'
import { createAlertDesk } from './supervisor/alerts/alert-desk.ts'
import { type AlertService, createAlertService } from './supervisor/alerts/alert-service.ts'
import { createDayWatch } from './supervisor/alerts/watch-days.ts'
import { createSpendingWatch } from './supervisor/alerts/watch-spending.ts'

/** What the owner is told of though they are not looking. */
export function composeAlerts(
  world: RoomsWorld,
  value: Pick<ValueService, 'read'>,
): { alerts: AlertService; digest: DigestService } {
  const { db, settings, robots, mail, publish, runs, usedBudgets, money } = world
  const { clock } = world.edge
  const [firings, rows] = [createFiringRepository(db), createWeekRows(db)]
  const digest = createDigestService({ value, money, values: createRunValueRepository(db), firings, clock })
  const reader = () => ({ language: settings.language(), t: createTranslator(settings.language()).t })
  const desk = createAlertDesk({
    repository: createAlertRepository(db),
    settings: () => settings.current().alerts,
    ...{ robots, mail, reader },
    weekOf: async (from) => digestLines(await digest.read(from), reader()),
    publish,
    clock,
  })
  const agents = createAgentRepository(db).list
  const dataPlace = () => dataPlaceOf(world.edge.dataFolder, process.platform)
  const spending = createSpendingWatch({ desk, runs, agents, settings: settings.current, usedBudgets })
  const days = createDayWatch({ desk, firings, rows, digest, publish, clock })
  return { alerts: createAlertService({ desk, spending, days, agents, dataPlace, publish, clock }), digest }
}
