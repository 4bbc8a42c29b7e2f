import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { MailAccountDraft } from '../../../shared/contract/commands/sources.ts'
import { type MailAccount, presetOf } from '../../../shared/model/mail-account.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { KeyStorageField, useUsualStorage } from './key-storage-field.tsx'

type Typed = Omit<MailAccountDraft, 'port' | 'id'> & { port: string; password: string }

/** A mailbox and the way into it. The address alone is enough for providers we know. */
export function MailAccountForm({ account, onDone }: { account: MailAccount | null; onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const usualStorage = useUsualStorage()
  const [typed, setTyped] = useState<Typed>(() => beginWith(account, usualStorage))
  const [result, setResult] = useState<{ error: AppError | null; folders: number } | null>(null)
  const { busy, act } = useAction((thrown) => setResult({ error: toAppError(thrown), folders: 0 }))
  const change = (changes: Partial<Typed>) => {
    setTyped({ ...typed, ...changes })
    setResult(null)
  }
  const preset = presetOf(typed.user)
  const name = preset?.names[i18n.language === 'zh-CN' ? 'zh-CN' : 'en'] ?? ''
  const { password, ...rest } = typed
  const draft = (): MailAccountDraft => {
    const port = Number(typed.port)
    if (!Number.isInteger(port) || typed.host.trim() === '' || typed.user.trim() === '') {
      throw new CodedError('request.invalid')
    }
    return { ...rest, id: account?.id ?? null, name: typed.user, port, ...(password === '' ? {} : { password }) }
  }
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          await send('mail.save', draft())
          onDone()
        })
      }}
    >
      <Field label={t('sources.accounts.user')}>
        {(control) => (
          <input
            className="input"
            inputMode="email"
            autoComplete="off"
            maxLength={320}
            value={typed.user}
            onChange={(event) => {
              const user = event.target.value
              const known = presetOf(user)
              change(known === null ? { user } : { user, host: known.host, port: '993', security: 'tls' })
            }}
            {...control}
          />
        )}
      </Field>
      <Field
        label={t('sources.accounts.password')}
        hint={
          preset === null ? (
            account === null ? (
              ''
            ) : (
              t('sources.accounts.passwordKept')
            )
          ) : (
            <button
              type="button"
              className="link"
              onClick={() => act(async () => void (await send('links.open', { url: preset.help })))}
            >
              {t('sources.accounts.help', { provider: name })}
            </button>
          )
        }
      >
        {(control) => (
          <input
            className="input"
            type="password"
            autoComplete="off"
            maxLength={1000}
            value={password}
            onChange={(event) => change({ password: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <KeyStorageField value={typed.keyStorage} onChange={(keyStorage) => change({ keyStorage })} />
      <details open={preset === null && typed.user.includes('@')}>
        <summary>{t('sources.accounts.more')}</summary>
        <ServerFields typed={typed} onChange={change} />
      </details>
      {result !== null && (
        <p className={result.error === null ? 'hint' : 'wrong'} role="status">
          {result.error === null
            ? t('sources.accounts.works', { count: result.folders })
            : errorSentence(result.error, t)}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          disabled={busy}
          onClick={() =>
            act(async () => {
              const found = await send('mail.test', draft())
              setResult({ error: found.error, folders: found.folders.length })
            })
          }
        >
          {t(busy ? 'sources.accounts.testing' : 'sources.accounts.test')}
        </Button>
        <Button look="go" submit disabled={busy}>
          {t('sources.accounts.save')}
        </Button>
      </div>
    </form>
  )
}

const securities = ['tls', 'startTls', 'none'] as const

function ServerFields({ typed, onChange }: { typed: Typed; onChange: (changes: Partial<Typed>) => void }) {
  const { t } = useTranslation()
  return (
    <div className="grid gap-3 mt-3">
      <Field label={t('sources.accounts.host')}>
        {(control) => (
          <input
            className="input"
            maxLength={253}
            value={typed.host}
            onChange={(event) => onChange({ host: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Field label={t('sources.accounts.port')}>
        {(control) => (
          <input
            className="input num"
            inputMode="numeric"
            maxLength={5}
            value={typed.port}
            onChange={(event) => onChange({ port: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Field label={t('sources.accounts.security')}>
        {(control) => (
          <select
            className="input"
            value={typed.security}
            onChange={({ target: { value } }) =>
              onChange({ security: securities.find((each) => each === value) ?? 'tls' })
            }
            {...control}
          >
            {securities.map((security) => (
              <option key={security} value={security}>
                {t(`sources.accounts.secure.${security}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  )
}

function beginWith(account: MailAccount | null, keyStorage: Typed['keyStorage']): Typed {
  return {
    name: account?.name ?? '',
    host: account?.host ?? '',
    port: String(account?.port ?? 993),
    security: account?.security ?? 'tls',
    user: account?.user ?? '',
    sending: account?.sending ?? null,
    password: '',
    keyStorage,
  }
}
