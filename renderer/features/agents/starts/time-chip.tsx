import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { readTime } from '../../parts/read-time.ts'

/** A time of day on a 24-hour clock. It is typed, so that it reads the same on every system. */
export function TimeChip({ time, onChoose }: { time: string; onChoose: (time: string) => void }) {
  const { t } = useTranslation()
  return (
    <OpenChip form icon="clock" label={t('steps.trigger.time')} words={time}>
      {(close) => (
        <TimeForm
          time={time}
          onDone={(next) => {
            if (next !== time) onChoose(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function TimeForm({ time, onDone }: { time: string; onDone: (time: string) => void }) {
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
      <Field label={t('steps.trigger.time')} wrong={wrong ? t('steps.trigger.timeWrong') : ''}>
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
      <Button look="go" submit>
        {t('common.done')}
      </Button>
    </form>
  )
}
