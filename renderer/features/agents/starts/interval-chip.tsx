import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trigger } from '../../../../shared/model/trigger.ts'
import { Button } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { Field } from '../../../ui/field.tsx'

type Pace = Pick<Extract<Trigger, { kind: 'interval' }>, 'every' | 'unit'>

/** How long it is from one start to the next. */
export function IntervalChip({ every, unit, onChoose }: Pace & { onChoose: (pace: Pace) => void }) {
  const { t } = useTranslation()
  const words = t(unit === 'hours' ? 'starts.every.ofHours' : 'starts.every.ofMinutes', { count: every })
  return (
    <OpenChip form icon="clock" label={t('starts.every.label')} words={words}>
      {(close) => (
        <IntervalForm
          every={every}
          unit={unit}
          onDone={(pace) => {
            onChoose(pace)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function IntervalForm({ every, unit, onDone }: Pace & { onDone: (pace: Pace) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(String(every))
  const [chosen, setChosen] = useState(unit)
  const [wrong, setWrong] = useState(false)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const number = Number(typed)
        if (Number.isInteger(number) && number >= 1 && number <= 10_000) onDone({ every: number, unit: chosen })
        else setWrong(true)
      }}
    >
      <Field label={t('starts.every.number')} wrong={wrong ? t('starts.every.wrong') : ''}>
        {(control) => (
          <input
            className="input"
            inputMode="numeric"
            maxLength={6}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setWrong(false)
            }}
            {...control}
          />
        )}
      </Field>
      <Segmented
        label={t('starts.every.unit')}
        value={chosen}
        options={[
          { value: 'minutes', words: t('starts.every.minutes') },
          { value: 'hours', words: t('starts.every.hours') },
        ]}
        onChoose={setChosen}
      />
      <Button look="go" submit>
        {t('common.done')}
      </Button>
    </form>
  )
}
