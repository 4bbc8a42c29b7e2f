import { useTranslation } from 'react-i18next'
import type { StepId } from '../../../../shared/model/brand.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'
import { OwnColumn } from './own-column.tsx'
import { useGivenColumns } from './step-surroundings.ts'

/** A column of what the step builds on, chosen from those there are, or named before it is known. */
export function ColumnChip({
  id,
  label,
  none,
  mayBeNone,
  from,
  value,
  onChange,
}: {
  id: string
  label: string
  /** Shown while none is chosen. */
  none: string
  mayBeNone: boolean
  from: StepId | null
  value: string
  onChange: (column: string) => void
}) {
  const { t } = useTranslation()
  const columns = useGivenColumns(from)
  return (
    <OpenChip
      id={id}
      label={label}
      look={value === '' ? undefined : 'from'}
      missing={value === '' && !mayBeNone}
      words={value === '' ? none : value}
    >
      {(close) => {
        const choose = (column: string) => {
          onChange(column)
          close()
        }
        return (
          <div className="scroll max-h-96">
            {mayBeNone && (
              <MenuItem chosen={value === ''} onClick={() => choose('')}>
                {none}
              </MenuItem>
            )}
            {columns.map(({ name, example }) => (
              <MenuItem key={name} chosen={name === value} onClick={() => choose(name)}>
                {name}
                {example !== '' && <small>{t('agents.example', { value: example })}</small>}
              </MenuItem>
            ))}
            <OwnColumn value={columns.some(({ name }) => name === value) ? '' : value} onChoose={choose} />
          </div>
        )
      }}
    </OpenChip>
  )
}
