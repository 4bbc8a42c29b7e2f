import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorWords } from './error-words.tsx'
import { isWellTyped, nothingTyped, PassphraseFields } from './passphrase-fields.tsx'

type Saved = CommandReply<'moving.backUp'>['saved']

/** A backup by hand, locked with a passphrase if it is wished. */
export function BackupForm() {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState(nothingTyped)
  const [result, setResult] = useState<{ saved: Saved } | { error: AppError } | null>(null)
  const { busy, act } = useAction((thrown) => setResult({ error: toAppError(thrown) }))
  const isSealed = typed.text !== ''
  const saved = result !== null && 'saved' in result ? result.saved : null
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          setResult(null)
          setResult(
            await send('moving.backUp', {
              passphrase: isSealed ? typed.text : null,
              withKeys: isSealed && typed.withKeys,
            }),
          )
        })
      }}
    >
      <PassphraseFields typed={typed} hint={t('moving.backUp.passphraseHint')} onChange={setTyped} />
      <div role="status">
        {busy && <p className="hint">{t('moving.backUp.working')}</p>}
        {saved !== null && (
          <p className="hint">
            {t('moving.backUp.done', { name: lastName(saved.path), size: format.bytes(saved.bytes) })}{' '}
            {saved.keys === 0 ? t('moving.backUp.noKeys') : t('moving.backUp.keys', { count: saved.keys })}{' '}
            {saved.keysLeftOut > 0 && t('moving.backUp.keysLeftOut', { count: saved.keysLeftOut })}
          </p>
        )}
        {result !== null && 'error' in result && <ErrorWords error={result.error} />}
      </div>
      <div>
        <Button look="go" submit disabled={busy || (isSealed && !isWellTyped(typed))}>
          {t('moving.backUp.choose')}
        </Button>
      </div>
    </form>
  )
}
