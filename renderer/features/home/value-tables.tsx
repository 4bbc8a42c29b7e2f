import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueReport, ValueSum } from '../../../shared/model/value.ts'
import { firstMomentOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { tellError } from '../../store/news.ts'

type Row = { readonly key: string; readonly name: string; readonly value: ValueSum }

/** What each agent, and each kind of job, was worth in the month, those that saved most first; and the months before. */
export function ValueTables({ report }: { report: ValueReport }) {
  const { t } = useTranslation()
  const agents = report.agents.map(({ agentId, agentName, value }) => ({ key: agentId, name: agentName, value }))
  const jobs = report.jobs.map(({ job, value }) => ({
    key: job,
    name: job === 'other' ? t('value.otherJob') : t(`gallery.jobs.${job}`),
    value,
  }))
  return (
    <>
      <Folded title={t('value.month.agents')} head={t('value.month.agent')} rows={agents.toSorted(bySaved)} />
      <Folded title={t('value.month.jobs')} head={t('value.month.job')} rows={jobs.toSorted(bySaved)} />
      <Months />
    </>
  )
}

function bySaved(left: Row, right: Row): number {
  return right.value.minutes.confirmed - left.value.minutes.confirmed
}

/** Added up only once it is opened: it goes over everything there ever was. */
function Months() {
  const { t } = useTranslation()
  const format = useFormat()
  const [months, setMonths] = useState<ValueReport['months']>([])
  const name = new Intl.DateTimeFormat(format.language, { month: 'long', year: 'numeric', timeZone: format.zone })
  const rows = months.toReversed().map(({ month, value }) => ({
    key: month,
    name: name.format(firstMomentOf(`${month}-01`, format.zone)),
    value,
  }))
  return (
    <details
      className="mt-2"
      onToggle={({ currentTarget }) => {
        if (!currentTarget.open) return
        send('value.read', { from: null, to: null }).then(({ report }) => setMonths(report.months), tellError)
      }}
    >
      <summary>{t('value.month.months')}</summary>
      <ValueTable head={t('value.month.month')} rows={rows} />
    </details>
  )
}

function Folded({ title, head, rows }: { title: string; head: string; rows: readonly Row[] }) {
  const counting = rows.filter(({ value }) => value.minutes.confirmed + value.minutes.estimated > 0)
  if (counting.length === 0) return null
  return (
    <details className="mt-2">
      <summary>{title}</summary>
      <ValueTable head={head} rows={counting} />
    </details>
  )
}

function ValueTable({ head, rows }: { head: string; rows: readonly Row[] }) {
  const { t } = useTranslation()
  return (
    <table className="tab value-table">
      <thead>
        <tr>
          <th>{head}</th>
          <th className="n">{t('value.month.confirmed')}</th>
          <th className="n">{t('value.month.guessed')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value }) => (
          <tr key={key}>
            <td>{name}</td>
            <td className={(value.value?.confirmed ?? 0) < 0 ? 'n quiet' : 'n jade'}>
              <Amount sum={value} kind="confirmed" />
            </td>
            <td className="n">
              <span className="pencil">
                <Amount sum={value} kind="estimated" />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Amount({ sum, kind }: { sum: ValueSum; kind: 'confirmed' | 'estimated' }) {
  const format = useFormat()
  if (sum.counted[kind] === 0) return null
  if (sum.value === null || sum.currency === null) return format.duration(sum.minutes[kind] * 60_000)
  return format.money({ currency: sum.currency, micros: sum.value[kind] })
}
