import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../parts/use-format.ts'
import { Button } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'
import { Field } from '../../../ui/field.tsx'

type Range = { readonly least: number; readonly most: number }

/** A number in a sentence, within its range. */
export function NumberChip({
  id,
  label,
  value,
  range,
  none,
  onChange,
}: {
  id: string
  label: string
  value: number
  range: Range
  /** What zero means; empty where it means zero. */
  none: string
  onChange: (value: number) => void
}) {
  const format = useFormat()
  return (
    <OpenChip form id={id} label={label} words={value === 0 && none !== '' ? none : format.count(value)}>
      {(close) => (
        <NumberForm
          label={label}
          value={value}
          range={range}
          onDone={(next) => {
            if (next !== value) onChange(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function NumberForm({
  label,
  value,
  range,
  onDone,
}: {
  label: string
  value: number
  range: Range
  onDone: (value: number) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState(String(value))
  const [wrong, setWrong] = useState(false)
  const words = { least: format.count(range.least), most: format.count(range.most) }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const number = typed.trim() === '' ? Number.NaN : Number(typed)
        if (Number.isFinite(number) && number >= range.least && number <= range.most) onDone(number)
        else setWrong(true)
      }}
    >
      <Field label={label} wrong={wrong ? t('agents.numberWrong', words) : ''}>
        {(control) => (
          <input
            className="input"
            inputMode="decimal"
            maxLength={12}
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
