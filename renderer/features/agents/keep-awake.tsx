import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { useMirror } from '../../store/mirror.ts'
import { Switch } from '../../ui/choices.tsx'

/** Whether the computer may fall asleep while this agent works, and whether it is kept awake for it now. */
export function KeepAwake({
  agentId,
  draft,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const now = useMirror((mirror) => mirror.power.keptAwakeFor.includes(agentId))
  return (
    <section>
      <h2>{t('agents.keepAwake.title')}</h2>
      <div className="switch-line">
        <label htmlFor={id}>{t('agents.keepAwake.label')}</label>
        <Switch id={id} on={draft.keepAwake} onChange={(keepAwake) => onChange({ ...draft, keepAwake })} />
      </div>
      <p className="note mt-2">{t(now ? 'agents.keepAwake.now' : 'agents.keepAwake.meaning')}</p>
    </section>
  )
}
