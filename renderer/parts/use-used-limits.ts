import { useEffect, useState } from 'react'
import type { AgentId } from '../../shared/model/brand.ts'
import type { BudgetUse } from '../../shared/model/budget.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'

/**
 * How much of the saved caps of an agent, or of this computer (null), is used, by the id of the cap. Asked again whenever money was
 * spent or a cap or a rate was saved; until an answer comes, the last one stands.
 */
export function useUsedLimits(agentId: AgentId | null): ReadonlyMap<string, BudgetUse> {
  const [uses, setUses] = useState<readonly BudgetUse[]>([])
  const today = useMirror((mirror) => mirror.today)
  const settings = useMirror((mirror) => mirror.settings)
  const agent = useMirror((mirror) => (agentId === null ? null : mirror.agents[agentId]))
  useEffect(() => {
    let current = true
    send('budgets.used', { agentId }).then(
      (reply) => current && setUses(reply.uses),
      // Main tells by itself that the books cannot be read; bars that may be wrong are not shown.
      () => current && setUses([]),
    )
    return () => {
      current = false
    }
  }, [agentId, today, settings, agent])
  return new Map(uses.map((use) => [use.budget, use]))
}
