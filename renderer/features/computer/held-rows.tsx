import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { StandingCard } from '../../parts/standing-card.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { heldAgents } from '../../store/selectors.ts'
import { Lamp } from '../../ui/lamp.tsx'

/** What holds agents up: those that start nothing by themselves any more, and services that do not answer. */
export function HeldRows() {
  const { t } = useTranslation()
  const agents = useMirrorMembers(heldAgents)
  const down = useMirrorMembers(servicesDown)
  if (agents.length + down.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('computer.held.title')} <span className="n num">{agents.length + down.length}</span>
      </h2>
      {agents.map((agent) => (
        <StandingCard key={agent.id} agent={agent} open />
      ))}
      {down.length > 0 && (
        <ul className={agents.length > 0 ? 'rows mt-3' : 'rows'}>
          {down.map((id) => (
            <DownRow key={id} id={id} />
          ))}
        </ul>
      )}
    </section>
  )
}

function DownRow({ id }: { id: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useMirror((mirror) => mirror.providers.find((provider) => provider.id === id)?.name)
  const health = useMirror((mirror) => mirror.providersDown[id])
  if (name === undefined || health === undefined) return null
  return (
    <li className="agentrow">
      <Lamp name="doubt" />
      <div className="who">
        <b>{name}</b>
        <span className="say">{t('models.down', { time: format.clock(health.triedAgainAt) })}</span>
      </div>
    </li>
  )
}

function servicesDown(mirror: Mirror): string[] {
  const known = new Set<string>(mirror.providers.map(({ id }) => id))
  return Object.keys(mirror.providersDown).filter((id) => known.has(id))
}
