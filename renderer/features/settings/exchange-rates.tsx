import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currencySchema } from '../../../shared/model/money.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { dayOf, firstMomentOf } from '../../../shared/rules/day.ts'
import { type ExchangeRate, exchangeRateSchema } from '../../../shared/rules/price/convert.ts'
import { usualCurrencies } from '../../parts/currencies.ts'
import { useFormat } from '../../parts/use-format.ts'
import { readMoment } from '../../store/moment.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'

/** What currencies are worth in each other, so that money of one can count in a limit of another. */
export function ExchangeRates({
  settings,
  onChange,
}: {
  settings: Pick<Settings, 'exchangeRates' | 'displayCurrency'>
  onChange: (changed: Partial<Settings>) => void
}) {
  const { exchangeRates: rates, displayCurrency } = settings
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('limits.rates.title')}</h2>
      <p className="note mb-3">{t('limits.rates.meaning')}</p>
      <Field label={t('limits.rates.display')}>
        {(control) => (
          <select
            className="input mb-3"
            value={displayCurrency ?? ''}
            onChange={({ target: { value } }) =>
              onChange({ displayCurrency: value === '' ? null : currencySchema.parse(value) })
            }
            {...control}
          >
            <option value="">{t('limits.rates.asCharged')}</option>
            {usualCurrencies.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
        )}
      </Field>
      <ul className="rates">
        {rates.map((rate) => (
          <li key={`${rate.from} ${rate.to} ${rate.date}`}>
            <span className="num">{t('limits.rates.line', { from: rate.from, to: rate.to, rate: rate.rate })}</span>
            <span className="quiet">{format.date(firstMomentOf(rate.date, format.zone))}</span>
            <IconButton
              icon="close"
              small
              label={t('limits.rates.remove', { from: rate.from, to: rate.to })}
              onClick={() => onChange({ exchangeRates: rates.filter((each) => each !== rate) })}
            />
          </li>
        ))}
      </ul>
      <OpenChip form label={t('limits.rates.add')} words={t('limits.rates.add')}>
        {(close) => (
          <RateForm
            onDone={(added) => {
              const others = rates.filter((each) => !isSame(each, added))
              onChange({ exchangeRates: [...others, added] })
              close()
            }}
          />
        )}
      </OpenChip>
    </section>
  )
}

function RateForm({ onDone }: { onDone: (rate: ExchangeRate) => void }) {
  const { t } = useTranslation()
  const { zone } = useFormat()
  const [typed, setTyped] = useState({ from: 'USD', to: 'CNY', rate: '' })
  const date = dayOf(readMoment(), zone)
  const read = exchangeRateSchema.safeParse({ ...typed, rate: typed.rate.trim().replace(',', '.'), date })
  const valid = read.success && typed.from !== typed.to
  const choose = (which: 'from' | 'to') => (
    <Field label={t(`limits.rates.${which}`)}>
      {(control) => (
        <select
          className="input"
          value={typed[which]}
          onChange={(event) => setTyped({ ...typed, [which]: event.target.value })}
          {...control}
        >
          {usualCurrencies.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onDone(read.data)
      }}
    >
      {choose('from')}
      {choose('to')}
      <Field
        label={t('limits.rates.worth', { from: typed.from, to: typed.to })}
        wrong={
          typed.from === typed.to
            ? t('limits.rates.same')
            : typed.rate.trim() !== '' && !read.success
              ? t('limits.rates.wrong')
              : ''
        }
      >
        {(control) => (
          <input
            className="input num"
            inputMode="decimal"
            maxLength={16}
            placeholder="7.12"
            value={typed.rate}
            onChange={(event) => setTyped({ ...typed, rate: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Button look="go" submit disabled={!valid}>
        {t('common.done')}
      </Button>
    </form>
  )
}

const isSame = (left: ExchangeRate, right: ExchangeRate): boolean =>
  left.from === right.from && left.to === right.to && left.date === right.date
