import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/choices.tsx'
import { Field } from '../ui/field.tsx'
import { usualCurrencies } from './currencies.ts'
import { type Limit, readLimit, readSize, readWarning, type TypedLimit, typedOfLimit } from './typed-limit.ts'

/** How much, in which time, when to warn, and what happens when it is reached. */
export function LimitForm({
  limit,
  periods,
  onDone,
  onRemove,
}: {
  /** Null: a new one. */
  limit: Limit | null
  periods: readonly Limit['period'][]
  onDone: (limit: Limit) => void
  onRemove: (() => void) | null
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(() => typedOfLimit(limit, periods.at(-1) ?? 'month'))
  const change = (changed: Partial<TypedLimit>) => setTyped({ ...typed, ...changed })
  const read = readLimit(typed, limit?.id ?? '')
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (read !== null) onDone({ ...read, id: limit?.id ?? crypto.randomUUID() })
      }}
    >
      <Segmented
        label={t('limits.kind')}
        value={typed.kind}
        options={(['money', 'tokens'] as const).map((value) => ({ value, words: t(`limits.kinds.${value}`) }))}
        onChoose={(kind) => change({ kind, amount: '' })}
      />
      <Amount typed={typed} onChange={change} />
      <Field label={t('limits.period')}>
        {(control) => (
          <select
            className="input"
            value={typed.period}
            onChange={(event) => {
              const period = periods.find((each) => each === event.target.value)
              if (period !== undefined) change({ period })
            }}
            {...control}
          >
            {periods.map((period) => (
              <option key={period} value={period}>
                {t(`limits.periods.${period}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('limits.warnAt')} wrong={readWarning(typed) === null ? t('limits.warnWrong') : ''}>
        {(control) => (
          <input
            className="input num"
            inputMode="numeric"
            maxLength={3}
            value={typed.warnAt}
            onChange={(event) => change({ warnAt: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <div className="field">
        <span className="label">{t('limits.whenReached')}</span>
        <Segmented
          label={t('limits.whenReached')}
          value={typed.whenReached}
          options={(['stop', 'wait'] as const).map((value) => ({ value, words: t(`limits.act.${value}`) }))}
          onChoose={(whenReached) => change({ whenReached })}
        />
        <span className="hint">{t(`limits.actMeaning.${actKey(typed)}`)}</span>
      </div>
      <div className="flex gap-2">
        <Button look="go" submit disabled={read === null}>
          {t('common.done')}
        </Button>
        {onRemove !== null && (
          <Button look="bare" onClick={onRemove}>
            {t('limits.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}

function Amount({ typed, onChange }: { typed: TypedLimit; onChange: (changed: Partial<TypedLimit>) => void }) {
  const { t } = useTranslation()
  const wrong = typed.amount.trim() !== '' && readSize(typed) === null
  return (
    <Field
      label={t(`limits.amount.${typed.kind}`)}
      hint={typed.kind === 'tokens' ? t('limits.tokensHint') : ''}
      wrong={wrong ? t(`limits.amountWrong.${typed.kind}`) : ''}
    >
      {(control) => (
        <span className="with-button">
          <input
            className="input num"
            inputMode="decimal"
            maxLength={16}
            placeholder={typed.kind === 'money' ? '2.00' : '500,000'}
            value={typed.amount}
            onChange={(event) => onChange({ amount: event.target.value })}
            {...control}
          />
          {typed.kind === 'money' && (
            <select
              className="input currency"
              aria-label={t('limits.currency')}
              value={typed.currency}
              onChange={(event) => onChange({ currency: event.target.value })}
            >
              {[...new Set([typed.currency, ...usualCurrencies])].map((code) => (
                <option key={code}>{code}</option>
              ))}
            </select>
          )}
        </span>
      )}
    </Field>
  )
}

/** A run's own cap never starts anew: what waits there waits for the owner. */
function actKey({ whenReached, period }: Pick<TypedLimit, 'whenReached' | 'period'>): 'stop' | 'wait' | 'waitForYou' {
  if (whenReached === 'stop') return 'stop'
  return period === 'run' ? 'waitForYou' : 'wait'
}
