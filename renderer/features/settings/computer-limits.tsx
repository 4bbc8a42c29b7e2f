import { useTranslation } from 'react-i18next'
import { computerBudgetsSchema } from '../../../shared/model/budget.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { LimitList } from '../../parts/limit-list.tsx'
import { useUsedLimits } from '../../parts/use-used-limits.ts'

/** What all agents of this computer may spend together. */
export function ComputerLimits({
  settings,
  openAt,
  onChange,
}: {
  settings: Settings
  openAt: string | undefined
  onChange: (changed: Partial<Settings>) => void
}) {
  const { t } = useTranslation()
  const uses = useUsedLimits(null)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('limits.titleOfComputer')}</h2>
      <p className="note mb-3">
        {t(settings.computerBudgets.length === 0 ? 'limits.noneOfComputer' : 'limits.together')}
      </p>
      <LimitList
        limits={settings.computerBudgets}
        periods={['day', 'week', 'month']}
        openAt={openAt}
        uses={uses}
        onChange={(limits) => {
          const budgets = limits.map((limit) => ({ ...limit, scope: 'computer' }))
          onChange({ computerBudgets: computerBudgetsSchema.parse(budgets) })
        }}
      />
    </section>
  )
}
