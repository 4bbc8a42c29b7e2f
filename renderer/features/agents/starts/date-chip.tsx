import { useTranslation } from 'react-i18next'
import type { Zone } from '../../../../shared/model/brand.ts'
import { wallAt } from '../../../../shared/rules/recurrence/wall-clock.ts'
import { calendarDayText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { useMoment } from '../../../store/moment.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'
import { MonthGrid } from '../../../ui/month-grid.tsx'

/** A day of the calendar. */
export function DateChip({
  label,
  date,
  zone,
  onChoose,
  none,
}: {
  label: string
  date: string | null
  zone: Zone
  onChoose: (date: string) => void
  /** Where there need not be one. */
  none?: { words: string; onChoose: () => void }
}) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const now = useMoment('minute')
  return (
    <OpenChip label={label} words={date === null ? (none?.words ?? '') : calendarDayText(date, language, t)}>
      {(close) => (
        <>
          {none && (
            <MenuItem
              chosen={date === null}
              onClick={() => {
                none.onChoose()
                close()
              }}
            >
              {none.words}
            </MenuItem>
          )}
          <MonthGrid
            label={label}
            chosen={date}
            today={new Date(wallAt(now, zone)).toISOString().slice(0, 10)}
            language={language}
            words={{ before: t('starts.dates.before'), after: t('starts.dates.after') }}
            onChoose={(next) => {
              onChoose(next)
              close()
            }}
          />
        </>
      )}
    </OpenChip>
  )
}
