import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorWords } from './error-words.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** What is in the way of what is here is told before it takes its place. */
export function RestoreQuestion(props: {
  backup: NonNullable<CommandReply<'moving.choose'>['backup']>
  onClose: () => void
}) {
  const { name, at, app, sealed } = props.backup
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const formId = useId()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<AppError | null>(null)
  const { busy, act } = useAction((thrown) => setError(toAppError(thrown)))
  return (
    <Dialog
      title={t('moving.restore.title', { name })}
      onCancel={props.onClose}
      actions={
        <>
          <Button look="bare" disabled={busy} onClick={props.onClose}>
            {t('common.cancel')}
          </Button>
          <Button look="go" submit form={formId} disabled={busy || (sealed && passphrase === '')}>
            {t('moving.restore.go')}
          </Button>
        </>
      }
    >
      <p>{t('moving.restore.about', { when: format.dayAndClock(at, now), version: app })}</p>
      <p>{t('moving.restore.warning')}</p>
      {sealed && keyring === 'missing' && <p>{t('moving.restore.noKeyring')}</p>}
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          act(async () => {
            setError(null)
            await send('moving.restore', { passphrase: sealed ? passphrase : null })
          })
        }}
      >
        {sealed && (
          <TextField
            isSecret
            most={500}
            label={t('moving.backUp.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
          />
        )}
      </form>
      <div role="status">
        {busy && <p className="hint">{t('moving.restore.working')}</p>}
        {error !== null && <ErrorWords error={error} />}
      </div>
    </Dialog>
  )
}
