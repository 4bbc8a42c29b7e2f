import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trigger } from '../../../../shared/model/trigger.ts'
import { OneFieldForm } from '../../../parts/one-field-form.tsx'
import { OpenChip } from '../../../ui/chip.tsx'
import { Segmented } from '../../../ui/choices.tsx'

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
  const [chosen, setChosen] = useState(unit)
  return (
    <OneFieldForm
      label={t('starts.every.number')}
      wrong={t('starts.every.wrong')}
      typed={String(every)}
      control={{ inputMode: 'numeric', maxLength: 6 }}
      read={(typed) => {
        const number = Number(typed)
        return Number.isInteger(number) && number >= 1 && number <= 10_000 ? number : undefined
      }}
      onDone={(number) => onDone({ every: number, unit: chosen })}
    >
      <Segmented
        label={t('starts.every.unit')}
        value={chosen}
        options={[
          { value: 'minutes', words: t('starts.every.minutes') },
          { value: 'hours', words: t('starts.every.hours') },
        ]}
        onChoose={setChosen}
      />
    </OneFieldForm>
  )
}
