import type { DatabaseSync } from 'node:sqlite'
import { toAppError } from '../shared/contract/errors.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { createActRepository } from './storage/companion/acts.ts'
import { createFiringRepository } from './storage/companion/firings.ts'
import { createForecastRepository } from './storage/companion/forecasts.ts'
import { createForecastService, type ForecastService } from './supervisor/forecast/forecast-service.ts'
import { createRunPlanner } from './supervisor/forecast/plan-run.ts'
import type { PageService } from './supervisor/pages/page-service.ts'
import type { RunService } from './supervisor/runs/run-service.ts'

type Made = 'repository' | 'ownOutputs' | 'planner'

/** The next moments of agents that are looked at for what else will be at work. */
const upcomingAtMost = 200

/** What runs will cost and when they begin, and what changes about it as agents run and go. */
export function composeForecasts(
  parts: Omit<Parameters<typeof createForecastService>[0], Made> & {
    db: DatabaseSync
    runs: Pick<RunService, 'live'>
    pages: Pick<PageService, 'signOut'>
    places: () => number
  },
): { forecasts: ForecastService; observe: (event: AppEvent) => void } {
  const { db, runs, pages, publish, clock, places } = parts
  const repository = createForecastRepository(db)
  const firings = createFiringRepository(db)
  const planner = createRunPlanner({
    repository,
    upcoming: () => firings.upcoming(upcomingAtMost),
    live: runs.live,
    places,
    clock,
  })
  const forecasts = createForecastService({
    ...parts,
    repository,
    ownOutputs: createActRepository(db).placesOf,
    planner,
  })
  return {
    forecasts,
    observe(event) {
      // A run reads its documents itself, and one reader at a time is enough for an agent.
      if (event.type === 'run.saved' && event.run.state.name === 'running') forecasts.stopCounting(event.run.agentId)
      if (event.type !== 'agent.removed') return
      forecasts.stopCounting(event.agentId)
      pages.signOut(event.agentId).catch((thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) }))
    },
  }
}
