import type { PortOperation } from './operation.ts'
import { adviceOf } from './operations/advice-of.ts'
import { budgetSimulate } from './operations/budget-simulate.ts'
import { documentRead } from './operations/document-read.ts'
import { netCheck } from './operations/net-check.ts'
import { pathOpen } from './operations/path-open.ts'
import { modelRoute } from './operations/model-route.ts'
import { runForecastOf } from './operations/forecast-of.ts'
import { planOffpeak } from './operations/plan-offpeak.ts'
import { priceOf } from './operations/price-of.ts'
import { scheduleNext } from './operations/schedule-next.ts'
import { scheduleReplay } from './operations/schedule-replay.ts'
import { sseFeed } from './operations/sse-feed.ts'
import { stepRun } from './operations/step-run.ts'
import { usageRead } from './operations/usage-read.ts'
import { valueOf } from './operations/value-of.ts'

/** Everything the port can do besides `help`; each calls the production module itself. */
export const operations: Readonly<Record<string, PortOperation>> = {
  'advice.of': adviceOf,
  'budget.simulate': budgetSimulate,
  'document.read': documentRead,
  'net.check': netCheck,
  'path.open': pathOpen,
  'model.route': modelRoute,
  'forecast.of': runForecastOf,
  'plan.offpeak': planOffpeak,
  'price.of': priceOf,
  'schedule.next': scheduleNext,
  'schedule.replay': scheduleReplay,
  'sse.feed': sseFeed,
  'step.run': stepRun,
  'usage.read': usageRead,
  'value.of': valueOf,
}
