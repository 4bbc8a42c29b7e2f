import { useTranslation } from 'react-i18next'
import { OneFieldForm } from './one-field-form.tsx'
import { readTime } from './read-time.ts'
import { Button } from '../ui/button.tsx'
import { OpenChip } from '../ui/chip.tsx'

/** A time of day on a 24-hour clock. It is typed, so that it reads the same on every system. */
export function TimeChip({
  label,
  time,
  onChoose,
  onRemove,
}: {
  label: string
  time: string
  onChoose: (time: string) => void
  /** Where there are others besides it. */
  onRemove?: () => void
}) {
  return (
    <OpenChip form icon="clock" label={label} words={time}>
      {(close) => (
        <TimeForm
          label={label}
          time={time}
          onDone={(next) => {
            if (next !== time) onChoose(next)
            close()
          }}
          {...(onRemove && {
            onRemove: () => {
              close()
              onRemove()
            },
          })}
        />
      )}
    </OpenChip>
  )
}

export function TimeForm({
  label,
  time,
  onDone,
  onRemove,
}: {
  label: string
  time: string
  onDone: (time: string) => void
  onRemove?: () => void
}) {
  const { t } = useTranslation()
  return (
    <OneFieldForm
      label={label}
      wrong={t('steps.trigger.timeWrong')}
      typed={time}
      control={{ inputMode: 'numeric', maxLength: 5 }}
      read={(typed) => readTime(typed) ?? undefined}
      onDone={onDone}
      beside={onRemove ? <Button onClick={onRemove}>{t('starts.removeTime', { time })}</Button> : null}
    />
  )
}
