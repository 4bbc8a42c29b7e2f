import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readTime } from './read-time.ts'
import { Button } from '../ui/button.tsx'
import { OpenChip } from '../ui/chip.tsx'
import { Field } from '../ui/field.tsx'

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
  const [typed, setTyped] = useState(time)
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const read = readTime(typed)
        if (read === null) setWrong(true)
        else onDone(read)
      }}
    >
      <Field label={label} wrong={wrong ? t('steps.trigger.timeWrong') : ''}>
        {(control) => (
          <input
            className="input"
            inputMode="numeric"
            maxLength={5}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            {...control}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button look="go" submit>
          {t('common.done')}
        </Button>
        {onRemove && <Button onClick={onRemove}>{t('starts.removeTime', { time })}</Button>}
      </div>
    </form>
  )
}
