import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/model/provider.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Field } from '../../ui/field.tsx'
import { readContext } from './read-context.ts'

/** How much a model takes in at once. Empty means nobody has said. */
export function ContextChip({ model, onChange }: { model: Model; onChange: (tokens: number | null) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = model.contextTokens === null ? t('models.context.unknown') : format.count(model.contextTokens)
  return (
    <OpenChip form label={t('models.context.label', { model: model.name })} words={words}>
      {(close) => (
        <ContextForm
          tokens={model.contextTokens}
          onDone={(tokens) => {
            if (tokens !== model.contextTokens) onChange(tokens)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function ContextForm({ tokens, onDone }: { tokens: number | null; onDone: (tokens: number | null) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(tokens === null ? '' : String(tokens))
  const read = readContext(typed)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (read !== 'wrong') onDone(read)
      }}
    >
      <Field
        label={t('models.context.field')}
        hint={t('models.context.hint')}
        wrong={read === 'wrong' ? t('models.context.wrong') : ''}
      >
        {(control) => (
          <input
            className="input"
            inputMode="numeric"
            maxLength={11}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Button look="go" submit disabled={read === 'wrong'}>
        {t('common.done')}
      </Button>
    </form>
  )
}
