import { useTranslation } from 'react-i18next'
import type { TimeTrigger } from '../../../../shared/model/trigger.ts'
import { weekdayText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { Sentence } from '../../../ui/sentence.tsx'
import { DateChip } from './date-chip.tsx'
import { IntervalChip } from './interval-chip.tsx'
import { MonthDayChip } from './month-day-chip.tsx'
import { PatternChip } from './pattern-chip.tsx'
import { PickChip } from './pick-chip.tsx'
import { TimeChip } from '../../../parts/time-chip.tsx'
import { TimesChips } from './times-chips.tsx'
import { WeekdaysChip } from './weekdays-chip.tsx'

type Props<Kind extends TimeTrigger['kind']> = {
  trigger: Extract<TimeTrigger, { kind: Kind }>
  onTrigger: (trigger: TimeTrigger) => void
}

/** One time an agent starts at, as a sentence whose words can be changed. */
export function TimeSentence({ trigger, onTrigger }: Props<TimeTrigger['kind']>) {
  const { t } = useTranslation()
  switch (trigger.kind) {
    case 'once':
      return (
        <Sentence
          text={t('starts.sentence.once')}
          parts={dayAndTime(trigger, trigger.at, (at) => onTrigger({ ...trigger, at }))}
        />
      )
    case 'interval':
      return (
        <Sentence
          text={t('starts.sentence.interval')}
          parts={{
            every: (
              <IntervalChip
                every={trigger.every}
                unit={trigger.unit}
                onChoose={(pace) => onTrigger({ ...trigger, ...pace })}
              />
            ),
            ...dayAndTime(trigger, trigger.startsAt, (startsAt) => onTrigger({ ...trigger, startsAt })),
          }}
        />
      )
    case 'calendar':
      return <CalendarSentence trigger={trigger} onTrigger={onTrigger} />
    case 'cron':
      return (
        <Sentence
          text={t('starts.sentence.pattern')}
          parts={{
            pattern: <PatternChip trigger={trigger} onChoose={(expression) => onTrigger({ ...trigger, expression })} />,
          }}
        />
      )
  }
}

/** The controls of a stored `2026-12-24T18:00`. */
function dayAndTime({ zone }: TimeTrigger, stored: string, onChoose: (stored: string) => void) {
  const [date = '', time = ''] = stored.split('T')
  return {
    date: <DayOf date={date} zone={zone} onChoose={(next) => onChoose(`${next}T${time}`)} />,
    time: <TimeOf time={time} onChoose={(next) => onChoose(`${date}T${next}`)} />,
  }
}

function DayOf(props: { date: string; zone: TimeTrigger['zone']; onChoose: (date: string) => void }) {
  const { t } = useTranslation()
  return <DateChip label={t('starts.date')} {...props} />
}

function TimeOf(props: { time: string; onChoose: (time: string) => void }) {
  const { t } = useTranslation()
  return <TimeChip label={t('steps.trigger.time')} {...props} />
}

function CalendarSentence({ trigger, onTrigger }: Props<'calendar'>) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const { days } = trigger
  const put = (next: typeof days) => onTrigger({ ...trigger, days: next })
  const times = <TimesChips times={trigger.times} onChoose={(next) => onTrigger({ ...trigger, times: next })} />
  switch (days.kind) {
    case 'weekdays':
      return (
        <Sentence
          text={t('starts.sentence.weekdays')}
          parts={{
            days: <WeekdaysChip weekdays={days.weekdays} onChoose={(weekdays) => put({ ...days, weekdays })} />,
            times,
          }}
        />
      )
    case 'dayOfMonth': {
      const day = <MonthDayChip chosen={days} onChoose={put} />
      if (days.day <= 28) return <Sentence text={t('starts.sentence.month')} parts={{ day, times }} />
      const short = (
        <PickChip
          label={t('starts.short.label')}
          value={days.shortMonths}
          options={(['lastDay', 'leaveOut'] as const).map((value) => ({ value, words: t(`starts.short.${value}`) }))}
          onChoose={(shortMonths) => put({ ...days, shortMonths })}
        />
      )
      return <Sentence text={t('starts.sentence.monthShort')} parts={{ day, short, times }} />
    }
    case 'lastDay':
      return (
        <Sentence
          text={t('starts.sentence.month')}
          parts={{ day: <MonthDayChip chosen={days} onChoose={put} />, times }}
        />
      )
    case 'nthWeekday':
      return (
        <Sentence
          text={t('starts.sentence.monthWeek')}
          parts={{
            nth: (
              <PickChip
                label={t('starts.nth.label')}
                value={days.nth}
                options={nthChoices(days.nth).map((value) => ({ value, words: t(`starts.nth.${value}`) }))}
                onChoose={(nth) => put({ ...days, nth })}
              />
            ),
            weekday: (
              <PickChip
                label={t('starts.weekday')}
                value={days.weekday}
                options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, words: weekdayText(value, language, 'long') }))}
                onChoose={(weekday) => put({ ...days, weekday })}
              />
            ),
            times,
          }}
        />
      )
  }
}

/** A fifth one is rare, and offered only where it was chosen. */
function nthChoices(chosen: number | 'last'): (number | 'last')[] {
  return chosen === 5 ? [1, 2, 3, 4, 5, 'last'] : [1, 2, 3, 4, 'last']
}
