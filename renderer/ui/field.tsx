import { type ReactNode, useId } from 'react'

/** A labelled field. The control gets the ids that tie it to its label, its hint and what is wrong with it. */
export function Field({
  label,
  hint = '',
  wrong = '',
  children,
}: {
  label: string
  hint?: ReactNode
  wrong?: string
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}) {
  const id = useId()
  const described = [hint === '' ? '' : `${id}-hint`, wrong === '' ? '' : `${id}-wrong`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(described === '' ? {} : { 'aria-describedby': described }),
        ...(wrong === '' ? {} : { 'aria-invalid': true as const }),
      })}
      {wrong !== '' && (
        <span className="wrong" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
      {hint !== '' && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}
