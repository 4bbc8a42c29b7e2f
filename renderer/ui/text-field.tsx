import type { ReactNode } from 'react'
import { Field } from './field.tsx'

/** A line of text with its label; what is secret is never shown. */
export function TextField(props: {
  label: string
  hint?: ReactNode
  wrong?: string
  value: string
  /** Characters it takes. */
  most: number
  isSecret?: boolean
  onChange: (value: string) => void
}) {
  return (
    <Field label={props.label} hint={props.hint ?? ''} wrong={props.wrong ?? ''}>
      {(control) => (
        <input
          className="input"
          type={props.isSecret === true ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={props.most}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          {...control}
        />
      )}
    </Field>
  )
}
