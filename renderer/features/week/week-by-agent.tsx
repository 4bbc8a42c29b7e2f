import { useTranslation } from 'react-i18next'
import type { Digest } from '../../../shared/model/digest.ts'
import { mostSavedFirst } from '../../../shared/rules/alerts/digest-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'

/** What each agent did in the week, those that saved most first. */
export function WeekByAgent({ agents }: { agents: Digest['value']['agents'] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const known = useMirror((mirror) => mirror.agents)
  if (agents.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">{t('digest.byAgent')}</h2>
      <div className="by-room" role="region" aria-label={t('digest.byAgent')} tabIndex={0}>
        <table className="by">
          <thead>
            <tr>
              <th scope="col">{t('digest.columns.agent')}</th>
              <th scope="col">{t('digest.columns.runs')}</th>
              <th scope="col" className="wide">
                {t('digest.columns.failed')}
              </th>
              <th scope="col">{t('digest.columns.confirmed')}</th>
              <th scope="col">{t('digest.columns.guessed')}</th>
              <th scope="col">{t('digest.columns.cost')}</th>
            </tr>
          </thead>
          <tbody>
            {mostSavedFirst(agents).map(({ agentId, agentName, value }) => {
              const time = (minutes: number) => (minutes === 0 ? t('digest.noTime') : format.duration(minutes * 60_000))
              const cost = value.spent.filter(({ micros }) => micros !== 0).map((money) => format.money(money))
              return (
                <tr key={agentId}>
                  <th scope="row">
                    {known[agentId] === undefined ? (
                      agentName
                    ) : (
                      <button type="button" className="link" onClick={() => go({ name: 'agent', agentId })}>
                        {agentName}
                      </button>
                    )}
                  </th>
                  <td>{format.count(value.runs)}</td>
                  <td className="wide">{format.count(value.uncounted.failed ?? 0)}</td>
                  <td>{time(value.minutes.confirmed)}</td>
                  <td className="quiet">{time(value.minutes.estimated)}</td>
                  <td>
                    {cost.length > 0
                      ? cost.join(', ')
                      : t(value.unpricedCalls > 0 ? 'units.money.unknown' : 'digest.noTime')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <p className="note mt-2">{t('digest.agentsNote')}</p>
    </section>
  )
}
