import { useTranslation } from 'react-i18next'
import { useMirror, useMirrorMembers } from '../store/mirror.ts'
import { agentsInOrder } from '../store/selectors.ts'
import { MenuItem, OpenChip } from '../ui/chip.tsx'

/** Another agent, chosen by its name. */
export function AgentChip({
  id,
  label,
  missing,
  agent,
  exclude,
  onChange,
}: {
  id: string
  label: string
  /** What to choose, shown while nothing is. */
  missing: string
  agent: string | null
  /** The agent that is edited. */
  exclude: string
  onChange: (agent: string) => void
}) {
  const { t } = useTranslation()
  const agents = useMirrorMembers(agentsInOrder)
  const chosen = useMirror((mirror) => Object.values(mirror.agents).find((each) => each.id === agent))
  const others = agents.filter((each) => each.id !== exclude)
  return (
    <OpenChip id={id} label={label} missing={chosen === undefined} words={chosen?.name ?? missing}>
      {(close) =>
        others.length === 0 ? (
          <p className="menu-note">{t('agents.noOthers')}</p>
        ) : (
          others.map((each) => (
            <MenuItem
              key={each.id}
              chosen={each.id === agent}
              onClick={() => {
                onChange(each.id)
                close()
              }}
            >
              {each.name}
            </MenuItem>
          ))
        )
      }
    </OpenChip>
  )
}
