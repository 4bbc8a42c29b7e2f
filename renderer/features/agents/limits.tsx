import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { agentBudgetsSchema } from '../../../shared/model/budget.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { LimitList } from '../../parts/limit-list.tsx'
import { useUsedLimits } from '../../parts/use-used-limits.ts'

/** What this agent may spend: in one run, and in a day, a week or a month. */
export function Limits({
  agentId,
  draft,
  openAt,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  openAt: string | undefined
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const uses = useUsedLimits(agentId)
  return (
    <section>
      <h2>{t('limits.title')}</h2>
      {draft.budgets.length === 0 && <p className="note mb-2">{t('limits.noneOfAgent')}</p>}
      <LimitList
        limits={draft.budgets}
        periods={['run', 'day', 'week', 'month']}
        openAt={openAt}
        uses={uses}
        onChange={(limits) => {
          const budgets = limits.map((limit) => ({ ...limit, scope: limit.period === 'run' ? 'run' : 'agent' }))
          onChange({ ...draft, budgets: agentBudgetsSchema.parse(budgets) })
        }}
      />
    </section>
  )
}
