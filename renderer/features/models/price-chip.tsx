import { useTranslation } from 'react-i18next'
import type { Price } from '../../../shared/model/price.ts'
import type { Model } from '../../../shared/model/provider.ts'
import { formatMoney, type Translate } from '../../../shared/rules/format.ts'
import { useFormat } from '../../parts/use-format.ts'
import { OpenChip } from '../../ui/chip.tsx'
import { ownerSource } from './owner-source.ts'
import { PriceForm } from './price-form.tsx'

/** What a model's tokens cost. Unknown is said as unknown; the date and the source are shown where it is opened. */
export function PriceChip({ model, onChange }: { model: Model; onChange: (price: Price | null) => void }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  return (
    <OpenChip form label={t('models.price.label', { model: model.name })} words={priceWords(model.price, language, t)}>
      {(close) => (
        <>
          {model.price !== null && <PriceOrigin price={model.price} />}
          <PriceForm
            price={model.price}
            onDone={(price) => {
              onChange(price)
              close()
            }}
          />
        </>
      )}
    </OpenChip>
  )
}

function PriceOrigin({ price }: { price: Price }) {
  const { t } = useTranslation()
  const format = useFormat()
  const source = price.source === ownerSource ? t('models.price.byOwner') : price.source
  return <p className="note">{t('models.price.origin', { source, date: format.date(price.validFrom) })}</p>
}

function priceWords(price: Price | null, language: string, t: Translate): string {
  if (price === null) return t('units.money.unknown')
  if (price.kind === 'free') return t('units.money.free')
  const amount = (micros: number) =>
    formatMoney({ currency: price.currency, micros }, language, micros % 10_000 === 0 ? 'settled' : 'live')
  return t('models.price.inOut', { input: amount(price.rates.input), output: amount(price.rates.output) })
}
