import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { needsOf } from '../../../shared/steps/step.ts'
import { useDraft } from '../../parts/draft.ts'
import { changeDraft } from '../../store/edit-history.ts'
import { readMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { StandingCard } from '../../parts/standing-card.tsx'
import { DataSentences } from './data-sentences.tsx'
import { EditorHead } from './editor-head.tsx'
import { SourceSentences } from './source-sentences.tsx'
import { SayBox } from './say/say-box.tsx'
import { StartRules } from './starts/start-rules.tsx'
import { TriggerSentences } from './starts/trigger-sentences.tsx'
import { StepList } from './steps/step-list.tsx'
import { StepSurroundingsContext } from './steps/step-surroundings.ts'
import { TrialLine } from './trial-line.tsx'
import { Truth } from './truth.tsx'
import { TruthFold } from './truth-fold.tsx'
import { useLastValues } from './use-last-values.ts'
import { useNextRuns } from './use-next-runs.ts'
import { useTaskProblems } from './use-task-problems.ts'
import { Watch } from './watch.tsx'

/** One agent in sentences: when it runs and what it does. Underlined words are changed in place and kept as a draft. */
export function AgentEditor({ agentId, limit }: { agentId: AgentId; limit: string | undefined }) {
  const { t } = useTranslation()
  const edited = useDraft(agentId)
  if (edited !== undefined) return <Editor agent={edited.agent} draft={edited.draft} limit={limit} />
  return (
    <div className="inner">
      <Empty
        icon="agents"
        title={t('errors.agent.missing.what')}
        action={<Button onClick={() => go({ name: 'agents' })}>{t('agents.toList')}</Button>}
      >
        {t('errors.agent.missing.meaning')}
      </Empty>
    </div>
  )
}

function Editor({ agent, draft, limit }: { agent: Agent; draft: AgentDraft; limit: string | undefined }) {
  const agentId = agent.id
  const [panel, setPanel] = useState(limit !== undefined)
  const preview = useNextRuns(draft.triggers)
  const lastValues = useLastValues(agentId)
  const problems = useTaskProblems(draft, lastValues)
  const change = (next: AgentDraft) => changeDraft(agentId, draft, next, readMoment())
  return (
    <div className="studio">
      <div className="canvas scroll">
        <EditorHead agentId={agentId} draft={draft} saved={agent} onChange={change} />
        <StandingCard agent={agent} level="h2" />
        <TrialLine agentId={agentId} />
        <SayBox agentId={agentId} draft={draft} onChange={change} />
        <ol className="steps">
          <TriggerSentences draft={draft} preview={preview} onChange={change} />
          <SourceSentences draft={draft} saved={agent} preview={preview} onChange={change} />
          <StartRules draft={draft} onChange={change} />
          <StepSurroundingsContext value={{ agentId, draft, lastValues }}>
            <StepList problems={problems} onDraft={change} />
          </StepSurroundingsContext>
          {draft.steps.some((step) => needsOf(step) !== null) && (
            <DataSentences agentId={agentId} draft={draft} onChange={change} />
          )}
        </ol>
        <Watch draft={draft} onChange={change} />
      </div>
      <Truth
        agentId={agentId}
        draft={draft}
        problems={problems}
        preview={preview}
        shown={panel}
        limit={limit}
        onChange={change}
      />
      <TruthFold draft={draft} problems={problems} preview={preview} shown={panel} onToggle={() => setPanel(!panel)} />
    </div>
  )
}
