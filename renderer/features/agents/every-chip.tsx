import { useTranslation } from 'react-i18next'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'

const choices = [5, 10, 15, 30, 60, 180, 360, 1440]

/** How often something is looked at. */
export function EveryChip({ minutes, onChoose }: { minutes: number; onChoose: (minutes: number) => void }) {
  const { t } = useTranslation()
  const inWords = (every: number): string => {
    if (every === 1440) return t('sources.every.day')
    if (every === 60) return t('sources.every.hour')
    if (every % 60 === 0) return t('sources.every.hours', { number: every / 60 })
    return t('sources.every.minutes', { number: every })
  }
  return (
    <OpenChip label={t('sources.every.label')} icon="clock" words={inWords(minutes)}>
      {(close) =>
        choices.map((every) => (
          <MenuItem
            key={every}
            chosen={every === minutes}
            onClick={() => {
              onChoose(every)
              close()
            }}
          >
            {inWords(every)}
          </MenuItem>
        ))
      }
    </OpenChip>
  )
}
