import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import { needsOf } from '../../../shared/steps/step.ts'
import { useDraft, withField } from '../../parts/draft.ts'
import { keepEdit } from '../../store/drafts.ts'
import { readMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { StandingCard } from '../../parts/standing-card.tsx'
import { AskFirst } from './ask-first.tsx'
import { DataSentences } from './data-sentences.tsx'
import { EditorHead } from './editor-head.tsx'
import { SourceSentences } from './source-sentences.tsx'
import { StartRules } from './starts/start-rules.tsx'
import { TriggerSentences } from './starts/trigger-sentences.tsx'
import { StepSentence } from './step-sentence.tsx'
import { Truth } from './truth.tsx'
import { TruthFold } from './truth-fold.tsx'
import { useNextRuns } from './use-next-runs.ts'
import { Watch } from './watch.tsx'

const noTriggers: readonly Trigger[] = []

/** One agent in sentences: when it runs and what it does. Underlined words are changed in place and kept as a draft. */
export function AgentEditor({ agentId, limit }: { agentId: AgentId; limit: string | undefined }) {
  const { t } = useTranslation()
  const edited = useDraft(agentId)
  const [panel, setPanel] = useState(limit !== undefined)
  const preview = useNextRuns(edited?.draft.triggers ?? noTriggers)
  if (edited === undefined) {
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
  const { draft } = edited
  const change = (next: AgentDraft) => keepEdit(agentId, next, readMoment())
  return (
    <div className="studio">
      <div className="canvas scroll">
        <EditorHead agentId={agentId} draft={draft} saved={edited.agent} onChange={change} />
        <StandingCard agent={edited.agent} level="h2" />
        <ol className="steps">
          <TriggerSentences draft={draft} preview={preview} onChange={change} />
          <SourceSentences draft={draft} saved={edited.agent} preview={preview} onChange={change} />
          <StartRules draft={draft} onChange={change} />
          {draft.steps.map((step, index) => (
            <Fragment key={step.id}>
              {mayAskBefore(draft, index) && (
                <AskFirst draft={draft} after={draft.steps[index - 1] ?? step} number={index + 1} onDraft={change} />
              )}
              <StepSentence
                step={step}
                number={index + 1}
                draft={draft}
                onField={(field, value) => change(withField(draft, step.id, field, value))}
                onDraft={change}
              />
            </Fragment>
          ))}
          {draft.steps.some((step) => needsOf(step) !== null) && <DataSentences draft={draft} onChange={change} />}
        </ol>
        <Watch draft={draft} onChange={change} />
      </div>
      <Truth agentId={agentId} draft={draft} preview={preview} shown={panel} limit={limit} onChange={change} />
      <TruthFold draft={draft} preview={preview} shown={panel} onToggle={() => setPanel(!panel)} />
    </div>
  )
}

/** Between two steps that work; one question there is enough. */
function mayAskBefore({ steps }: AgentDraft, index: number): boolean {
  return index > 0 && steps.length < 50 && steps[index]?.kind !== 'approve' && steps[index - 1]?.kind !== 'approve'
}
