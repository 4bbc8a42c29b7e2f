import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currencySchema } from '../../../shared/model/money.ts'
import { type MoneyReport, type MoneyView, moneyOfAmount, type Offer } from '../../../shared/model/money-report.ts'
import { ownerSource } from '../../../shared/model/price.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { amountsText, dateOfDay, periodName } from '../../../shared/rules/money-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { fewestShown, idOf, nearest, sortOffers, vendorOf } from './offers.ts'
import { useNames } from './use-names.ts'

/** The same tokens at other models' present prices. */
export function Compare({ view, report }: { view: MoneyView; report: MoneyReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const [showsAll, setShowsAll] = useState(false)
  const words = useOfferWords()
  const offers = sortOffers(report.offers)
  const offer = offers.find((each) => idOf(each) === chosen) ?? nearest(offers, report)
  if (offer === undefined) return null
  const shown = showsAll ? offers : offers.slice(0, fewestShown)
  const reader = { language: format.language, t }
  return (
    <section className="sec">
      <h2 className="sec-h">{t('money.compare.title')}</h2>
      <p>
        {t('money.compare.same', { period: periodName(view, reader) })}{' '}
        <OpenChip label={t('money.compare.choose')} words={words.name(offer)}>
          {(close) =>
            offers.map((each) => (
              <MenuItem
                key={idOf(each)}
                chosen={each === offer}
                onClick={() => {
                  setChosen(idOf(each))
                  close()
                }}
              >
                {words.name(each)}
                <small>{words.cost(each)}</small>
              </MenuItem>
            ))
          }
        </OpenChip>{' '}
        {t(offer.price.currency === null ? 'money.compare.free' : 'money.compare.wouldHave', {
          amount: words.cost(offer),
        })}{' '}
        {t('money.compare.paid', { amounts: amountsText(report.sum.amounts, reader) || t('money.none') })}
      </p>
      <p className="note mt-1">{t('money.compare.meaning')}</p>
      {offers.some(({ byLength }) => byLength) && <p className="note">{t('money.compare.byLength')}</p>}
      <div className="by-room mt-3" role="region" aria-label={t('money.compare.title')} tabIndex={0}>
        <table className="by">
          <thead>
            <tr>
              <th scope="col">{t('money.columns.model')}</th>
              <th scope="col" className="words">
                {t('money.columns.service')}
              </th>
              <th scope="col" className="words wide">
                {t('money.compare.price')}
              </th>
              <th scope="col">{t('money.compare.about')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <tr key={idOf(each)}>
                <th scope="row">{each.model}</th>
                <td className="words">{words.service(each)}</td>
                <td className="words wide">{words.price(each)}</td>
                <td>{words.cost(each)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {offers.length > fewestShown && (
        <div className="mt-2">
          <Button look="bare" small aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
            {t(showsAll ? 'money.compare.fewer' : 'money.compare.all', { number: format.count(offers.length) })}
          </Button>
        </div>
      )}
    </section>
  )
}

function useOfferWords() {
  const { t } = useTranslation()
  const format = useFormat()
  const { serviceName } = useNames()
  const reader = { language: format.language, t }
  const service = (offer: Offer): string =>
    offer.providerId === null
      ? t('money.compare.notSetUp', { vendor: t(`models.vendor.${vendorOf(offer.vendor)}.name`) })
      : serviceName(offer.providerId)
  return {
    service,
    name: (offer: Offer): string => `${offer.model}, ${service(offer)}`,
    cost({ price, low, high }: Offer): string {
      if (price.currency === null) return t('units.money.free')
      const currency = currencySchema.parse(price.currency)
      const [least, most] = [low, high].map((pico) => format.money(moneyOfAmount({ currency, pico })))
      return least === most ? `${least}` : t('money.compare.span', { least: `${least}`, most: `${most}` })
    },
    price({ price }: Offer): string {
      if (price.source === ownerSource) return t('money.compare.typed')
      if (price.validFrom <= 0) return t('money.compare.local')
      const since = t('money.prices.since', { date: dateOfDay(dayOf(price.validFrom, format.zone), reader) })
      const seen = price.seenOn === null ? '' : t('money.prices.seen', { date: dateOfDay(price.seenOn, reader) })
      return [since, seen].filter((each) => each !== '').join(', ')
    },
  }
}
