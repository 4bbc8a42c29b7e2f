import type { Handlers } from '../router.ts'
import { agentHandlers } from './agents.ts'
import { alertHandlers } from './alerts.ts'
import { appHandlers } from './app.ts'
import { booksHandlers } from './books.ts'
import { approvalHandlers } from './approvals.ts'
import { budgetHandlers } from './budgets.ts'
import { deliverableHandlers } from './deliverables.ts'
import { folderHandlers } from './folders.ts'
import { forecastHandlers } from './forecasts.ts'
import { moneyHandlers } from './money.ts'
import { ownModelHandlers } from './own-models.ts'
import { healthHandlers } from './health.ts'
import { movingHandlers } from './moving.ts'
import { networkHandlers } from './network.ts'
import { providerHandlers } from './providers.ts'
import { robotHandlers } from './robots.ts'
import { runHandlers } from './runs.ts'
import { sampleHandlers } from './samples.ts'
import { scheduleHandlers } from './schedule.ts'
import { serverHandlers } from './servers.ts'
import type { Services } from './services.ts'
import { sourceHandlers } from './sources.ts'
import { siteHandlers } from './sites.ts'
import { trialHandlers } from './trials.ts'
import { updateHandlers } from './updates.ts'
import { valueHandlers } from './value.ts'
import { worldHandlers } from './world.ts'
import { settingsHandlers } from './settings.ts'

/** The whole list of what the page can make main do. */
export function createHandlers(services: Services): Handlers {
  return {
    ...appHandlers(services),
    ...settingsHandlers(services),
    ...folderHandlers(services),
    ...agentHandlers(services),
    ...forecastHandlers(services),
    ...runHandlers(services),
    ...approvalHandlers(services),
    ...deliverableHandlers(services),
    ...providerHandlers(services),
    ...ownModelHandlers(services),
    ...budgetHandlers(services),
    ...booksHandlers(services),
    ...moneyHandlers(services),
    ...scheduleHandlers(services),
    ...sampleHandlers(services),
    ...sourceHandlers(services),
    ...siteHandlers(services),
    ...serverHandlers(services),
    ...robotHandlers(services),
    ...networkHandlers(services),
    ...updateHandlers(services),
    ...movingHandlers(services),
    ...healthHandlers(services),
    ...trialHandlers(services),
    ...valueHandlers(services),
    ...alertHandlers(services),
    ...worldHandlers(services),
  }
}
