import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerDraft } from '../../../shared/contract/commands/servers.ts'
import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { ToolServer } from '../../../shared/model/tool-server.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import { useUsualStorage } from './key-storage-field.tsx'
import { SecretFields, type TypedSecret } from './secret-fields.tsx'
import { ToolList } from './tool-list.tsx'

type Typed = {
  name: string
  kind: 'program' | 'address'
  path: string | null
  arguments: string
  secrets: TypedSecret[]
  url: string
  token: string
  keyStorage: ServerDraft['keyStorage']
}

const storages = ['protected', 'session', 'unprotected'] as const

/** Where a server of tools is, and the secrets it is given. Once it is saved, its tools are shown. */
export function ToolServerForm({ server, onDone }: { server: ToolServer | null; onDone: () => void }) {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const usualStorage = useUsualStorage()
  const [typed, setTyped] = useState(() => beginWith(server, usualStorage))
  const [saved, setSaved] = useState<string | null>(null)
  const [wrong, setWrong] = useState<AppError | null>(null)
  const { busy, act } = useAction((thrown) => setWrong(toAppError(thrown)))
  const change = (changes: Partial<Typed>) => {
    setTyped({ ...typed, ...changes })
    setWrong(null)
  }
  if (saved !== null) {
    return (
      <div className="grid gap-3">
        <ToolList serverId={saved} />
        <Button look="go" onClick={onDone}>
          {t('common.done')}
        </Button>
      </div>
    )
  }
  const isWrongUrl = typed.url !== '' && URL.parse(typed.url) === null
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => setSaved((await send('servers.save', draftOf(typed, server))).server.id))
      }}
    >
      <Field label={t('servers.name')}>
        {(control) => (
          <input
            className="input"
            maxLength={80}
            value={typed.name}
            onChange={(event) => change({ name: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Segmented
        label={t('servers.where')}
        value={typed.kind}
        options={(['program', 'address'] as const).map((value) => ({ value, words: t(`servers.kinds.${value}`) }))}
        onChoose={(kind) => change({ kind })}
      />
      {typed.kind === 'program' ? (
        <>
          <div className="field">
            <span>{t('servers.program')}</span>
            <Chip
              icon="folder"
              missing={typed.path === null}
              disabled={busy}
              aria-label={`${t('servers.program')}: ${typed.path ?? t('servers.choose')}`}
              onClick={() =>
                act(async () => {
                  const { path } = await send('programs.pick', { startAt: typed.path })
                  if (path !== null) change({ path, name: typed.name === '' ? lastName(path) : typed.name })
                })
              }
            >
              {typed.path ?? t('servers.choose')}
            </Chip>
          </div>
          <Field label={t('servers.arguments')}>
            {(control) => (
              <textarea
                className="input"
                rows={3}
                spellCheck={false}
                value={typed.arguments}
                onChange={(event) => change({ arguments: event.target.value })}
                {...control}
              />
            )}
          </Field>
          <SecretFields secrets={typed.secrets} onChange={(secrets) => change({ secrets })} />
        </>
      ) : (
        <>
          <Field label={t('servers.url')} wrong={isWrongUrl ? t('servers.wrongUrl') : ''}>
            {(control) => (
              <input
                className="input"
                inputMode="url"
                maxLength={2000}
                value={typed.url}
                onChange={(event) => change({ url: event.target.value.trim() })}
                {...control}
              />
            )}
          </Field>
          <Field
            label={t('servers.token')}
            hint={server?.door.kind === 'address' && server.door.hasToken ? t('servers.kept') : ''}
          >
            {(control) => (
              <input
                className="input"
                type="password"
                autoComplete="off"
                value={typed.token}
                onChange={(event) => change({ token: event.target.value })}
                {...control}
              />
            )}
          </Field>
        </>
      )}
      {keyring !== 'available' && (
        <Field label={t('servers.storage.label')}>
          {(control) => (
            <select
              className="input"
              value={typed.keyStorage}
              onChange={({ target: { value } }) =>
                change({ keyStorage: storages.find((each) => each === value) ?? 'session' })
              }
              {...control}
            >
              {storages
                .filter((storage) => keyring !== 'missing' || storage !== 'protected')
                .map((storage) => (
                  <option key={storage} value={storage}>
                    {t(`servers.storage.${storage}`)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
      {wrong !== null && (
        <p className="wrong" role="status">
          {errorSentence(wrong, t)}
        </p>
      )}
      <Button look="go" submit disabled={busy || !isWhole(typed)}>
        {t('servers.save')}
      </Button>
    </form>
  )
}

function isWhole({ name, kind, path, url }: Typed): boolean {
  return name.trim() !== '' && (kind === 'program' ? path !== null : URL.parse(url) !== null)
}

function draftOf(typed: Typed, server: ToolServer | null): ServerDraft {
  const { name, kind, path, url, token, keyStorage } = typed
  const common = { id: server?.id ?? null, name, keyStorage }
  if (kind === 'address') {
    const kept = server?.door.kind === 'address' && server.door.hasToken
    const door = { kind, url, hasToken: token !== '' || kept }
    return { ...common, door, secrets: {}, ...(token === '' ? {} : { token }) }
  }
  if (path === null) throw new CodedError('request.invalid')
  const named = typed.secrets.filter((secret) => secret.name !== '')
  const lines = typed.arguments.split('\n').filter((line) => line !== '')
  return {
    ...common,
    door: { kind, path, arguments: lines, secrets: named.map((secret) => secret.name) },
    secrets: Object.fromEntries(named.filter(({ value }) => value !== '').map((secret) => [secret.name, secret.value])),
  }
}

function beginWith(server: ToolServer | null, keyStorage: Typed['keyStorage']): Typed {
  const door = server?.door
  const common = { name: server?.name ?? '', keyStorage, token: '' }
  if (door?.kind === 'address') {
    return { ...common, kind: 'address', path: null, arguments: '', secrets: [], url: door.url }
  }
  return {
    ...common,
    kind: 'program',
    path: door?.path ?? null,
    arguments: door?.arguments.join('\n') ?? '',
    secrets: (door?.secrets ?? []).map((name) => ({ name, value: '', isKept: true })),
    url: '',
  }
}
