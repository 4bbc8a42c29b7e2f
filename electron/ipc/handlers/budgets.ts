import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function budgetHandlers({
  heldCalls,
  usedBudgets,
}: Services): Pick<Handlers, 'budgets.used' | 'budgets.held' | 'budgets.release'> {
  return {
    'budgets.used': ({ agentId }) => ({ uses: usedBudgets(agentId) }),
    'budgets.held': async () => ({ calls: await heldCalls.list() }),
    async 'budgets.release'({ call }) {
      await heldCalls.release(call)
      return {}
    },
  }
}
