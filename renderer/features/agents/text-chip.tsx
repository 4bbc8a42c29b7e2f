import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'

const shownAtMost = 48

/** Words of the owner's own in a sentence. Esc keeps what was there before. */
export function TextChip({
  id,
  label,
  value,
  empty,
  mayBeEmpty,
  maxLength,
  lines,
  onValue,
}: {
  id: string
  label: string
  value: string
  /** Shown while there are none. */
  empty: string
  mayBeEmpty: boolean
  maxLength: number
  lines: number
  onValue: (value: string) => void
}) {
  const words = value.length > shownAtMost ? `${value.slice(0, shownAtMost)}…` : value
  return (
    <OpenChip form id={id} label={label} missing={value === '' && !mayBeEmpty} words={value === '' ? empty : words}>
      {(close) => (
        <TextForm
          label={label}
          value={value}
          maxLength={maxLength}
          lines={lines}
          onDone={(next) => {
            if (next !== value) onValue(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function TextForm(props: {
  label: string
  value: string
  maxLength: number
  lines: number
  onDone: (value: string) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(props.value)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        props.onDone(typed.trim())
      }}
    >
      <Field label={props.label}>
        {(control) =>
          props.lines > 1 ? (
            <textarea
              className="input"
              rows={props.lines}
              maxLength={props.maxLength}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          ) : (
            <input
              className="input"
              maxLength={props.maxLength}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )
        }
      </Field>
      <Button look="go" submit>
        {t('common.done')}
      </Button>
    </form>
  )
}
