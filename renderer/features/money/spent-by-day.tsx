import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Currency } from '../../../shared/model/money.ts'
import {
  type MoneyReport,
  type MoneySum,
  type MoneyView,
  moneyOfAmount,
  totalsOfSum,
} from '../../../shared/model/money-report.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { barName } from '../../../shared/rules/money-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { BarChart } from '../../ui/bar-chart.tsx'
import { Button } from '../../ui/button.tsx'
import { barsOf } from './view-days.ts'

/** What each day or month cost, as bars or as a table; each currency has bars of its own. */
export function SpentByDay({ view, report, today }: { view: MoneyView; report: MoneyReport; today: string }) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const { amounts } = report.sum
  const bars = barsOf(view, report.bars, today)
  const showsTable = asTable || amounts.length === 0
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t(`money.by.${view.by}`)}
        {amounts.length > 0 && (
          <span className="more">
            <Button look="bare" small aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
              {t('money.asTable')}
            </Button>
          </span>
        )}
      </h2>
      {showsTable ? (
        <DayTable view={view} bars={bars} total={report.sum} />
      ) : (
        amounts.map(({ currency }) => (
          <DayBars key={currency} view={view} bars={bars} currency={currency} alone={amounts.length === 1} />
        ))
      )}
    </section>
  )
}

function DayBars({
  view,
  bars,
  currency,
  alone,
}: {
  view: MoneyView
  bars: MoneyReport['bars']
  currency: Currency
  alone: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { language: format.language, t }
  const shown = bars.map(({ from, sum }, index) => {
    const amount = sum.amounts.find((each) => each.currency === currency)
    const money = moneyOfAmount(amount ?? { currency, pico: '0' })
    const unsure = moneyOfAmount({ currency, pico: amount?.estimatedPico ?? '0' }).micros
    const parts = [
      amount === undefined ? t('money.none') : format.money(money),
      t('money.from.calls', { count: sum.calls, number: format.count(sum.calls) }),
      ...(unsure === 0 ? [] : [t('money.unsure', { amount: format.money({ currency, micros: unsure }) })]),
      ...(sum.unpricedCalls === 0
        ? []
        : [t('money.from.unpriced', { count: sum.unpricedCalls, number: format.count(sum.unpricedCalls) })]),
    ]
    return {
      id: from,
      mark: markOf(from, index),
      words: t('money.bar', { when: barName(from, words), what: parts.join(' · ') }),
      value: money.micros,
      unsure,
    }
  })
  const highest = shown.reduce((most, { value }) => Math.max(most, value), 0)
  return (
    <BarChart
      label={t(alone ? `money.chart.${view.by}` : `money.chart.${view.by}In`, { currency })}
      top={highest === 0 ? currency : format.money({ currency, micros: highest })}
      bars={shown}
      hint={t(`money.chart.${view.by}Hint`)}
    />
  )
}

function DayTable({ view, bars, total }: { view: MoneyView; bars: MoneyReport['bars']; total: MoneySum }) {
  const { t } = useTranslation()
  const format = useFormat()
  const cells = (sum: MoneySum) => (
    <>
      <td>{format.count(sum.calls)}</td>
      <td>{format.count(totalTokens(sum.tokens))}</td>
      <td>{sum.calls === 0 ? t('money.none') : format.usageMoney(totalsOfSum(sum))}</td>
    </>
  )
  return (
    <div className="by-room" role="region" aria-label={t(`money.by.${view.by}`)} tabIndex={0}>
      <table className="by">
        <thead>
          <tr>
            <th scope="col">{t(`money.columns.${view.by}`)}</th>
            <th scope="col">{t('money.columns.calls')}</th>
            <th scope="col">{t('money.columns.tokens')}</th>
            <th scope="col">{t('money.columns.cost')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map(({ from, sum }) => (
            <tr key={from}>
              <th scope="row">{barName(from, { language: format.language, t })}</th>
              {cells(sum)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('money.total')}</th>
            {cells(total)}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** Every fifth day, and every month. */
function markOf(from: string, index: number): string {
  if (from.length === 7) return String(Number(from.slice(5)))
  return index === 0 || (index + 1) % 5 === 0 ? String(Number(from.slice(8))) : ''
}
