import type { CalendarPeriod } from '../../../shared/model/budget.ts'
import { periodAround } from '../../../shared/rules/budget/period.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function budgetHandlers({
  heldCalls,
  usedBudgets,
  totals,
  clock,
}: Services): Pick<Handlers, 'budgets.used' | 'usage.periods' | 'budgets.held' | 'budgets.release'> {
  return {
    'budgets.used': ({ agentId }) => ({ uses: usedBudgets(agentId) }),
    'usage.periods': ({ agentId }) => {
      const used = (period: CalendarPeriod) => {
        const { from, to } = periodAround(dayOf(clock.now(), clock.zone()), period)
        return totals(agentId, from, to)
      }
      return { day: used('day'), week: used('week'), month: used('month') }
    },
    'budgets.held': async () => ({ calls: await heldCalls.list() }),
    async 'budgets.release'({ call }) {
      await heldCalls.release(call)
      return {}
    },
  }
}
