import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { trialTokens, triedAtMost } from '../../../shared/model/trial.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'

/** Tries the agent as it stands, on a few real things, before anything is written or sent. */
export function TryButton({ agentId, draft, disabled }: { agentId: AgentId; draft: AgentDraft; disabled: boolean }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const isTrying = useMirror((mirror) => mirror.trials[agentId]?.state === 'running')
  if (isTrying) {
    return (
      <Button
        icon="stop"
        disabled={busy}
        onClick={() => act(async () => void (await send('trials.stop', { agentId })))}
      >
        {t('agents.trial.stop')}
      </Button>
    )
  }
  return (
    <Button
      icon="play"
      disabled={busy || disabled}
      title={t('agents.trial.meaning', { most: triedAtMost, tokens: trialTokens.toLocaleString() })}
      onClick={() => act(async () => void (await send('trials.start', { agentId, draft })))}
    >
      {t('agents.trial.start')}
    </Button>
  )
}

/** How the newest try went: what was tried, how long it took, what it cost. */
export function TrialLine({ agentId }: { agentId: AgentId }) {
  const { t } = useTranslation()
  const format = useFormat()
  const trial = useMirror((mirror) => mirror.trials[agentId])
  if (trial === undefined) return null
  const { state, error, spent, startedAt, endedAt, leftOut } = trial
  const money = spent.map(({ currency, micros }) => format.money({ currency, micros })).join(t('agents.listComma'))
  const facts = [
    t(`agents.trial.state.${state}`, { most: triedAtMost }),
    ...(endedAt === null ? [] : [format.duration(endedAt - startedAt)]),
    ...(money === '' ? [t('agents.trial.free')] : [money]),
    ...(leftOut === 0 ? [] : [t('agents.trial.leftOut', { count: leftOut })]),
  ]
  return (
    <>
      <p className="trial-line small" role="status">
        {facts.join(' · ')}
      </p>
      {error !== null && <ErrorCard error={error} />}
    </>
  )
}
