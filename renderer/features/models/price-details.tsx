import { useTranslation } from 'react-i18next'
import { ownerSource, type Price, type Rates } from '../../../shared/model/price.ts'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { tellError } from '../../store/news.ts'
import { amountOf, conditionWords, priceWords } from './price-words.ts'

/** A price in full: its base rates, when others hold, and where and when it was read. */
export function PriceDetails({ price }: { price: Price }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  return (
    <div className="price-details">
      {price.kind === 'free' ? (
        <p>{t('units.money.free')}</p>
      ) : (
        <>
          <p className="note">{t('models.price.forAMillion', { currency: price.currency })}</p>
          <RateLines rates={price.rates} currency={price.currency} />
          {price.variants.length > 0 && (
            <dl className="variants">
              {price.variants.map((variant) => (
                <div key={JSON.stringify(variant.when)}>
                  <dt>{conditionWords(variant.when, t, language)}</dt>
                  <dd>{priceWords({ ...price, rates: variant.rates }, language, t)}</dd>
                </div>
              ))}
            </dl>
          )}
        </>
      )}
      <Origin price={price} />
    </div>
  )
}

function RateLines({ rates, currency }: { rates: Rates; currency: Extract<Price, { kind: 'rates' }>['currency'] }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const lines = shownRates.flatMap((kind) => {
    const rate = rates[kind]
    return rate === null || (kind === 'perRequest' && rate === 0) ? [] : [{ kind, rate }]
  })
  return (
    <dl className="ledger">
      {lines.map(({ kind, rate }) => (
        <div key={kind} className="contents">
          <dt>{t(`models.price.rate.${kind}`)}</dt>
          <dd>{amountOf({ currency, micros: rate }, language)}</dd>
        </div>
      ))}
    </dl>
  )
}

const shownRates = [
  'input',
  'cachedRead',
  'cachedReadExplicit',
  'cacheWrite',
  'cacheWriteLong',
  'imageInput',
  'audioInput',
  'output',
  'reasoning',
  'audioOutput',
  'perRequest',
] as const satisfies readonly (keyof Rates)[]

function Origin({ price }: { price: Price }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { evidence } = price
  if (evidence === undefined) {
    const source = price.source === ownerSource ? t('models.price.byOwner') : price.source
    return <p className="note">{t('models.price.origin', { source, date: format.date(price.validFrom) })}</p>
  }
  const date = format.date(firstMomentOf(evidence.seenOn, format.zone))
  const [address] = evidence.addresses
  return (
    <p className="note">
      {t('models.price.origin', { source: price.source, date })}{' '}
      {!evidence.verified && `${t('models.price.unverified')} `}
      {address !== undefined && (
        <button
          type="button"
          className="link"
          onClick={() => {
            send('links.open', { url: address }).catch(tellError)
          }}
        >
          {t('models.price.toSource')}
        </button>
      )}
    </p>
  )
}
