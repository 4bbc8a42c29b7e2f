import { useTranslation } from 'react-i18next'
import { OpenChip } from '../ui/chip.tsx'
import type { BudgetLimit, BudgetUse } from '../../shared/model/budget.ts'
import { LimitForm } from './limit-form.tsx'
import { LimitUse } from './limit-use.tsx'
import { limitText } from './limit-text.ts'
import type { Limit } from './typed-limit.ts'
import { useFormat } from './use-format.ts'

/** Caps, each as a sentence that can be changed; under it how full it is, once it is saved. */
export function LimitList({
  limits,
  periods,
  openAt,
  uses,
  onChange,
}: {
  limits: readonly Limit[]
  periods: readonly Limit['period'][]
  /** The one that is open from the start. */
  openAt: string | undefined
  /** How much of each is used, by its id. */
  uses: ReadonlyMap<string, BudgetUse>
  onChange: (limits: Limit[]) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="limits">
      {limits.map((limit) => {
        const use = uses.get(limit.id)
        const without = limits.filter((each) => each.id !== limit.id)
        return (
          <div key={limit.id} className="limit">
            <LimitChip
              limit={limit}
              periods={periods}
              startOpen={openAt === limit.id}
              onDone={(changed) => onChange(limits.map((each) => (each.id === limit.id ? changed : each)))}
              onRemove={() => onChange(without)}
            />
            {use !== undefined && isOf(use, limit) && <LimitUse use={use} warnAt={limit.warnAt} />}
            <p className="note">{t(`limits.effect.${limit.whenReached}`, { percent: limit.warnAt })}</p>
          </div>
        )
      })}
      {limits.length < mostLimits && (
        <OpenChip form label={t('limits.add')} words={t('limits.add')}>
          {(close) => (
            <LimitForm
              limit={null}
              periods={periods}
              onRemove={null}
              onDone={(added) => {
                onChange([...limits, added])
                close()
              }}
            />
          )}
        </OpenChip>
      )}
    </div>
  )
}

const mostLimits = 12

/** False while a change of the cap is not saved yet. */
function isOf(use: BudgetUse, { limit, period }: Limit): boolean {
  const size = (each: BudgetLimit) => (each.kind === 'money' ? `${each.micros} ${each.currency}` : String(each.tokens))
  return use.period === period && use.limit.kind === limit.kind && size(use.limit) === size(limit)
}

function LimitChip(props: {
  limit: Limit
  periods: readonly Limit['period'][]
  startOpen: boolean
  onDone: (limit: Limit) => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const { limit, period } = props.limit
  const amount = limitText(limit, format, t)
  return (
    <OpenChip
      form
      startOpen={props.startOpen}
      label={t('limits.label')}
      words={t(`limits.words.${period}`, { amount })}
    >
      {(close) => (
        <LimitForm
          limit={props.limit}
          periods={props.periods}
          onRemove={() => {
            close()
            props.onRemove()
          }}
          onDone={(changed) => {
            close()
            props.onDone(changed)
          }}
        />
      )}
    </OpenChip>
  )
}
