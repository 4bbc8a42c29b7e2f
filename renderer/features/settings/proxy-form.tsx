import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProxyDraft } from '../../../shared/contract/commands/network.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { type Proxy, proxySchema } from '../../../shared/model/proxy.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'

const modes = ['system', 'none', 'manual', 'script'] as const
const storages = ['protected', 'session', 'unprotected'] as const

/** The way out, chosen or typed. A password that is stored is never shown again. */
export function ProxyForm({ proxy, onDone }: { proxy: Proxy; onDone: () => void }) {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const known = proxy.mode === 'manual' ? proxy : null
  const [mode, setMode] = useState(proxy.mode)
  const [host, setHost] = useState(known?.host ?? '')
  const [port, setPort] = useState(known === null ? '8080' : String(known.port))
  const [user, setUser] = useState(known?.user ?? '')
  const [password, setPassword] = useState('')
  const [except, setExcept] = useState(known?.except.join(', ') ?? '')
  const [script, setScript] = useState(proxy.mode === 'script' ? proxy.address : '')
  const [keyStorage, setKeyStorage] = useState<ProxyDraft['keyStorage']>(
    keyring === 'missing' ? 'session' : 'protected',
  )
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
        <Words
          label={t('network.script')}
          hint={t('network.scriptHint')}
          wrong={wrong ? t('network.wrongScript') : ''}
          value={script}
          onChange={setScript}
        />
      )}
      {mode === 'manual' && (
        <>
          <Words label={t('network.host')} wrong={wrong ? t('network.wrong') : ''} value={host} onChange={setHost} />
          <Words label={t('network.port')} value={port} onChange={setPort} />
          <Words label={t('network.user')} value={user} onChange={setUser} />
          {user.trim() !== '' && (
            <Words
              label={t('network.password')}
              hint={isKept ? t('network.kept') : ''}
              value={password}
              isSecret
              onChange={setPassword}
            />
          )}
          {user.trim() !== '' && keyring !== 'available' && (
            <Field label={t('sources.accounts.storage.label')}>
              {(control) => (
                <select
                  className="input"
                  value={keyStorage}
                  onChange={({ target: { value } }) =>
                    setKeyStorage(storages.find((each) => each === value) ?? 'session')
                  }
                  {...control}
                >
                  {storages
                    .filter((storage) => keyring !== 'missing' || storage !== 'protected')
                    .map((storage) => (
                      <option key={storage} value={storage}>
                        {t(`sources.accounts.storage.${storage}`)}
                      </option>
                    ))}
                </select>
              )}
            </Field>
          )}
          <Words label={t('network.except')} hint={t('network.exceptHint')} value={except} onChange={setExcept} />
        </>
      )}
      {error !== null && (
        <p className="wrong" role="status">
          {t('sources.state.wrong', {
            what: t(`errors.${error.code}.what`, error.params),
            next: t(`errors.${error.code}.next`, error.params),
          })}
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

function Words(props: {
  label: string
  hint?: string
  wrong?: string
  value: string
  isSecret?: boolean
  onChange: (value: string) => void
}) {
  return (
    <Field label={props.label} hint={props.hint ?? ''} wrong={props.wrong ?? ''}>
      {(control) => (
        <input
          className="input"
          type={props.isSecret === true ? 'password' : 'text'}
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value)}
          {...control}
        />
      )}
    </Field>
  )
}
