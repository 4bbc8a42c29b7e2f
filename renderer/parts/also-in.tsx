import { useTranslation } from 'react-i18next'
import type { Instant } from '../../shared/model/brand.ts'
import type { UsageTotals } from '../../shared/model/usage.ts'
import { dayOf, firstMomentOf } from '../../shared/rules/day.ts'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { inOneCurrency } from './in-one-currency.ts'
import { useFormat } from './use-format.ts'

/** What was spent in other currencies, in the one the owner thinks in, with the rate and its date; nothing where that says no more. */
export function AlsoIn({ usage, at }: { usage: UsageTotals; at: Instant }) {
  const { t } = useTranslation()
  const format = useFormat()
  const to = useMirror((mirror) => mirror.settings.displayCurrency)
  const rates = useMirror((mirror) => mirror.settings.exchangeRates)
  const amounts = usage.spent.filter(({ micros }) => micros !== 0)
  const together = inOneCurrency(amounts, to, rates, dayOf(at, format.zone))
  if (together === null) return null
  if (together.kind === 'noRate') {
    return (
      <p className="note mt-1">
        {t('limits.rates.none', { from: together.from, to: together.to })}{' '}
        <button type="button" className="link" onClick={() => go({ name: 'settings' })}>
          {t('limits.rates.give')}
        </button>
      </p>
    )
  }
  const words = together.rates.map((rate) =>
    t('limits.rates.of', {
      from: rate.from,
      to: rate.to,
      rate: rate.rate,
      date: format.date(firstMomentOf(rate.date, format.zone)),
    }),
  )
  return (
    <p className="note num mt-1">
      {t('limits.rates.about', { amount: format.money(together.money), rates: words.join(', ') })}
    </p>
  )
}
