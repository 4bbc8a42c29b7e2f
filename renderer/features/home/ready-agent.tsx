import { useTranslation } from 'react-i18next'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useDraft, withField } from '../../parts/draft.ts'
import { FolderChip } from '../../parts/folder-chip.tsx'
import { useAction } from '../../parts/use-action.ts'
import { dropEdit, keepEdit } from '../../store/drafts.ts'
import { useMirror } from '../../store/mirror.ts'
import { readMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { isComplete } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { Sentence } from '../../ui/sentence.tsx'

const readyTemplate = 'summarize-documents'

/** The agent that comes with the app, while it is not set up: two folders to choose, then Run. */
export function ReadyAgent() {
  const agent = useMirror(readyAgentOf)
  const noAgents = useMirror((mirror) => Object.keys(mirror.agents).length === 0)
  if (agent !== undefined) return <SetUp agent={agent} />
  return noAgents ? <Offer /> : null
}

function SetUp({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const edited = useDraft(agent.id)
  const { busy, act } = useAction()
  if (edited === undefined) return null
  const { draft } = edited
  const read = draft.steps.find((step) => step.kind === 'readFolder')
  const write = draft.steps.find((step) => step.kind === 'writeDocument')
  if (read === undefined || write === undefined) return null
  const chips = {
    folder: (
      <FolderChip
        path={read.folder}
        access="read"
        missing={t('today.first.chooseFolder')}
        label={t('today.first.folder')}
        onPick={(path) => keepEdit(agent.id, withField(draft, read.id, 'folder', path), readMoment())}
      />
    ),
    place: (
      <FolderChip
        path={write.folder}
        access="write"
        missing={t('today.first.choosePlace')}
        label={t('today.first.place')}
        onPick={(path) => keepEdit(agent.id, withField(draft, write.id, 'folder', path), readMoment())}
      />
    ),
  }
  const run = () =>
    act(async () => {
      await send('agents.save', { agentId: agent.id, draft })
      dropEdit(agent.id)
      const { runId } = await send('agents.run', { agentId: agent.id })
      go({ name: 'run', runId })
    })
  return (
    <section className="sec ready" aria-label={agent.name}>
      <h2>{agent.name}</h2>
      <Sentence text={t('today.first.sentence')} parts={chips} />
      <div className="row">
        <Button look="go" icon="play" disabled={busy || !isComplete(draft)} onClick={run}>
          {t('agents.run')}
        </Button>
        <SampleButton />
        <button type="button" className="link small ml-auto" onClick={() => go({ name: 'agent', agentId: agent.id })}>
          {t('today.first.more')}
        </button>
      </div>
      <ModelNote />
    </section>
  )
}

/** Without any agent: make the ready one. */
function Offer() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <section className="sec ready" aria-label={t('today.first.offer')}>
      <h2>{t('today.first.offer')}</h2>
      <p className="soft mt-1">{t('today.first.offerMeaning')}</p>
      <div className="row">
        <Button
          look="go"
          icon="plus"
          disabled={busy}
          onClick={() =>
            act(async () => {
              await send('agents.create', { templateId: readyTemplate, withSamples: false })
            })
          }
        >
          {t('agents.new')}
        </Button>
        <SampleButton />
      </div>
    </section>
  )
}

function SampleButton() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <Button
      disabled={busy}
      onClick={() =>
        act(async () => {
          const { runId } = await send('samples.run', { model: null })
          go({ name: 'run', runId })
        })
      }
    >
      {t('today.first.samples')}
    </Button>
  )
}

/** Which model will do it, in plain words: the practice model is never taken for AI. */
function ModelNote() {
  const { t } = useTranslation()
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  if (!isPractice(usual)) return <p className="note mt-3">{t('today.first.withModel', { model: usual.model })}</p>
  return (
    <p className="note mt-3">
      {t('today.first.withPractice')}{' '}
      <button type="button" className="link" onClick={() => go({ name: 'models' })}>
        {t('today.first.addModel')}
      </button>
    </p>
  )
}

/** The ready agent while its folders are open; none once an agent like it has been set up. */
function readyAgentOf(mirror: Mirror): Agent | undefined {
  const made = Object.values(mirror.agents).filter((agent) => agent.templateId === readyTemplate)
  if (made.some(isComplete)) return undefined
  return made.sort((left, right) => left.createdAt - right.createdAt)[0]
}
