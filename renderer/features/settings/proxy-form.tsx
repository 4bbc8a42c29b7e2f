import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProxyDraft } from '../../../shared/contract/commands/network.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { type Proxy, proxySchema } from '../../../shared/model/proxy.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { KeyStorageField, useUsualStorage } from './key-storage-field.tsx'

const modes = ['system', 'none', 'manual', 'script'] as const
/** The way out, chosen or typed. A password that is stored is never shown again. */
export function ProxyForm({ proxy, onDone }: { proxy: Proxy; onDone: () => void }) {
  const { t } = useTranslation()
  const usualStorage = useUsualStorage()
  const known = proxy.mode === 'manual' ? proxy : null
  const [mode, setMode] = useState(proxy.mode)
  const [host, setHost] = useState(known?.host ?? '')
  const [port, setPort] = useState(known === null ? '8080' : String(known.port))
  const [user, setUser] = useState(known?.user ?? '')
  const [password, setPassword] = useState('')
  const [except, setExcept] = useState(known?.except.join(', ') ?? '')
  const [script, setScript] = useState(proxy.mode === 'script' ? proxy.address : '')
  const [keyStorage, setKeyStorage] = useState<ProxyDraft['keyStorage']>(usualStorage)
  const [wrong, setWrong] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const { busy, act } = useAction((thrown) => setError(toAppError(thrown)))
  const isKept = known !== null && known.user !== null && known.user === user.trim() && known.host === host.trim()

  const typed = (): Proxy | null => {
    const drafts = {
      system: { mode },
      none: { mode },
      script: { mode, address: script.trim() },
      manual: {
        mode,
        host,
        port: /^\d{1,5}$/.test(port.trim()) ? Number(port) : 0,
        user: user.trim() === '' ? null : user,
        except: except.split(/[,，;；\s]+/).filter((each) => each !== ''),
      },
    }
    return proxySchema.safeParse(drafts[mode]).data ?? null
  }
  const save = () => {
    const read = typed()
    setError(null)
    setWrong(read === null)
    if (read === null) return
    act(async () => {
      await send('network.save', { proxy: read, keyStorage, ...(password === '' ? {} : { password }) })
      onDone()
    })
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Segmented
        label={t('network.way')}
        value={mode}
        options={modes.map((value) => ({ value, words: t(`network.modes.${value}`) }))}
        onChoose={setMode}
      />
      {mode === 'script' && (
        <TextField
          label={t('network.script')}
          hint={t('network.scriptHint')}
          wrong={wrong ? t('network.wrongScript') : ''}
          value={script}
          onChange={setScript}
          most={2000}
        />
      )}
      {mode === 'manual' && (
        <>
          <TextField
            label={t('network.host')}
            wrong={wrong ? t('network.wrong') : ''}
            value={host}
            onChange={setHost}
            most={2000}
          />
          <TextField label={t('network.port')} value={port} onChange={setPort} most={2000} />
          <TextField label={t('network.user')} value={user} onChange={setUser} most={2000} />
          {user.trim() !== '' && (
            <TextField
              label={t('network.password')}
              hint={isKept ? t('network.kept') : ''}
              value={password}
              isSecret
              onChange={setPassword}
              most={2000}
            />
          )}
          {user.trim() !== '' && <KeyStorageField value={keyStorage} onChange={setKeyStorage} />}
          <TextField
            label={t('network.except')}
            hint={t('network.exceptHint')}
            value={except}
            onChange={setExcept}
            most={2000}
          />
        </>
      )}
      {error !== null && (
        <p className="wrong" role="status">
          {errorSentence(error, t)}
        </p>
      )}
      <div>
        <Button look="go" submit disabled={busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
