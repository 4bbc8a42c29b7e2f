import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { RowForecast } from '../../parts/row-forecast.tsx'
import { useFileDrop } from '../../parts/run-on.tsx'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { runByHand } from '../../parts/run-by-hand.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { agentsInOrder, isComplete, liveRuns, needsOwner, newestRunOf } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp } from '../../ui/lamp.tsx'

const shownAtMost = 5

/** Agents that are ready and hold still: one press starts them. */
export function AgentShortcuts() {
  const { t } = useTranslation()
  const agents = useMirrorMembers(restingAgents)
  if (agents.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.ready.title')}
        <button type="button" className="link more" onClick={() => go({ name: 'agents' })}>
          {t('today.ready.all')}
        </button>
      </h2>
      <ul className="rows">
        {agents.map((agent) => (
          <Shortcut key={agent.id} agent={agent} />
        ))}
      </ul>
    </section>
  )
}

function Shortcut({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const last = useMirror((mirror) => newestRunOf(mirror, agent.id))
  const { busy, act } = useAction()
  const drop = useFileDrop(agent)
  return (
    <li className={drop.isOver ? 'agentrow over' : 'agentrow'} {...drop.handlers}>
      {last === undefined ? <Lamp name="next" /> : <RunLamp state={last.state} />}
      <div className="who">
        <button type="button" className="open cut" onClick={() => go({ name: 'agent', agentId: agent.id })}>
          {agent.name}
        </button>
        <span className="say">
          <span>
            {last === undefined
              ? t('agents.neverRan')
              : t('agents.lastRan', {
                  state: t(lampOf(last.state).text),
                  when: format.ago(last.endedAt ?? last.createdAt, now),
                })}
          </span>
          <RowForecast agentId={agent.id} />
        </span>
      </div>
      <span className="meter" />
      <Button icon="play" small disabled={busy} onClick={() => act(() => runByHand(agent.id))}>
        {t('agents.run')}
      </Button>
    </li>
  )
}

function restingAgents(mirror: Mirror): Agent[] {
  const busy = new Set([...liveRuns(mirror), ...needsOwner(mirror)].map((run) => run.agentId))
  return agentsInOrder(mirror)
    .filter((agent) => isComplete(agent) && !busy.has(agent.id))
    .slice(0, shownAtMost)
}
