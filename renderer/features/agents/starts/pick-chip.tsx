import { MenuItem, OpenChip } from '../../../ui/chip.tsx'

/** Words in a sentence that are one of a few. */
export function PickChip<Value extends string | number | null>({
  id,
  label,
  value,
  options,
  onChoose,
}: {
  id?: string
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly words: string }[]
  onChoose: (value: Value) => void
}) {
  return (
    <OpenChip
      {...(id === undefined ? {} : { id })}
      label={label}
      words={options.find((each) => each.value === value)?.words ?? ''}
    >
      {(close) =>
        options.map((option) => (
          <MenuItem
            key={option.value}
            chosen={option.value === value}
            onClick={() => {
              if (option.value !== value) onChoose(option.value)
              close()
            }}
          >
            {option.words}
          </MenuItem>
        ))
      }
    </OpenChip>
  )
}
