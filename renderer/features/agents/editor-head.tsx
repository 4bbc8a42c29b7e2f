import { useTranslation } from 'react-i18next'
import { type Agent, type AgentDraft, agentDraftSchema } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { hasEnded } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { draftOf } from '../../parts/draft.ts'
import { runByHand } from '../../parts/run-by-hand.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { dropEdit, useAgentEdit } from '../../store/drafts.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellDone, tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { isComplete } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { AgentMenu } from './agent-menu.tsx'
import { TryButton } from './trial-line.tsx'
import { UndoRedo } from './undo-redo.tsx'

/** The agent's name and what can be done with it. Run and the switch save the draft first, so nothing typed is lost. */
export function EditorHead({
  agentId,
  draft,
  saved,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  saved: Agent
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const edit = useAgentEdit(agentId)
  const live = useMirror((mirror) =>
    Object.values(mirror.runs).find((run) => run.agentId === agentId && !hasEnded(run.state)),
  )
  const { busy, act } = useAction()
  const named = agentDraftSchema.shape.name.safeParse(draft.name).success
  const complete = isComplete(draft)
  const save = async (next: AgentDraft) => {
    await send('agents.save', { agentId, draft: next })
    dropEdit(agentId)
  }
  const run = () =>
    act(async () => {
      if (edit !== undefined) await save(draft)
      await runByHand(agentId)
    })
  const remove = () =>
    act(async () => {
      await send('agents.remove', { agentId })
      dropEdit(agentId)
      go({ name: 'agents' })
      tellDone(t('agents.removed', { agent: saved.name }), () => {
        send('agents.restore', { agentId }).catch(tellError)
      })
    })
  return (
    <div className="head" style={{ alignItems: 'center' }}>
      <h1 className="min-w-0">
        <input
          className="name-field"
          aria-label={t('agents.name')}
          value={draft.name}
          maxLength={80}
          {...(named ? {} : { 'aria-invalid': true, placeholder: t('agents.nameMissing') })}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </h1>
      <SavedNote agentId={agentId} saved={saved} />
      <div className="acts">
        <UndoRedo agentId={agentId} draft={draft} />
        {edit !== undefined && (
          <Button look="go" disabled={busy || !named} onClick={() => act(() => save(draft))}>
            {t('common.save')}
          </Button>
        )}
        <TryButton agentId={agentId} draft={draft} disabled={!complete} />
        {live === undefined ? (
          <Button
            look={edit === undefined ? 'go' : 'plain'}
            icon="play"
            disabled={busy || !complete || !named}
            onClick={run}
          >
            {t('agents.runNow')}
          </Button>
        ) : (
          <Button onClick={() => go({ name: 'run', runId: live.id })}>{t('agents.seeRun')}</Button>
        )}
        {draft.triggers.length > 0 && (
          <Button
            disabled={busy || !named || (!draft.enabled && !complete)}
            onClick={() => act(() => save({ ...draft, enabled: !draft.enabled }))}
          >
            {t(draft.enabled ? 'agents.switchOff' : 'agents.switchOn')}
          </Button>
        )}
        <AgentMenu
          edited={edit !== undefined}
          busy={busy}
          onDiscard={() => {
            const lost = draft
            dropEdit(agentId)
            tellDone(t('agents.discarded'), () => onChange(lost))
          }}
          onExport={() =>
            act(async () => {
              if ((await send('agents.export', { agentId })).saved) tellDone(t('agents.exported'), null)
            })
          }
          onRemove={remove}
        />
      </div>
    </div>
  )
}

function SavedNote({ agentId, saved }: { agentId: AgentId; saved: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const edit = useAgentEdit(agentId)
  if (edit === undefined) return <span className="quiet small">{t(stateOf(saved))}</span>
  return <span className="quiet small">{t('agents.draftKept', { time: format.clock(edit.changedAt) })}</span>
}

function stateOf(saved: Agent): string {
  if (draftOf(saved).triggers.length === 0) return 'agents.byHand'
  return saved.enabled ? 'agents.on' : 'agents.off'
}
