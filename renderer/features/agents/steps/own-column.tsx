import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'

/** A column by a name the owner types, for one that shows only when the step has run. */
export function OwnColumn({ value, onChoose }: { value: string; onChoose: (column: string) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(value)
  return (
    <form
      className="menu-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') onChoose(typed.trim())
      }}
    >
      <Field label={t('agents.ownColumn')}>
        {(control) => (
          <input
            className="input"
            maxLength={80}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Button submit disabled={typed.trim() === ''}>
        {t('common.done')}
      </Button>
    </form>
  )
}
