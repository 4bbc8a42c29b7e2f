import { useTranslation } from 'react-i18next'
import { totalTokens } from '../../../shared/model/usage.ts'
import { AlsoIn } from '../../parts/also-in.tsx'
import { MoneyFigure } from '../../parts/money.tsx'
import { PeriodMeters } from '../../parts/period-meters.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useTicking } from '../../ui/figures.tsx'

/** What today cost: the one figure of the page. */
export function UsageToday() {
  const { t } = useTranslation()
  const format = useFormat()
  const today = useTicking(useMirror((mirror) => mirror.today))
  const { usage } = today
  const budgets = useMirror((mirror) => mirror.settings.computerBudgets)
  const tokens = totalTokens(usage.tokens)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('today.usage.title')}</h2>
      {usage.calls === 0 ? (
        <p className="soft small">{t('today.usage.nothing')}</p>
      ) : (
        <>
          <MoneyFigure usage={usage} size="f7" live={false} />
          <AlsoIn usage={usage} at={today.from} />
          <p className="soft small mt-2">{t('today.usage.paid')}</p>
        </>
      )}
      <PeriodMeters agentId={null} budgets={budgets} />
      {tokens > 0 && (
        <dl className="ledger mt-4">
          <dt>{t('today.usage.runs')}</dt>
          <dd>{format.count(today.runsDone)}</dd>
          <dt>{t('today.usage.tokens')}</dt>
          <dd>
            {format.count(tokens)} <span className="quiet">{format.pages(usage)}</span>
          </dd>
        </dl>
      )}
    </section>
  )
}
