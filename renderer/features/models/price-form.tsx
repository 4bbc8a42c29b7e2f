import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currencySchema } from '../../../shared/model/money.ts'
import { ownerSource, type Price, priceSchema, ratesSchema } from '../../../shared/model/price.ts'
import { amountAsTyped, parseAmount } from '../../../shared/rules/format.ts'
import { usualCurrencies } from '../../parts/currencies.ts'
import { readMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'

type Typed = { kind: 'unknown' | 'free' | 'rates'; currency: string; input: string; output: string; cached: string }

/** Unknown, free, or so much for a million tokens read and written. The owner is the source of what is typed here. */
export function PriceForm({ price, onDone }: { price: Price | null; onDone: (price: Price | null) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(() => typedOf(price))
  const change = (changed: Partial<Typed>) => setTyped({ ...typed, ...changed })
  const read = readPrice(typed)
  const amount = (name: 'input' | 'output' | 'cached') => {
    const wrong = typed[name].trim() !== '' && parseAmount(typed[name]) === null
    return (
      <Field label={t(`models.price.${name}`)} wrong={wrong ? t('models.price.wrong') : ''}>
        {(control) => (
          <input
            className="input num"
            inputMode="decimal"
            maxLength={14}
            placeholder={name === 'cached' ? t('models.price.sameAsInput') : '0.00'}
            value={typed[name]}
            onChange={(event) => change({ [name]: event.target.value })}
            {...control}
          />
        )}
      </Field>
    )
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (read !== 'wrong') onDone(read)
      }}
    >
      <Segmented
        label={t('models.price.kind')}
        value={typed.kind}
        options={(['rates', 'free', 'unknown'] as const).map((value) => ({
          value,
          words: t(`models.price.kinds.${value}`),
        }))}
        onChoose={(kind) => change({ kind })}
      />
      {typed.kind === 'rates' && (
        <>
          <Field label={t('models.price.currency')}>
            {(control) => (
              <select
                className="input"
                value={typed.currency}
                onChange={(event) => change({ currency: event.target.value })}
                {...control}
              >
                {[...new Set([typed.currency, ...usualCurrencies])].map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </select>
            )}
          </Field>
          <p className="note">{t('models.price.perMillion')}</p>
          {amount('input')}
          {amount('output')}
          {amount('cached')}
        </>
      )}
      {typed.kind !== 'rates' && <p className="note">{t(`models.price.meaning.${typed.kind}`)}</p>}
      <Button look="go" submit disabled={read === 'wrong'}>
        {t('common.save')}
      </Button>
    </form>
  )
}

function typedOf(price: Price | null): Typed {
  if (price?.kind !== 'rates') {
    return { kind: price === null ? 'rates' : 'free', currency: 'USD', input: '', output: '', cached: '' }
  }
  const { input, output, cachedRead } = price.rates
  return {
    kind: 'rates',
    currency: price.currency,
    input: amountAsTyped(input),
    output: amountAsTyped(output),
    cached: cachedRead === null ? '' : amountAsTyped(cachedRead),
  }
}

/** The price that was typed, or `wrong` while an amount is missing or is none. */
function readPrice(typed: Typed): Price | null | 'wrong' {
  const origin = { validFrom: readMoment(), source: ownerSource }
  if (typed.kind === 'unknown') return null
  if (typed.kind === 'free') return priceSchema.parse({ kind: 'free', ...origin })
  const input = parseAmount(typed.input)
  const output = parseAmount(typed.output)
  const cachedRead = typed.cached.trim() === '' ? null : parseAmount(typed.cached)
  if (input === null || output === null || (typed.cached.trim() !== '' && cachedRead === null)) return 'wrong'
  const rates = ratesSchema.parse({ input, output, cachedRead, cacheWrite: null, reasoning: null })
  return priceSchema.parse({ kind: 'rates', currency: currencySchema.parse(typed.currency), rates, ...origin })
}
