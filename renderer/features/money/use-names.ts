import { useTranslation } from 'react-i18next'
import type { AgentId, ProviderId } from '../../../shared/model/brand.ts'
import { useMirror } from '../../store/mirror.ts'

/** What agents and services are called, also those that are gone. */
export function useNames(): { agentName(id: AgentId): string; serviceName(id: ProviderId): string } {
  const { t } = useTranslation()
  const agents = useMirror((mirror) => mirror.agents)
  const providers = useMirror((mirror) => mirror.providers)
  return {
    agentName: (id) => agents[id]?.name ?? t('books.goneAgent'),
    serviceName: (id) => providers.find((provider) => provider.id === id)?.name ?? t('money.goneService'),
  }
}
