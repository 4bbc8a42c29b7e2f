import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { triggerIdSchema } from '../../../shared/model/brand.ts'
import { isTimeTrigger, type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { useMirror } from '../../store/mirror.ts'
import { IconButton } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { TimeChip } from './time-chip.tsx'
import { WeekdaysChip } from './weekdays-chip.tsx'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** When the agent runs: one sentence a time, and what happens to a time that passed while the PC slept. */
export function TriggerSentences({ draft, onChange }: { draft: AgentDraft; onChange: (draft: AgentDraft) => void }) {
  const { t } = useTranslation()
  const zone = useMirror((mirror) => mirror.system.zone)
  const put = (triggers: Trigger[]) => onChange({ ...draft, triggers })
  const add = () => {
    const id = triggerIdSchema.parse(crypto.randomUUID())
    const days = { kind: 'weekdays' as const, weekdays: everyDay }
    put([...draft.triggers, triggerSchema.parse({ id, kind: 'calendar', days, times: ['08:00'], zone })])
  }
  const last = draft.triggers.findLastIndex(isTimeTrigger)
  if (last === -1) {
    return (
      <li className="step">
        <ClockSign />
        <Sentence
          text={t('steps.trigger.byHand')}
          parts={{
            add: (
              <button type="button" className="chip" onClick={add}>
                <Icon name="clock" />
                {t('steps.trigger.add')}
              </button>
            ),
          }}
        />
      </li>
    )
  }
  return (
    <>
      {draft.triggers.map((trigger, index) => {
        if (trigger.kind !== 'calendar' || trigger.days.kind !== 'weekdays') return null
        return (
          <li className="step" key={trigger.id}>
            <ClockSign />
            <div>
              <Sentence
                text={t(
                  index === draft.triggers.findIndex(isTimeTrigger) ? 'steps.trigger.sentence' : 'steps.trigger.also',
                )}
                parts={{
                  weekdays: (
                    <WeekdaysChip
                      weekdays={trigger.days.weekdays}
                      onChoose={(weekdays) =>
                        put(draft.triggers.with(index, { ...trigger, days: { kind: 'weekdays', weekdays } }))
                      }
                    />
                  ),
                  time: (
                    <TimeChip
                      time={trigger.times[0] ?? ''}
                      onChoose={(time) => put(draft.triggers.with(index, { ...trigger, times: [time] }))}
                    />
                  ),
                }}
              />
              {index === last && <Missed draft={draft} onChange={onChange} />}
            </div>
            <div className="tools">
              {index === last && draft.triggers.length < 20 && (
                <IconButton icon="plus" small label={t('steps.trigger.another')} onClick={add} />
              )}
              <IconButton
                icon="close"
                small
                label={t('steps.trigger.remove')}
                onClick={() => put(draft.triggers.filter((each) => each.id !== trigger.id))}
              />
            </div>
          </li>
        )
      })}
    </>
  )
}

function ClockSign() {
  return (
    <span className="no">
      <Icon name="clock" />
    </span>
  )
}

function Missed({ draft, onChange }: { draft: AgentDraft; onChange: (draft: AgentDraft) => void }) {
  const { t } = useTranslation()
  return (
    <Sentence
      text={t('steps.trigger.missed')}
      parts={{
        policy: (
          <OpenChip
            label={t('steps.trigger.missedLabel')}
            words={t(`steps.trigger.policy.${draft.missedRunPolicy.kind}`)}
          >
            {(close) =>
              (['runOnce', 'skip'] as const).map((policy) => (
                <MenuItem
                  key={policy}
                  chosen={policy === draft.missedRunPolicy.kind}
                  onClick={() => {
                    onChange({ ...draft, missedRunPolicy: { ...draft.missedRunPolicy, kind: policy } })
                    close()
                  }}
                >
                  {t(`steps.trigger.policy.${policy}`)}
                </MenuItem>
              ))
            }
          </OpenChip>
        ),
      }}
    />
  )
}
