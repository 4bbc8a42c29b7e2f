import { useTranslation } from 'react-i18next'
import { totalTokens } from '../../../shared/model/usage.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { readMoment } from '../../store/moment.ts'

/** What each agent used of each model this month. */
export function MonthReport() {
  const { t } = useTranslation()
  const format = useFormat()
  const agents = useMirror((mirror) => mirror.agents)
  const today = dayOf(readMoment(), format.zone)
  const reply = useReply(() => send('ledger.report', { from: `${today.slice(0, 7)}-01`, to: today }), today)
  if (reply.kind !== 'arrived' || reply.value.lines.length === 0) return null
  const showsAgain = reply.value.lines.some(({ again }) => again > 0)
  return (
    <div className="mt-4 overflow-x-auto" role="region" aria-label={t('books.thisMonth')} tabIndex={0}>
      <table className="books">
        <caption className="note">{t('books.thisMonth')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('books.columns.agent')}</th>
            <th scope="col">{t('books.columns.model')}</th>
            <th scope="col" className="num">
              {t('books.columns.calls')}
            </th>
            {showsAgain && (
              <th scope="col" className="num">
                {t('books.columns.again')}
              </th>
            )}
            <th scope="col" className="num">
              {t('books.columns.tokens')}
            </th>
            <th scope="col" className="num">
              {t('books.columns.money')}
            </th>
          </tr>
        </thead>
        <tbody>
          {reply.value.lines.map(({ agentId, providerId, model, usage, again }) => (
            <tr key={`${agentId} ${providerId} ${model}`}>
              <th scope="row">{agents[agentId]?.name ?? t('books.goneAgent')}</th>
              <td>{model}</td>
              <td className="num">{format.count(usage.calls)}</td>
              {showsAgain && <td className="num">{format.count(again)}</td>}
              <td className="num">{format.count(totalTokens(usage.tokens))}</td>
              <td className="num">{format.usageMoney(usage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
