import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function budgetHandlers({ heldCalls }: Services): Pick<Handlers, 'budgets.held' | 'budgets.release'> {
  return {
    'budgets.held': async () => ({ calls: await heldCalls.list() }),
    async 'budgets.release'({ call }) {
      await heldCalls.release(call)
      return {}
    },
  }
}
