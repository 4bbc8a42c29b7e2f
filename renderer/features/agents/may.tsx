import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { permissionsOf } from '../../../shared/rules/permissions-of.ts'
import { type ModelPlaces, PermissionList } from '../../parts/permission-list.tsx'
import { useMirror } from '../../store/mirror.ts'
import { openField } from './steps/focus-step.ts'
import { useModelChoice } from './use-model-choice.ts'

/** What the agent may do and what it may not, in words; each leads to where it was allowed. */
export function May({ draft }: { draft: AgentDraft }) {
  const { t } = useTranslation()
  const places = useModelPlaces(draft)
  const waits = draft.steps.some(({ kind, id }) => kind === 'approve' && !draft.switchedOff.includes(id))
  return (
    <section>
      <PermissionList
        permissions={permissionsOf(draft)}
        places={places}
        also={waits ? [t('agents.may.ask')] : []}
        wayTo={({ from }) => (from === null ? null : () => openField(from.stepId, from.field))}
      />
    </section>
  )
}

function useModelPlaces(draft: AgentDraft): ModelPlaces {
  const answer = useModelChoice(draft)
  const providers = useMirror((mirror) => mirror.providers)
  const models = answer.ok ? [answer.model, ...answer.fallbacks] : []
  const named = models.filter((model) => !isPractice(model)).map(({ providerId }) => providerId)
  return {
    services: [...new Set(named)].map((id) => providers.find((provider) => provider.id === id)?.name ?? id),
    isPractice: models.some(isPractice),
  }
}
