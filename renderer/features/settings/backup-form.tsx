import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Tick } from '../../ui/choices.tsx'
import { ErrorWords } from './error-words.tsx'
import { TextField } from '../../ui/text-field.tsx'

type Saved = CommandReply<'moving.backUp'>['saved']
const shortest = 8

/** A backup by hand, locked with a passphrase if it is wished. */
export function BackupForm() {
  const { t } = useTranslation()
  const format = useFormat()
  const tickId = useId()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [withKeys, setWithKeys] = useState(false)
  const [result, setResult] = useState<{ saved: Saved } | { error: AppError } | null>(null)
  const { busy, act } = useAction((thrown) => setResult({ error: toAppError(thrown) }))
  const isSealed = passphrase !== ''
  const isShort = isSealed && passphrase.length < shortest
  const isReady = !isSealed || (!isShort && passphrase === again)
  const saved = result !== null && 'saved' in result ? result.saved : null
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          setResult(null)
          setResult(
            await send('moving.backUp', { passphrase: isSealed ? passphrase : null, withKeys: isSealed && withKeys }),
          )
        })
      }}
    >
      <TextField
        isSecret
        most={500}
        label={t('moving.backUp.passphrase')}
        hint={t('moving.backUp.passphraseHint')}
        wrong={isShort && again !== '' ? t('moving.backUp.short') : ''}
        value={passphrase}
        onChange={setPassphrase}
      />
      {isSealed && (
        <>
          <TextField
            isSecret
            most={500}
            label={t('moving.backUp.again')}
            wrong={again.length >= passphrase.length && again !== passphrase ? t('moving.backUp.differs') : ''}
            value={again}
            onChange={setAgain}
          />
          <div className="flex items-center gap-2">
            <Tick id={tickId} on={withKeys} onChange={setWithKeys} />
            <label htmlFor={tickId}>{t('moving.backUp.withKeys')}</label>
          </div>
        </>
      )}
      <p className="hint">{t('moving.backUp.withKeysHint')}</p>
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
        <Button look="go" submit disabled={busy || !isReady}>
          {t('moving.backUp.choose')}
        </Button>
      </div>
    </form>
  )
}
