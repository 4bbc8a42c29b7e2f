import { ToggleGroup } from 'radix-ui'
import { useTranslation } from 'react-i18next'
import type { CalendarDays } from '../../../../shared/model/time-trigger.ts'
import { dayOfMonthText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'

type MonthDays = Extract<CalendarDays, { kind: 'dayOfMonth' | 'lastDay' }>

const days = Array.from({ length: 31 }, (_, index) => index + 1)

/** A day of the month by its number, or the last one. */
export function MonthDayChip({ chosen, onChoose }: { chosen: MonthDays; onChoose: (days: MonthDays) => void }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const words = chosen.kind === 'lastDay' ? t('starts.day.last') : dayOfMonthText(chosen.day, language, t)
  return (
    <OpenChip label={t('starts.day.label')} words={words}>
      {(close) => (
        <>
          <MenuItem
            chosen={chosen.kind === 'lastDay'}
            onClick={() => {
              onChoose({ kind: 'lastDay' })
              close()
            }}
          >
            {t('starts.day.lastLong')}
          </MenuItem>
          <hr className="menu-rule" />
          <ToggleGroup.Root
            className="month-days"
            type="single"
            aria-label={t('starts.day.label')}
            value={chosen.kind === 'dayOfMonth' ? String(chosen.day) : ''}
            onValueChange={(day) => {
              const shortMonths = chosen.kind === 'dayOfMonth' ? chosen.shortMonths : 'lastDay'
              if (day !== '') onChoose({ kind: 'dayOfMonth', day: Number(day), shortMonths })
              close()
            }}
          >
            {days.map((day) => (
              <ToggleGroup.Item key={day} value={String(day)}>
                {day}
              </ToggleGroup.Item>
            ))}
          </ToggleGroup.Root>
        </>
      )}
    </OpenChip>
  )
}
