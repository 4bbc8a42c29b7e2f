import type { AgentId, Zone } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { periodAround } from '../../../shared/rules/budget/period.ts'
import type { DayUse } from '../../../shared/rules/budget/spending.ts'
import { dayOf, firstMomentOf } from '../../../shared/rules/day.ts'
import type { PastRun } from '../../../shared/rules/forecast/history.ts'
import type { ForecastRepository } from '../../storage/companion/forecasts.ts'

/** Runs looked at, of which those of other steps or another model say nothing. */
const looked = 50
/** Runs learnt from. */
const learnt = 12

/** What an agent's newest runs of the same task with the same model used, the newest first. */
export function pastRunsOf(
  repository: Pick<ForecastRepository, 'endedRuns'>,
  agentId: AgentId,
  task: string,
  model: ModelReference,
): PastRun[] {
  return repository
    .endedRuns(agentId, looked)
    .filter(
      (run) =>
        run.state.name === 'succeeded' &&
        run.state.outcome !== 'nothingToDo' &&
        run.usage.calls > 0 &&
        run.forecast?.task === task &&
        run.model.providerId === model.providerId &&
        run.model.model === model.model,
    )
    .slice(0, learnt)
    .map(({ usage, forecast }) => ({
      calls: usage.calls,
      tokens: usage.tokens,
      ofSteps: forecast?.ofSteps ?? null,
    }))
}

/** What an agent used on each day of the week and the month that are under way. */
export function usedBefore(
  repository: Pick<ForecastRepository, 'usageSince'>,
  agentId: AgentId,
  clock: Pick<Clock, 'now' | 'zone'>,
): DayUse[] {
  const zone: Zone = clock.zone()
  const today = dayOf(clock.now(), zone)
  const starts = (['week', 'month'] as const).map((period) => periodAround(today, period).from).toSorted()
  const from = firstMomentOf(starts[0] ?? today, zone)
  return repository.usageSince(agentId, from).flatMap(({ createdAt, usage }) => {
    const day = dayOf(createdAt, zone)
    const tokens = BigInt(totalTokens(usage.tokens))
    return [
      { day, tokens, money: null },
      ...usage.spent.map(({ currency, micros }) => ({
        day,
        tokens: 0n,
        money: { currency, pico: BigInt(Math.max(0, micros)) * picoPerMicro },
      })),
    ]
  })
}
