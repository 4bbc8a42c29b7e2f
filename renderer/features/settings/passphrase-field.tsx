import { Field } from '../../ui/field.tsx'

export function PassphraseField(props: {
  label: string
  hint?: string
  wrong?: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Field label={props.label} hint={props.hint ?? ''} wrong={props.wrong ?? ''}>
      {(control) => (
        <input
          className="input"
          type="password"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          {...control}
        />
      )}
    </Field>
  )
}
