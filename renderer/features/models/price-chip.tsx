import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ownerSource, type Price } from '../../../shared/model/price.ts'
import type { Model, Provider } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { PriceDetails } from './price-details.tsx'
import { PriceForm } from './price-form.tsx'
import { priceWords } from './price-words.ts'

type Change = (price: Price | null) => void

/** What a model's tokens cost. Unknown is said as unknown; opened, it shows all rates, where they are from, and can be corrected. */
export function PriceChip({ provider, model, onChange }: { provider: Provider; model: Model; onChange: Change }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const mine = model.price?.source === ownerSource
  return (
    <>
      <OpenChip
        form
        label={t('models.price.label', { model: model.name })}
        words={priceWords(model.price, language, t)}
      >
        {(close) => (
          <Opened
            provider={provider}
            model={model}
            onChange={(price) => {
              onChange(price)
              close()
            }}
          />
        )}
      </OpenChip>
      {mine && <small className="mine">{t('models.price.yours')}</small>}
    </>
  )
}

function Opened({ provider, model, onChange }: { provider: Provider; model: Model; onChange: Change }) {
  const { t } = useTranslation()
  const { price } = model
  const [typing, setTyping] = useState(false)
  if (typing) return <PriceForm price={price} onDone={onChange} />
  return (
    <>
      {price === null ? <p className="note">{t('models.price.meaning.unknown')}</p> : <PriceDetails price={price} />}
      <Listed provider={provider} model={model} onChange={onChange} />
      {price?.source === ownerSource && <Button onClick={() => onChange(null)}>{t('models.price.removeMine')}</Button>}
      <Button look="bare" onClick={() => setTyping(true)}>
        {t(price === null ? 'models.price.enter' : 'models.price.correct')}
      </Button>
    </>
  )
}

/** Prices of the book that came with the app, to be taken over; several where the vendor bills in several currencies. */
function Listed({ provider, model, onChange }: { provider: Provider; model: Model; onChange: Change }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { dialect, baseUrl } = provider
  const reply = useReply(
    async () =>
      dialect === 'practice' || dialect === 'own' || baseUrl === null
        ? []
        : (await send('prices.lookup', { dialect, baseUrl, models: [model.name] })).prices,
    `${provider.id} ${model.name}`,
  )
  if (reply.kind !== 'arrived') return null
  const others = reply.value.filter(({ price }) => JSON.stringify(price) !== JSON.stringify(model.price))
  if (others.length === 0) return null
  return (
    <div className="grid gap-2">
      <p className="note">{t('models.price.listed')}</p>
      {others.map(({ price, certain }) => (
        <div key={JSON.stringify(price)}>
          <Button small onClick={() => onChange(price)}>
            {priceWords(price, language, t)}
          </Button>
          {!certain && <p className="note">{t('models.price.uncertain')}</p>}
        </div>
      ))}
    </div>
  )
}
