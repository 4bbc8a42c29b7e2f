import { ToggleGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import { weekdaysText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { weekdayNames } from '../../../parts/weekday-names.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'

const week = [1, 2, 3, 4, 5, 6, 7]
const workdays = [1, 2, 3, 4, 5]

/** The days of the week, as people say them: every day, weekdays, or the days by name. ISO numbers, Monday is 1. */
export function WeekdaysChip({ weekdays, onChoose }: { weekdays: number[]; onChoose: (weekdays: number[]) => void }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const names = weekdayNames(language)
  return (
    <OpenChip label={t('steps.trigger.days')} words={weekdaysText(weekdays, language, t)}>
      {(close) => (
        <>
          <MenuItem
            chosen={same(weekdays, week)}
            onClick={() => {
              onChoose(week)
              close()
            }}
          >
            {t('starts.words.everyDay')}
          </MenuItem>
          <MenuItem
            chosen={same(weekdays, workdays)}
            onClick={() => {
              onChoose(workdays)
              close()
            }}
          >
            {t('starts.words.everyWeekday')}
          </MenuItem>
          <hr className="menu-rule" />
          <ToggleGroup.Root
            className="weekdays"
            type="multiple"
            aria-label={t('steps.trigger.days')}
            value={weekdays.map(String)}
            onValueChange={(chosen) => {
              if (chosen.length > 0) onChoose(chosen.map(Number).toSorted())
            }}
          >
            {week.map((day) => (
              <ToggleGroup.Item key={day} value={String(day)}>
                {names[day - 1]}
              </ToggleGroup.Item>
            ))}
          </ToggleGroup.Root>
        </>
      )}
    </OpenChip>
  )
}

const same = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && right.every((day) => left.includes(day))
