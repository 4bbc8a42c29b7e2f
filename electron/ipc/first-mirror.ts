import type { DatabaseSync } from 'node:sqlite'
import { type Mirror, recentRunLimit, type System } from '../../shared/contract/mirror.ts'
import type { Instant } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { noOwnModels } from '../../shared/model/own-model.ts'
import { quietPower } from '../../shared/model/power.ts'
import type { Settings } from '../../shared/model/settings.ts'
import { noUsage } from '../../shared/model/usage.ts'
import { startOfDay } from '../../shared/rules/day.ts'
import { createAlertRepository } from '../storage/companion/alerts.ts'
import { createAgentRepository } from '../storage/companion/agents.ts'
import { createFiringRepository } from '../storage/companion/firings.ts'
import { createSourceRepository } from '../storage/companion/sources.ts'
import { createRunValueRepository } from '../storage/companion/run-values.ts'
import { createRunRepository, type RunRepository } from '../storage/companion/runs.ts'

/** How many ended runs are read at a time. */
const runsPerPage = 30

/** Main's truth as it stands on disk when the app starts; everything after it comes as events. */
export function readFirstMirror(from: {
  db: DatabaseSync
  clock: Clock
  settings: Settings
  system: Omit<System, 'zone' | 'startedAt' | 'gateway'>
}): Mirror {
  const { db, clock, settings, system } = from
  const today = startOfDay(clock.now(), clock.zone())
  const runs = runsToShow(createRunRepository(db), today)
  const values = createRunValueRepository(db)
  return {
    agents: Object.fromEntries(
      createAgentRepository(db)
        .list()
        .map((agent) => [agent.id, agent]),
    ),
    runs,
    live: {},
    marks: Object.fromEntries(
      values.marksOf(Object.values(runs).map(({ id }) => id)).map((mark) => [mark.runId, mark]),
    ),
    unread: values.unread(),
    providers: [],
    providersDown: {},
    ownModels: noOwnModels,
    settings,
    today: { from: today, usage: noUsage, runsDone: 0 },
    upcoming: [],
    missed: createFiringRepository(db).notOnTime(50),
    approvals: [],
    alerts: createAlertRepository(db).open(),
    sources: Object.fromEntries(
      createSourceRepository(db)
        .states()
        .map((state) => [state.triggerId, state]),
    ),
    counting: {},
    exporting: null,
    comparisons: {},
    trials: {},
    offered: null,
    system: { ...system, zone: clock.zone(), startedAt: clock.now(), gateway: 'asleep' },
    repairs: [],
    power: quietPower,
  }
}

/** Live runs and those of today, and a few older ones; the rest of the history is asked for page by page. */
function runsToShow(rows: RunRepository, today: Instant): Mirror['runs'] {
  const shown = rows.live()
  let before: Instant | null = null
  for (;;) {
    const page = rows.list({ before, agentId: null, limit: runsPerPage })
    shown.push(...page.runs)
    before = page.runs.at(-1)?.createdAt ?? null
    if (!page.more || before === null || before < today || shown.length >= recentRunLimit) break
  }
  return Object.fromEntries(shown.map((run) => [run.id, run]))
}
