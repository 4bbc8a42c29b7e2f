import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'

const shownAtMost = 48

/** A column of what a step builds on, with a value it had when it last ran. */
export type Point = { readonly name: string; readonly example: string }

/**
 * Words of the owner's own in a sentence. Esc keeps what was there before. Where they may name columns, `points` are those there are:
 * a press puts one where the caret stands.
 */
export function TextChip({
  id,
  label,
  value,
  empty,
  mayBeEmpty,
  maxLength,
  lines,
  points = noPoints,
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
  points?: readonly Point[]
  onValue: (value: string) => void
}) {
  const words = value.length > shownAtMost ? `${value.slice(0, shownAtMost)}…` : value
  return (
    <OpenChip
      form
      id={id}
      label={label}
      missing={value === '' && !mayBeEmpty}
      words={value === '' ? empty : withColumns(words)}
    >
      {(close) => (
        <TextForm
          label={label}
          value={value}
          maxLength={maxLength}
          lines={lines}
          points={points}
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
  points: readonly Point[]
  onDone: (value: string) => void
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(props.value)
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const put = (name: string) => {
    const at = field.current?.selectionStart ?? typed.length
    const to = field.current?.selectionEnd ?? at
    setTyped(`${typed.slice(0, at)}{${name}}${typed.slice(to)}`.slice(0, props.maxLength))
    field.current?.focus()
  }
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
              ref={field}
              className="input"
              rows={props.lines}
              maxLength={props.maxLength}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          ) : (
            <input
              ref={field}
              className="input"
              maxLength={props.maxLength}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )
        }
      </Field>
      {props.points.length > 0 && (
        <div className="picks" role="group" aria-label={t('agents.points')}>
          {props.points.map(({ name, example }) => (
            <button key={name} type="button" className="pick" onClick={() => put(name)}>
              {name}
              {example !== '' && <small>{example}</small>}
            </button>
          ))}
        </div>
      )}
      <Button look="go" submit>
        {t('common.done')}
      </Button>
    </form>
  )
}

const noPoints: readonly Point[] = []

/** Columns stand out from the words around them; the braces are only how they are typed. */
function withColumns(words: string): ReactNode {
  const pieces = words.split(/\{([^{}]{1,80})\}/)
  if (pieces.length === 1) return words
  return pieces.map((piece, index) =>
    // The pieces of one text never change places.
    index % 2 === 0 ? (
      piece
    ) : (
      <b key={`${index}-${piece}`} className="column">
        {piece}
      </b>
    ),
  )
}
