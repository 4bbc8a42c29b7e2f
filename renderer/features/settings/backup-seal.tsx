import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandRequest } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorWords } from './error-words.tsx'
import { KeyStorageField, useUsualStorage } from './key-storage-field.tsx'
import { isWellTyped, nothingTyped, PassphraseFields } from './passphrase-fields.tsx'

/** What locks backups that are made by themselves; once it is kept it is never shown again. */
export function BackupSeal({ isSealed, onDone }: { isSealed: boolean; onDone: () => void }) {
  const { t } = useTranslation()
  const usualStorage = useUsualStorage()
  const [typed, setTyped] = useState(nothingTyped)
  const [keyStorage, setKeyStorage] = useState<CommandRequest<'moving.seal'>['keyStorage']>(usualStorage)
  const [error, setError] = useState<AppError | null>(null)
  const { busy, act } = useAction((thrown) => setError(toAppError(thrown)))
  const seal = (passphrase: string | null) =>
    act(async () => {
      setError(null)
      await send('moving.seal', { passphrase, withKeys: typed.withKeys, keyStorage })
      onDone()
    })
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (isWellTyped(typed)) seal(typed.text)
      }}
    >
      <PassphraseFields
        typed={typed}
        hint={isSealed ? t('moving.seal.another') : t('moving.seal.hint')}
        onChange={setTyped}
      />
      {typed.text !== '' && <KeyStorageField value={keyStorage} onChange={setKeyStorage} />}
      <div role="status">{error !== null && <ErrorWords error={error} />}</div>
      <div className="flex flex-wrap gap-2">
        <Button look="go" submit disabled={busy || !isWellTyped(typed)}>
          {t('common.save')}
        </Button>
        {isSealed && (
          <Button look="bare" disabled={busy} onClick={() => seal(null)}>
            {t('moving.seal.remove')}
          </Button>
        )}
      </div>
    </form>
  )
}
