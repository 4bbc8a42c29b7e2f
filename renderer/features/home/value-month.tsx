import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Money } from '../../../shared/model/money.ts'
import type { ValueReport, ValueSum } from '../../../shared/model/value.ts'
import { dayOf, firstMomentOf } from '../../../shared/rules/day.ts'
import { moneyParts } from '../../../shared/rules/format.ts'
import { uncountedRuns } from '../../../shared/rules/value/value-of.ts'
import { send } from '../../bridge/client.ts'
import { HourRate } from '../../parts/hour-rate.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { ValueTables } from './value-tables.tsx'

/** What this month was worth: confirmed in ink, guessed in pencil, never together. */
export function ValueMonth() {
  const { t } = useTranslation()
  const format = useFormat()
  const from = useMirror((mirror) => dayOf(mirror.today.from, mirror.system.zone)).replace(/\d\d$/, '01')
  const report = useValue(from)
  if (report === null || report.total.runs === 0) return null
  const { total } = report
  const month = new Intl.DateTimeFormat(format.language, { month: 'long', timeZone: format.zone })
  return (
    <section className="sec">
      <h2 className="sec-h">{t('value.month.title', { month: month.format(firstMomentOf(from, format.zone)) })}</h2>
      <Confirmed sum={total} />
      <Estimated sum={total} />
      <Explained sum={total} />
      <ValueTables report={report} />
    </section>
  )
}

/** Asked again when a run is done or the rate changes; the last answer stays meanwhile. */
function useValue(from: string): ValueReport | null {
  const key = useMirror(({ today, settings }) => `${today.runsDone} ${JSON.stringify(settings.hourlyRates)}`)
  const isAnything = useMirror((mirror) => Object.keys(mirror.marks).length > 0)
  const [report, setReport] = useState<ValueReport | null>(null)
  useEffect(() => {
    if (!isAnything) return
    let current = true
    send('value.read', { from, to: null }).then(
      (reply) => current && setReport(reply.report),
      (thrown: unknown) => current && tellError(thrown),
    )
    return () => {
      current = false
    }
  }, [from, key, isAnything])
  return report
}

function Confirmed({ sum }: { sum: ValueSum }) {
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

function Estimated({ sum }: { sum: ValueSum }) {
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
function Explained({ sum }: { sum: ValueSum }) {
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
