import { useTranslation } from 'react-i18next'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import type { SchedulePreview } from '../../../shared/contract/commands/schedule.ts'
import { isTimeTrigger, type TimeTrigger, type Trigger } from '../../../shared/model/trigger.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { SourceSentence } from './source-sentence.tsx'
import { SourceStateLine } from './source-state-line.tsx'
import { AddStart, sourceIcons } from './starts/add-start.tsx'
import { StartTrouble } from './starts/start-trouble.tsx'
import { TriggerMore } from './starts/trigger-more.tsx'

export type SourceTrigger = Exclude<Trigger, TimeTrigger>

const triggersAtMost = 20

/** What else starts the agent: one sentence each, with how it stands, and the way to add another. */
export function SourceSentences({
  draft,
  saved,
  preview,
  onChange,
}: {
  draft: AgentDraft
  saved: Agent
  preview: SchedulePreview
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const put = (triggers: Trigger[]) => onChange({ ...draft, triggers })
  return (
    <>
      {draft.triggers.map((trigger, index) => {
        if (isTimeTrigger(trigger)) return null
        return (
          <li className="step" key={trigger.id}>
            <span className="no">
              <Icon name={sourceIcons[trigger.kind]} />
            </span>
            <div>
              <SourceSentence trigger={trigger} onTrigger={(next) => put(draft.triggers.with(index, next))} />
              <SourceStateLine trigger={trigger} saved={saved} />
              <StartTrouble trigger={trigger} preview={preview} />
              <TriggerMore trigger={trigger} onTrigger={(next) => put(draft.triggers.with(index, next))} />
            </div>
            <div className="tools">
              <IconButton
                icon="close"
                small
                label={t('sources.remove')}
                onClick={() => put(draft.triggers.filter((each) => each.id !== trigger.id))}
              />
            </div>
          </li>
        )
      })}
      {draft.triggers.length < triggersAtMost && <AddStart onAdd={(trigger) => put([...draft.triggers, trigger])} />}
    </>
  )
}
