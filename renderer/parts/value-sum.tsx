import { useTranslation } from 'react-i18next'
import type { Money } from '../../shared/model/money.ts'
import type { ValueSum } from '../../shared/model/value.ts'
import { firstMomentOf } from '../../shared/rules/day.ts'
import { moneyParts } from '../../shared/rules/format.ts'
import { uncountedRuns } from '../../shared/rules/value/value-of.ts'
import { go } from '../store/place.ts'
import { HourRate } from './hour-rate.tsx'
import { useFormat } from './use-format.ts'

/** The part the owner has confirmed, as one figure and how it comes about. */
export function ConfirmedValue({ sum }: { sum: ValueSum }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency, value, labour, models, minutes } = sum
  const time = format.duration(minutes.confirmed * 60_000)
  if (currency === null || value === null || minutes.confirmed === 0) {
    return (
      <>
        <p className="soft small">{minutes.confirmed === 0 ? t('value.month.nothing') : t('value.month.saved')}</p>
        {minutes.confirmed > 0 && <div className="figure f6 jade">{time}</div>}
        <p className="mt-2">
          <HourRate />
        </p>
      </>
    )
  }
  const money = (micros: number): Money => ({ currency, micros })
  return (
    <>
      <Figure money={money(value.confirmed)} />
      <p className="soft small mt-2">{t('value.month.worth')}</p>
      <dl className="ledger mt-4">
        <dt>
          {t('value.month.saved')}
          <br />
          <span className="quiet num">{time}</span> <HourRate />
        </dt>
        <dd>{format.money(money(labour.confirmed))}</dd>
        <dt>{t('value.month.models')}</dt>
        <dd>− {format.money(money(models.confirmed + models.uncounted))}</dd>
      </dl>
    </>
  )
}

/** Value may be below zero; then it is grey. */
function Figure({ money }: { money: Money }) {
  const { i18n } = useTranslation()
  const { sign, symbol, whole, fraction } = moneyParts(money, i18n.language, 'settled')
  return (
    <div className={`figure f7 ${money.micros < 0 ? 'quiet' : 'jade'}`}>
      {sign}
      <span className="cur">{symbol}</span>
      {whole}
      <span className="cents">{fraction}</span>
    </div>
  )
}

/** What is only guessed, and never added to the rest. */
export function EstimatedValue({ sum }: { sum: ValueSum }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { currency, value, minutes, counted } = sum
  if (counted.estimated === 0) return null
  const time = format.duration(minutes.estimated * 60_000)
  return (
    <p className="note mt-2">
      {currency === null || value === null ? (
        t('value.month.estimatedTime', { time })
      ) : (
        <>
          {t('value.month.estimated', { time })}{' '}
          <span className="pencil num">{format.money({ currency, micros: value.estimated })}</span>
        </>
      )}{' '}
      <button type="button" className="link" onClick={() => go({ name: 'results', runId: null })}>
        {t('value.month.confirm', { count: counted.estimated })}
      </button>
    </p>
  )
}

/** From how many runs it is, what is not in it, and the rates it was made with. */
export function ExplainedValue({ sum }: { sum: ValueSum }) {
  const { t } = useTranslation()
  const format = useFormat()
  const runs = t('value.month.runs', { count: sum.runs, number: format.count(sum.runs) })
  const uncounted = uncountedRuns(sum) - sum.uncounted.isNew
  const [missing] = sum.missingRates
  return (
    <p className="note mt-2">
      {sum.unpricedRuns === 0
        ? t('value.month.allPriced', { runs })
        : t('value.month.unpriced', { runs, count: sum.unpricedRuns })}{' '}
      {uncounted > 0 && <>{t('value.month.uncounted', { count: uncounted })} </>}
      {sum.newDeliverables > 0 && <>{t('value.month.made', { count: sum.newDeliverables })} </>}
      {missing !== undefined && <>{t('value.month.noRate', missing)} </>}
      {sum.exchangeRates.map((rate) => (
        <span key={`${rate.from} ${rate.to} ${rate.date}`} className="num">
          {t('value.month.exchanged', { ...rate, date: format.date(firstMomentOf(rate.date, format.zone)) })}{' '}
        </span>
      ))}
    </p>
  )
}
