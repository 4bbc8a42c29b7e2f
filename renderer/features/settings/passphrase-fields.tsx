import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Tick } from '../../ui/choices.tsx'
import { TextField } from '../../ui/text-field.tsx'

export type TypedPassphrase = { readonly text: string; readonly again: string; readonly withKeys: boolean }
export const nothingTyped: TypedPassphrase = { text: '', again: '', withKeys: false }

const shortest = 8
const isShort = ({ text }: TypedPassphrase) => text !== '' && text.length < shortest

/** Long enough, and the same twice. */
export function isWellTyped(typed: TypedPassphrase): boolean {
  return typed.text !== '' && !isShort(typed) && typed.text === typed.again
}

/** A passphrase, typed twice, and whether keys go along behind it. */
export function PassphraseFields({
  typed,
  hint,
  onChange,
}: {
  typed: TypedPassphrase
  hint: string
  onChange: (typed: TypedPassphrase) => void
}) {
  const { t } = useTranslation()
  const tickId = useId()
  const { text, again, withKeys } = typed
  return (
    <>
      <TextField
        isSecret
        most={500}
        label={t('moving.backUp.passphrase')}
        hint={hint}
        wrong={isShort(typed) && again !== '' ? t('moving.backUp.short') : ''}
        value={text}
        onChange={(changed) => onChange({ ...typed, text: changed })}
      />
      {text !== '' && (
        <>
          <TextField
            isSecret
            most={500}
            label={t('moving.backUp.again')}
            wrong={again.length >= text.length && again !== text ? t('moving.backUp.differs') : ''}
            value={again}
            onChange={(changed) => onChange({ ...typed, again: changed })}
          />
          <div className="flex items-center gap-2">
            <Tick id={tickId} on={withKeys} onChange={(on) => onChange({ ...typed, withKeys: on })} />
            <label htmlFor={tickId}>{t('moving.backUp.withKeys')}</label>
          </div>
        </>
      )}
      <p className="hint">{t('moving.backUp.withKeysHint')}</p>
    </>
  )
}
