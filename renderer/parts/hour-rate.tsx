import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currencySchema } from '../../shared/model/money.ts'
import { amountAsTyped, parseAmount } from '../../shared/rules/format.ts'
import { newestHourlyRate } from '../../shared/rules/value/hourly-rate.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { Button } from '../ui/button.tsx'
import { OpenChip } from '../ui/chip.tsx'
import { Field } from '../ui/field.tsx'
import { usualCurrencies } from './currencies.ts'
import { useAction } from './use-action.ts'
import { useFormat } from './use-format.ts'

/** What an hour of the owner's work is worth; changed from today on. */
export function HourRate() {
  const { t } = useTranslation()
  const format = useFormat()
  const rate = useMirror((mirror) => newestHourlyRate(mirror.settings.hourlyRates))
  return (
    <OpenChip
      form
      label={t('value.rate.label')}
      missing={rate === null}
      words={rate === null ? t('value.rate.ask') : t('value.rate.line', { amount: format.money(rate) })}
    >
      {(close) => <RateForm onDone={close} />}
    </OpenChip>
  )
}

function RateForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const rate = useMirror((mirror) => newestHourlyRate(mirror.settings.hourlyRates))
  const usual = useMirror(({ settings }) => settings.displayCurrency) ?? 'USD'
  const [amount, setAmount] = useState(rate === null ? '' : amountAsTyped(rate.micros))
  const [currency, setCurrency] = useState<string>(rate?.currency ?? usual)
  const { busy, act } = useAction()
  const micros = parseAmount(amount)
  const isValid = micros !== null && micros > 0 && micros <= 1e11
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isValid) return
        act(async () => {
          await send('value.setRate', { currency: currencySchema.parse(currency), micros })
          onDone()
        })
      }}
    >
      <Field
        label={t('value.rate.amount')}
        hint={t('value.rate.meaning')}
        wrong={amount.trim() !== '' && !isValid ? t('value.rate.wrong') : ''}
      >
        {(control) => (
          <input
            className="input num"
            inputMode="decimal"
            maxLength={16}
            placeholder="18.00"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Field label={t('value.rate.currency')}>
        {(control) => (
          <select className="input" value={currency} onChange={(event) => setCurrency(event.target.value)} {...control}>
            {[...new Set([currency, ...usualCurrencies])].map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        )}
      </Field>
      <Button look="go" submit disabled={!isValid || busy}>
        {t('common.done')}
      </Button>
    </form>
  )
}
