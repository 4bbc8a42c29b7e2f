import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'

/** One thing to type, and Done. What cannot be read is said once Done was pressed, until something else is typed. */
export function OneFieldForm<Value>({
  label,
  hint = '',
  wrong,
  typed: first,
  control,
  read,
  onDone,
  children,
  beside,
}: {
  label: string
  hint?: string
  /** What to say where it cannot be read. */
  wrong: string
  typed: string
  control: Pick<
    ComponentProps<'input'>,
    'className' | 'inputMode' | 'maxLength' | 'placeholder' | 'autoComplete' | 'spellCheck'
  >
  /** Undefined where it cannot be read. */
  read: (typed: string) => Value | undefined
  onDone: (value: Value) => void
  /** What else is chosen, under the field. */
  children?: ReactNode
  /** What else can be pressed; null: nothing, and Done is as wide as its word. */
  beside?: ReactNode
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(first)
  const [isWrong, setIsWrong] = useState(false)
  const done = (
    <Button look="go" submit>
      {t('common.done')}
    </Button>
  )
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        const value = read(typed)
        if (value === undefined) setIsWrong(true)
        else onDone(value)
      }}
    >
      <Field label={label} hint={hint} wrong={isWrong ? wrong : ''}>
        {(tied) => (
          <input
            className="input"
            {...control}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setIsWrong(false)
            }}
            {...tied}
          />
        )}
      </Field>
      {children}
      {beside === undefined ? (
        done
      ) : (
        <div className="flex gap-2">
          {done}
          {beside}
        </div>
      )}
    </form>
  )
}
