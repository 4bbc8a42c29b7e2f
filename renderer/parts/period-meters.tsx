import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../shared/contract/commands.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import type { Budget } from '../../shared/model/budget.ts'
import { totalTokens } from '../../shared/model/usage.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { Bar } from '../ui/figures.tsx'
import { useFormat } from './use-format.ts'
import { useHeldReply } from './use-held-reply.ts'
import { useUsedLimits } from './use-used-limits.ts'

const periods = ['day', 'week', 'month'] as const

/**
 * What an agent, or this computer (null), has used today, this week and this month, each beside its caps. Asked again whenever
 * something was spent.
 */
export function PeriodMeters({ agentId, budgets }: { agentId: AgentId | null; budgets: readonly Budget[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const spent = useMirror(({ today }) => `${today.from} ${today.usage.calls} ${JSON.stringify(today.usage.spent)}`)
  const { held: used } = useHeldReply<CommandReply<'usage.periods'>>(
    () => send('usage.periods', { agentId }),
    `${agentId} ${spent}`,
  )
  const uses = useUsedLimits(agentId)
  if (used === null || used.month.calls === 0) return null
  return (
    <>
      {agentId !== null && <h3 className="quiet small mt-4">{t('limits.soFar.title')}</h3>}
      <dl className="ledger mt-2">
        {periods.flatMap((period) => {
          const usage = used[period]
          const limits = budgets.flatMap((budget) => {
            const use = budget.period === period ? uses.get(budget.id) : undefined
            return use === undefined || use.used === null
              ? []
              : [{ id: budget.id, warnAt: budget.warnAt, used: use.used }]
          })
          // The day of this computer stands above as the one figure of the page; its cap does not.
          if (agentId === null && period === 'day' && limits.length === 0) return []
          return [
            <dt key={period}>
              {t(`limits.soFar.${period}`)}
              <br />
              <span className="quiet num">
                {t('limits.tokens', { tokens: format.count(totalTokens(usage.tokens)) })}
              </span>
            </dt>,
            <dd key={`${period} used`}>
              {format.usageMoney(usage)}
              {limits.map(({ id, warnAt, used: { spentShare, heldShare } }) => (
                <span
                  key={id}
                  className="block mt-1 min-w-24"
                  title={t('limits.soFar.share', { percent: Math.floor(spentShare * 100) })}
                >
                  <Bar
                    parts={[
                      { kind: 'spent', share: spentShare },
                      { kind: 'held', share: heldShare },
                    ]}
                    tick={warnAt / 100}
                  />
                  <span className="sr">{t('limits.soFar.share', { percent: Math.floor(spentShare * 100) })}</span>
                </span>
              ))}
            </dd>,
          ]
        })}
      </dl>
    </>
  )
}
