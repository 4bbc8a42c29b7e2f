import { useTranslation } from 'react-i18next'
import type { ValueReport, ValueSum } from '../../../shared/model/value.ts'
import { useFormat } from '../../parts/use-format.ts'

/** What each agent was worth, those that saved most first. */
export function ValueAgents({ report }: { report: ValueReport }) {
  const { t } = useTranslation()
  const rows = report.agents
    .filter(({ value }) => value.minutes.confirmed + value.minutes.estimated > 0)
    .toSorted((left, right) => right.value.minutes.confirmed - left.value.minutes.confirmed)
  if (rows.length === 0) return null
  return (
    <details className="fold mt-2">
      <summary>{t('value.month.agents')}</summary>
      <table className="tab value-agents">
        <thead>
          <tr>
            <th>{t('value.month.agent')}</th>
            <th className="n">{t('value.month.confirmed')}</th>
            <th className="n">{t('value.month.guessed')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ agentId, agentName, value }) => (
            <tr key={agentId}>
              <td>{agentName}</td>
              <td className="n jade">
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
    </details>
  )
}

function Amount({ sum, kind }: { sum: ValueSum; kind: 'confirmed' | 'estimated' }) {
  const format = useFormat()
  if (sum.counted[kind] === 0) return null
  if (sum.value === null || sum.currency === null) return format.duration(sum.minutes[kind] * 60_000)
  return format.money({ currency: sum.currency, micros: sum.value[kind] })
}
