import { useTranslation } from 'react-i18next'
import { useFormat } from '../../../parts/use-format.ts'
import { OneFieldForm } from '../../../parts/one-field-form.tsx'
import { OpenChip } from '../../../ui/chip.tsx'

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
  return (
    <OneFieldForm
      label={label}
      wrong={t('agents.numberWrong', { least: format.count(range.least), most: format.count(range.most) })}
      typed={String(value)}
      control={{ inputMode: 'decimal', maxLength: 12 }}
      read={(typed) => {
        const number = typed.trim() === '' ? Number.NaN : Number(typed)
        return Number.isFinite(number) && number >= range.least && number <= range.most ? number : undefined
      }}
      onDone={onDone}
    />
  )
}
