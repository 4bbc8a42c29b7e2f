import { useTranslation } from 'react-i18next'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Upcoming } from '../../../shared/model/firing.ts'
import { hasEnded } from '../../../shared/model/run.ts'
import { startWords } from '../../../shared/rules/trigger-words.ts'
import { send } from '../../bridge/client.ts'
import { draftOf } from '../../parts/draft.ts'
import { RowForecast } from '../../parts/row-forecast.tsx'
import { RunOnMenu, useFileDrop } from '../../parts/run-on.tsx'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { runByHand } from '../../parts/run-by-hand.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useAgentEdit } from '../../store/drafts.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { agentsInOrder, isComplete, newestRunOf } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/choices.tsx'
import { Lamp } from '../../ui/lamp.tsx'
import { Empty } from '../../ui/states.tsx'
import { AdviceSection } from './advice.tsx'
import { agentTitle } from './agent-title.ts'

/** Every agent: what it did last, when it runs next, and a switch. */
export function AgentList() {
  const { t } = useTranslation()
  const format = useFormat()
  const agents = useMirrorMembers(agentsInOrder)
  const { key, count } = useMirrorMembers(agentTitle)
  return (
    <div className="inner">
      <div className="head">
        <h1 className="title">{t(key, { count, number: format.inWords(count) })}</h1>
        {agents.length > 0 && (
          <div className="acts">
            <NewAgentButton look="plain" />
          </div>
        )}
      </div>
      <div className="sec">
        {agents.length === 0 ? (
          <Empty icon="agents" title={t('agents.empty.title')} action={<NewAgentButton look="go" />}>
            {t('agents.empty.meaning')}
          </Empty>
        ) : (
          <ul className="rows">
            {agents.map((agent) => (
              <AgentRow key={agent.id} agent={agent} />
            ))}
          </ul>
        )}
      </div>
      <AdviceSection />
    </div>
  )
}

function NewAgentButton({ look }: { look: 'plain' | 'go' }) {
  const { t } = useTranslation()
  return (
    <Button look={look} icon="plus" onClick={() => go({ name: 'gallery' })}>
      {t('agents.new')}
    </Button>
  )
}

function AgentRow({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const last = useMirror((mirror) => newestRunOf(mirror, agent.id))
  const { busy, act } = useAction()
  const run = () => act(() => runByHand(agent.id))
  const drop = useFileDrop(agent)
  return (
    <li className={drop.isOver ? 'agentrow over' : 'agentrow'} {...drop.handlers}>
      {last === undefined ? <Lamp name="next" label={t('agents.neverRan')} /> : <RunLamp state={last.state} />}
      <div className="who">
        <button type="button" className="open cut" onClick={() => go({ name: 'agent', agentId: agent.id })}>
          {agent.name}
        </button>
        <span className="say">
          <LastRun agent={agent} />
          <Starts agent={agent} />
          <RowForecast agentId={agent.id} />
        </span>
      </div>
      <NextRun agent={agent} />
      <span className="end">
        {agent.standing.name === 'ready' ? (
          <AgentSwitch agent={agent} />
        ) : (
          <Button
            small
            disabled={busy}
            onClick={() =>
              act(async () => {
                await send('agents.tryAgain', { agentId: agent.id })
              })
            }
          >
            {t('agents.standing.tryAgain')}
          </Button>
        )}
        {last !== undefined && !hasEnded(last.state) ? (
          <Button small onClick={() => go({ name: 'run', runId: last.id })}>
            {t('agents.seeRun')}
          </Button>
        ) : (
          <Button icon="play" small disabled={busy || !isComplete(agent)} onClick={run}>
            {t('agents.run')}
          </Button>
        )}
        <RunOnMenu agent={agent} />
      </span>
    </li>
  )
}

function LastRun({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const edit = useAgentEdit(agent.id)
  const format = useFormat()
  const now = useMoment('minute')
  const last = useMirror((mirror) => newestRunOf(mirror, agent.id))
  if (edit !== undefined) return <span>{t('agents.unsaved')}</span>
  if (agent.standing.name !== 'ready') {
    const { name, error } = agent.standing
    return (
      <span className="text-waiting-ink">
        {t('common.about', { who: t(`agents.standing.${name}`), what: t(`errors.${error.code}.what`, error.params) })}
      </span>
    )
  }
  if (!isComplete(agent)) return <span className="text-waiting-ink">{t('agents.incomplete')}</span>
  if (last === undefined) return <span>{t('agents.neverRan')}</span>
  if (!hasEnded(last.state)) {
    return <span>{t('agents.workingSince', { time: format.clock(last.startedAt ?? last.createdAt) })}</span>
  }
  const when = format.ago(last.endedAt ?? last.createdAt, now)
  return <span>{t('agents.lastRan', { state: t(lampOf(last.state).text), when })}</span>
}

/** What starts it by itself. */
function Starts({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  return agent.triggers.length === 0 ? null : <span>{startWords(agent.triggers, format, t)}</span>
}

function NextRun({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const next = useMirror((mirror) => earliest(mirror.upcoming.filter((each) => each.agentId === agent.id)))
  if (next === undefined)
    return <span className="meter">{agent.triggers.length > 0 ? t('agents.off') : t('agents.byHand')}</span>
  return (
    <span className="meter num">
      {format.clock(next.dueAt)}
      <small>{format.day(next.dueAt, now)}</small>
    </span>
  )
}

/** Switched off, no time starts the agent; running by hand still works. */
function AgentSwitch({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const { name, enabled, triggers } = agent
  return (
    <Switch
      label={t('agents.switch', { agent: name })}
      on={enabled}
      disabled={busy || triggers.length === 0 || (!enabled && !isComplete(agent))}
      onChange={(on) =>
        act(async () => {
          await send('agents.save', { agentId: agent.id, draft: { ...draftOf(agent), enabled: on } })
        })
      }
    />
  )
}

function earliest(upcoming: readonly Upcoming[]): Upcoming | undefined {
  return upcoming.toSorted((left, right) => left.dueAt - right.dueAt)[0]
}
