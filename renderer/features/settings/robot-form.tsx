import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RobotDraft } from '../../../shared/contract/commands/robots.ts'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { type Robot, robotKindSchema } from '../../../shared/model/robot.ts'
import { send } from '../../bridge/client.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { KeyStorageField, useUsualStorage } from './key-storage-field.tsx'

type Typed = {
  name: string
  kind: Robot['kind']
  address: string
  secret: string
  chat: string
  keyStorage: RobotDraft['keyStorage']
}

/** A chat robot and the way to it. What is stored is never shown again. */
export function RobotForm({ robot, onDone }: { robot: Robot | null; onDone: () => void }) {
  const { t } = useTranslation()
  const usualStorage = useUsualStorage()
  const [typed, setTyped] = useState<Typed>({
    name: robot?.name ?? '',
    kind: robot?.kind ?? 'feishu',
    address: '',
    secret: '',
    chat: '',
    keyStorage: usualStorage,
  })
  const [result, setResult] = useState<{ error: AppError | null } | null>(null)
  const { busy, act } = useAction((thrown) => setResult({ error: toAppError(thrown) }))
  const change = (changes: Partial<Typed>) => {
    setTyped({ ...typed, ...changes })
    setResult(null)
  }
  const isKept = robot !== null && robot.kind === typed.kind
  const { address, secret, chat, ...rest } = typed
  const draft = (): RobotDraft => ({
    ...rest,
    id: robot?.id ?? null,
    name: typed.name.trim() === '' ? t(`robots.kinds.${typed.kind}`) : typed.name,
    ...(address === '' ? {} : { address }),
    ...(secret === '' && isKept ? {} : { secret }),
    ...(chat === '' ? {} : { chat }),
  })
  const isWhole = isKept || (address.trim() !== '' && (typed.kind !== 'telegram' || chat.trim() !== ''))
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        act(async () => {
          await send('robots.save', draft())
          onDone()
        })
      }}
    >
      <Field label={t('robots.kind')} hint={t(`robots.how.${typed.kind}`)}>
        {(control) => (
          <select
            className="input"
            value={typed.kind}
            onChange={(event) => change({ kind: robotKindSchema.parse(event.target.value) })}
            {...control}
          >
            {robotKindSchema.options.map((kind) => (
              <option key={kind} value={kind}>
                {t(`robots.kinds.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextField label={t('robots.name')} value={typed.name} most={80} onChange={(name) => change({ name })} />
      <TextField
        label={t(typed.kind === 'telegram' ? 'robots.token' : 'robots.address')}
        hint={isKept ? t('robots.kept') : ''}
        value={address}
        most={2000}
        isSecret
        onChange={(next) => change({ address: next })}
      />
      {(typed.kind === 'feishu' || typed.kind === 'dingtalk') && (
        <TextField
          label={t('robots.secret')}
          value={secret}
          most={300}
          isSecret
          onChange={(next) => change({ secret: next })}
        />
      )}
      {typed.kind === 'telegram' && (
        <TextField label={t('robots.chat')} value={chat} most={120} onChange={(next) => change({ chat: next })} />
      )}
      <KeyStorageField value={typed.keyStorage} onChange={(keyStorage) => change({ keyStorage })} />
      {result !== null && (
        <p className={result.error === null ? 'hint' : 'wrong'} role="status">
          {result.error === null ? t('robots.works') : errorSentence(result.error, t)}
          {result.error !== null && (
            <span className="block">{t(`errors.${result.error.code}.meaning`, result.error.params)}</span>
          )}
        </p>
      )}
      <div className="flex gap-2">
        <Button
          disabled={busy || !isWhole}
          onClick={() => act(async () => setResult(await send('robots.test', draft())))}
        >
          {t('robots.test')}
        </Button>
        <Button look="go" submit disabled={busy || !isWhole}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )
}
