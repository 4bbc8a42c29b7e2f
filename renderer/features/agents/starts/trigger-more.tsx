import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTimeTrigger, type QuietHours, type Trigger } from '../../../../shared/model/trigger.ts'
import type { Translate } from '../../../../shared/rules/format.ts'
import type { TimePlace } from '../../../../shared/rules/format-time.ts'
import { calendarDayText, spanText, zoneText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { Sentence } from '../../../ui/sentence.tsx'
import { DateChip } from './date-chip.tsx'
import { PickChip } from './pick-chip.tsx'
import { TimeChip } from '../../../parts/time-chip.tsx'
import { ZoneChip } from './zone-chip.tsx'

const firstQuiet: QuietHours = { from: '22:00', to: '07:00', inside: 'move' }
const delays = [0, 5, 10, 15, 30, 60, 120]

type Props = { trigger: Trigger; onTrigger: (trigger: Trigger) => void }

/** What is seldom changed about a start: whose clock counts, quiet hours, its last day, a random delay. */
export function TriggerMore({ trigger, onTrigger }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const id = useId()
  const summary = summaryOf(trigger, format, t)
  return (
    <div className="start-more">
      <button type="button" className="link" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {t(open ? 'starts.more.close' : 'starts.more.open')}
      </button>
      {!open && summary !== '' && <span className="note num">{summary}</span>}
      <div id={id} hidden={!open}>
        {open && <MoreSentences trigger={trigger} onTrigger={onTrigger} />}
      </div>
    </div>
  )
}

function MoreSentences({ trigger, onTrigger }: Props) {
  const { t } = useTranslation()
  const { randomDelayMinutes: delay } = trigger
  const choices = delays.includes(delay) ? delays : [...delays, delay].toSorted((left, right) => left - right)
  return (
    <>
      {trigger.kind !== 'interval' && (
        <Sentence
          text={t('starts.zone.sentence')}
          parts={{ zone: <ZoneChip zone={trigger.zone} onChoose={(zone) => onTrigger({ ...trigger, zone })} /> }}
        />
      )}
      <QuietSentence trigger={trigger} onTrigger={onTrigger} />
      <Sentence
        text={t('starts.end.sentence')}
        parts={{
          end: (
            <DateChip
              label={t('starts.end.label')}
              date={trigger.endsOn}
              zone={trigger.zone}
              onChoose={(endsOn) => onTrigger({ ...trigger, endsOn })}
              none={{ words: t('starts.end.none'), onChoose: () => onTrigger({ ...trigger, endsOn: null }) }}
            />
          ),
        }}
      />
      <Sentence
        text={t('starts.delay.sentence')}
        parts={{
          delay: (
            <PickChip
              label={t('starts.delay.label')}
              value={delay}
              options={choices.map((value) => ({
                value,
                words: value === 0 ? t('starts.delay.none') : t('starts.delay.some', { span: spanText(value, t) }),
              }))}
              onChoose={(randomDelayMinutes) => onTrigger({ ...trigger, randomDelayMinutes })}
            />
          ),
        }}
      />
    </>
  )
}

function QuietSentence({ trigger, onTrigger }: Props) {
  const { t } = useTranslation()
  const quiet = trigger.quietHours
  const put = (quietHours: QuietHours | null) => onTrigger({ ...trigger, quietHours })
  if (quiet === null) {
    const add = (
      <button type="button" className="chip" onClick={() => put(firstQuiet)}>
        {t('starts.quiet.add')}
      </button>
    )
    return <Sentence text={t('starts.quiet.none')} parts={{ add }} />
  }
  return (
    <Sentence
      text={t('starts.quiet.sentence')}
      parts={{
        from: (
          <TimeChip label={t('starts.quiet.from')} time={quiet.from} onChoose={(from) => put({ ...quiet, from })} />
        ),
        to: <TimeChip label={t('starts.quiet.to')} time={quiet.to} onChoose={(to) => put({ ...quiet, to })} />,
        inside: (
          <PickChip
            label={t('starts.quiet.label')}
            value={quiet.inside}
            options={(['move', 'leaveOut', 'remove'] as const).map((value) => ({
              value,
              words: t(`starts.quiet.${value}`),
            }))}
            onChoose={(inside) => put(inside === 'remove' ? null : { ...quiet, inside })}
          />
        ),
      }}
    />
  )
}

/** What of it is not as usual, so that nothing that counts is folded away unseen. */
function summaryOf(trigger: Trigger, place: TimePlace, t: Translate): string {
  const { quietHours, endsOn, randomDelayMinutes, zone } = trigger
  const { language } = place
  return [
    isTimeTrigger(trigger) && zone !== place.zone ? t('starts.zone.other', { zone: zoneText(zone, language) }) : '',
    quietHours === null ? '' : t('starts.quiet.short', { from: quietHours.from, to: quietHours.to }),
    endsOn === null ? '' : t('starts.end.short', { date: calendarDayText(endsOn, language, t) }),
    randomDelayMinutes === 0 ? '' : t('starts.delay.short', { span: spanText(randomDelayMinutes, t) }),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
