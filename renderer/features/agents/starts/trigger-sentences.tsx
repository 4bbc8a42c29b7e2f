import { useTranslation } from 'react-i18next'
import type { SchedulePreview } from '../../../../shared/contract/commands/schedule.ts'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import { isTimeTrigger, type Trigger } from '../../../../shared/model/trigger.ts'
import { useMirror } from '../../../store/mirror.ts'
import { readMoment } from '../../../store/moment.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Sentence } from '../../../ui/sentence.tsx'
import { newTrigger } from './new-trigger.ts'
import { StartTrouble } from './start-trouble.tsx'
import { TimeSentence } from './time-sentence.tsx'
import { TriggerMore } from './trigger-more.tsx'

/** When the agent runs: one sentence a time, or that it waits for the owner. */
export function TriggerSentences({
  draft,
  preview,
  onChange,
}: {
  draft: AgentDraft
  preview: SchedulePreview
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const zone = useMirror((mirror) => mirror.system.zone)
  const put = (triggers: Trigger[]) => onChange({ ...draft, triggers })
  if (!draft.triggers.some(isTimeTrigger)) {
    const add = (
      <button
        type="button"
        className="chip"
        onClick={() => put([...draft.triggers, newTrigger('weekdays', zone, readMoment())])}
      >
        <Icon name="clock" />
        {t('steps.trigger.add')}
      </button>
    )
    return (
      <li className="step">
        <ClockSign />
        <Sentence text={t('steps.trigger.byHand')} parts={{ add }} />
      </li>
    )
  }
  return draft.triggers.map((trigger, index) => {
    if (!isTimeTrigger(trigger)) return null
    const change = (next: Trigger) => put(draft.triggers.with(index, next))
    return (
      <li className="step" key={trigger.id}>
        <ClockSign />
        <div>
          <TimeSentence trigger={trigger} onTrigger={change} />
          <StartTrouble trigger={trigger} preview={preview} />
          <TriggerMore trigger={trigger} onTrigger={change} />
        </div>
        <div className="tools">
          <IconButton
            icon="close"
            small
            label={t('steps.trigger.remove')}
            onClick={() => put(draft.triggers.filter((each) => each.id !== trigger.id))}
          />
        </div>
      </li>
    )
  })
}

function ClockSign() {
  return (
    <span className="no">
      <Icon name="clock" />
    </span>
  )
}
