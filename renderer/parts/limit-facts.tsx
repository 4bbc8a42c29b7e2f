import { useTranslation } from 'react-i18next'
import type { AppError } from '../../shared/contract/errors.ts'
import { useMoment } from '../store/moment.ts'
import { Bar } from '../ui/figures.tsx'
import { limitText, usedText } from './limit-text.ts'
import { type ReachedLimit, readReachedLimit } from './reached-limit.ts'
import { useFormat } from './use-format.ts'

/** Which limit acted, how much of it is used, and when it starts anew; nothing for any other error. */
export function LimitFacts({ error }: { error: AppError }) {
  const reached = readReachedLimit(error)
  return reached === null ? null : <Facts reached={reached} />
}

function Facts({ reached }: { reached: ReachedLimit }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { scope, period, limit, spent, held, renewsAt } = reached
  const size = reached.size === 0 ? 1 : reached.size
  const share = Math.min(1, reached.spentSize / size)
  const heldShare = Math.min(1 - share, reached.heldSize / size)
  return (
    <div className="limit-facts">
      <Bar
        parts={[
          { kind: 'spent', share },
          { kind: 'held', share: heldShare },
        ]}
      />
      <dl className="ledger">
        <dt>{t('limits.facts.which')}</dt>
        <dd>
          {t(`limits.facts.of.${scope === 'computer' ? 'computer' : 'agent'}`, {
            limit: t(`limits.words.${period}`, { amount: limitText(limit, format, t) }),
          })}
        </dd>
        <dt>{t('limits.facts.spent')}</dt>
        <dd>{usedText(spent, format, t)}</dd>
        {reached.heldSize > 0 && (
          <>
            <dt>{t('limits.facts.held')}</dt>
            <dd>{usedText(held, format, t)}</dd>
          </>
        )}
        <dt>{t('limits.facts.renews')}</dt>
        <dd>{renewsAt === null ? t('limits.facts.nextRun') : format.dayAndClock(renewsAt, now)}</dd>
      </dl>
    </div>
  )
}
