import { useTranslation } from 'react-i18next'
import type { BudgetUse } from '../../shared/model/budget.ts'
import { useMoment } from '../store/moment.ts'
import { Bar } from '../ui/figures.tsx'
import { limitText } from './limit-text.ts'
import { useFormat } from './use-format.ts'

/** How full a cap is: spent is solid, set aside is hatched, the tick is where it warns and the end where it stops. */
export function LimitUse({ use, warnAt }: { use: BudgetUse; warnAt: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { used, missingRate } = use
  if (missingRate !== null) return <p className="note">{t('limits.used.rateMissing', missingRate)}</p>
  if (used === null) return null
  const isHeld = used.held.kind === 'money' ? used.held.micros > 0 : used.held.tokens > 0
  const words = [
    t(`limits.used.${use.period}`, {
      used: used.spent.kind === 'tokens' ? format.count(used.spent.tokens) : limitText(used.spent, format, t),
      limit: limitText(use.limit, format, t),
      date: format.day(use.renewsAt, now),
    }),
    ...(isHeld ? [t('limits.used.held', { held: limitText(used.held, format, t) })] : []),
    ...(used.unpricedCalls > 0 ? [t('limits.used.unpriced')] : []),
  ]
  return (
    <>
      <Bar
        parts={[
          { kind: 'spent', share: used.spentShare },
          { kind: 'held', share: used.heldShare },
        ]}
        tick={warnAt / 100}
      />
      <p className="small max-w-96">{t('limits.used.all', { words: words.join(t('limits.used.and')) })}</p>
    </>
  )
}
