import type { OffPeakPlan } from '../../shared/model/off-peak.ts'
import type { Instant } from '../../shared/model/brand.ts'
import type { Translate } from '../../shared/rules/format.ts'
import type { useFormat } from './use-format.ts'

/** When a run that may wait begins, why then, and what that saves. `due`: the moment its time comes. */
export function offPeakText(
  plan: OffPeakPlan,
  due: Instant,
  now: Instant,
  format: ReturnType<typeof useFormat>,
  t: Translate,
): string {
  const words = {
    due: format.dayAndClock(due, now),
    start: format.dayAndClock(plan.startAt, now),
    ready: format.dayAndClock(plan.readyBy, now),
  }
  const when = t(`forecast.offPeak.${plan.reason}`, words)
  if (plan.saving === null || plan.share === null) return when
  const saving = t('forecast.offPeak.saving', {
    amount: format.money(plan.saving),
    percent: Math.round(plan.share * 100),
  })
  return t('today.sentences', { main: when, rest: saving })
}
