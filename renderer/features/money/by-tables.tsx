import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Amount,
  type MoneyReport,
  type MoneySum,
  type MoneyView,
  moneyOfAmount,
  totalsOfSum,
} from '../../../shared/model/money-report.ts'
import { ownerSource } from '../../../shared/model/price.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { amountsText, dateOfDay } from '../../../shared/rules/money-words.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { useFormat } from '../../parts/use-format.ts'
import { MiniBars } from '../../ui/bar-chart.tsx'
import { useNames } from './use-names.ts'
import { barsOf } from './view-days.ts'

type Column = { readonly name: string; readonly look?: 'words' | 'wide' | 'wide course' }

function Table({
  title,
  columns,
  rows,
  total,
}: {
  title: string
  columns: readonly Column[]
  rows: readonly { readonly id: string; readonly name: string; readonly cells: readonly ReactNode[] }[]
  total: readonly ReactNode[]
}) {
  const { t } = useTranslation()
  const look = (index: number) => columns[index + 1]?.look ?? ''
  return (
    <section className="sec">
      <h2 className="sec-h">{title}</h2>
      <div className="by-room" role="region" aria-label={title} tabIndex={0}>
        <table className="by">
          <thead>
            <tr>
              {columns.map(({ name, look = '' }) => (
                <th key={name} scope="col" className={look}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, cells }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                {cells.map((cell, index) => (
                  <td key={columns[index + 1]?.name} className={look(index)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('money.total')}</th>
              {total.map((cell, index) => (
                <td key={columns[index + 1]?.name} className={look(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  )
}

/** Calls, tokens and cost, as every table ends. */
function useUsed() {
  const { t } = useTranslation()
  const format = useFormat()
  return {
    columns: [
      { name: t('money.columns.calls'), look: 'wide' as const },
      { name: t('money.columns.tokens') },
      { name: t('money.columns.cost') },
    ],
    cells: (sum: MoneySum): ReactNode[] => [
      format.count(sum.calls),
      format.count(totalTokens(sum.tokens)),
      format.usageMoney(totalsOfSum(sum)),
    ],
  }
}

/** What each agent cost, with its days on one scale where there is one currency. */
export function ByAgent({ view, report, today }: { view: MoneyView; report: MoneyReport; today: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const used = useUsed()
  const { agentName } = useNames()
  const [currency, ...others] = report.sum.amounts.map((amount) => amount.currency)
  const names = barsOf(view, report.bars, today).map(({ from }) => from)
  const valuesOf = (bars: readonly { from: string; amounts: readonly Amount[] }[]) => {
    const known = new Map(bars.map(({ from, amounts }) => [from, amounts[0]]))
    return names.map((from) => {
      const amount = known.get(from)
      return amount === undefined ? 0 : moneyOfAmount(amount).micros
    })
  }
  const courses = report.agents.map(({ bars }) => valuesOf(bars))
  const highest = Math.max(1, ...courses.flat())
  const withDays = currency !== undefined && others.length === 0
  return (
    <Table
      title={t('money.by.agent')}
      columns={[
        { name: t('money.columns.agent') },
        ...(withDays ? [{ name: t('money.columns.oneScale'), look: 'wide course' as const }] : []),
        { name: t('money.columns.runs') },
        ...used.columns,
      ]}
      rows={report.agents.map(({ agentId, sum, runs }, index) => ({
        id: agentId,
        name: agentName(agentId),
        cells: [
          ...(withDays
            ? [
                <MiniBars
                  key="days"
                  label={t(`money.chart.${view.by}Of`, { agent: agentName(agentId) })}
                  values={courses[index] ?? []}
                  highest={highest}
                />,
              ]
            : []),
          format.count(runs),
          ...used.cells(sum),
        ],
      }))}
      total={[...(withDays ? [''] : []), format.count(report.runs.count), ...used.cells(report.sum)]}
    />
  )
}

/** What each model cost, and by which dated price. */
export function ByModel({ report }: { report: MoneyReport }) {
  const { t } = useTranslation()
  const { language, zone } = useFormat()
  const used = useUsed()
  const { serviceName } = useNames()
  const words = { language, t }
  return (
    <Table
      title={t('money.by.model')}
      columns={[
        { name: t('money.columns.model') },
        { name: t('money.columns.service'), look: 'words' },
        { name: t('money.columns.prices'), look: 'words' },
        ...used.columns,
      ]}
      rows={report.models.map(({ providerId, model, sum, prices }) => ({
        id: `${providerId} ${model}`,
        name: model,
        cells: [
          serviceName(providerId),
          prices
            .map(({ validFrom, currency, source }) =>
              currency === null
                ? t('units.money.free')
                : t(source === ownerSource ? 'money.prices.always' : 'money.prices.since', {
                    date: dateOfDay(dayOf(validFrom, zone), words),
                  }),
            )
            .join(', ') || t('units.money.unknown'),
          ...used.cells(sum),
        ],
      }))}
      total={['', '', ...used.cells(report.sum)]}
    />
  )
}

/** What each service cost. */
export function ByService({ report }: { report: MoneyReport }) {
  const { t } = useTranslation()
  const used = useUsed()
  const { serviceName } = useNames()
  if (report.vendors.length < 2) return null
  return (
    <Table
      title={t('money.by.service')}
      columns={[{ name: t('money.columns.service') }, ...used.columns]}
      rows={report.vendors.map(({ providerId, sum }) => ({
        id: providerId,
        name: serviceName(providerId),
        cells: used.cells(sum),
      }))}
      total={used.cells(report.sum)}
    />
  )
}

/** What reading, writing and the rest cost. */
export function ByKind({ report }: { report: MoneyReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { language: format.language, t }
  const kinds = report.kinds.filter(({ kind, amounts }) => kind !== 'call' || amountsText(amounts, words) !== '')
  return (
    <Table
      title={t('money.by.kind')}
      columns={[
        { name: t('money.columns.kind') },
        { name: t('money.columns.tokens') },
        { name: t('money.columns.cost') },
      ]}
      rows={kinds.map(({ kind, quantity, amounts }) => ({
        id: kind,
        name: t(`money.kinds.${kind}`),
        cells: [kind === 'call' ? '' : format.count(quantity), amountsText(amounts, words) || t('money.none')],
      }))}
      total={[format.count(totalTokens(report.sum.tokens)), format.usageMoney(totalsOfSum(report.sum))]}
    />
  )
}
