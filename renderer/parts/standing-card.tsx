import { useTranslation } from 'react-i18next'
import type { Agent } from '../../shared/model/agent.ts'
import { send } from '../bridge/client.ts'
import { useMoment } from '../store/moment.ts'
import { go } from '../store/place.ts'
import { Button } from '../ui/button.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { useAction } from './use-action.ts'
import { useFormat } from './use-format.ts'

/** An agent that starts nothing by itself any more: since when, why, and the ways on. */
export function StandingCard({
  agent,
  level: Heading = 'h3',
  open = false,
}: {
  agent: Agent
  level?: 'h2' | 'h3'
  open?: boolean
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { busy, act } = useAction()
  const { standing, id } = agent
  if (standing.name === 'ready') return null
  const code = standing.name === 'paused' ? 'agent.paused' : 'agent.quarantined'
  const why = t('agents.standing.why', { reason: t(`errors.${standing.error.code}.what`, standing.error.params) })
  return (
    <article className="ask broke">
      <Lamp name="paused" label={t(`agents.standing.${standing.name}`)} />
      <Heading>{t(`agents.standing.title.${standing.name}`, { agent: agent.name })}</Heading>
      <span className="by">{format.ago(standing.at, now)}</span>
      <p>{t('common.twoSentences', { first: t(`errors.${code}.meaning`), second: why })}</p>
      <div className="row">
        <Button
          disabled={busy}
          onClick={() =>
            act(async () => {
              await send('agents.tryAgain', { agentId: id })
            })
          }
        >
          {t('agents.standing.tryAgain')}
        </Button>
        <Button
          look="bare"
          disabled={busy}
          onClick={() =>
            act(async () => {
              const { runId } = await send('agents.run', { agentId: id, despite: true })
              go({ name: 'run', runId })
            })
          }
        >
          {t('agents.standing.runOnce')}
        </Button>
        {open && (
          <Button look="bare" onClick={() => go({ name: 'agent', agentId: id })}>
            {t('common.toAgent')}
          </Button>
        )}
      </div>
    </article>
  )
}
