import { useTranslation } from 'react-i18next'
import type { AgentId } from '../../../shared/model/brand.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { agentsInOrder } from '../../store/selectors.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'

/** Whose runs are listed: everyone's, or one agent's. */
export function AgentFilter({
  agentId,
  onChoose,
}: {
  agentId: AgentId | null
  onChoose: (agentId: AgentId | null) => void
}) {
  const { t } = useTranslation()
  const agents = useMirrorMembers(agentsInOrder)
  const name = useMirror((mirror) => (agentId === null ? undefined : mirror.agents[agentId]?.name))
  return (
    <OpenChip label={t('runs.filter')} words={name ?? t('runs.allAgents')}>
      {(close) => (
        <>
          <MenuItem
            chosen={agentId === null}
            onClick={() => {
              onChoose(null)
              close()
            }}
          >
            {t('runs.allAgents')}
          </MenuItem>
          {agents.map((agent) => (
            <MenuItem
              key={agent.id}
              chosen={agent.id === agentId}
              onClick={() => {
                onChoose(agent.id)
                close()
              }}
            >
              {agent.name}
            </MenuItem>
          ))}
        </>
      )}
    </OpenChip>
  )
}
