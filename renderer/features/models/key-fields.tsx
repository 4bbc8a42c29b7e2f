import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { System } from '../../../shared/contract/mirror.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { tellError } from '../../store/news.ts'
import type { ProviderTyped } from '../../store/provider-forms.ts'
import { Choices } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import { Lamp } from '../../ui/lamp.tsx'

/** The key, and where it is kept. Where the system cannot protect it, the owner is told and chooses. */
export function KeyFields({
  typed,
  provider,
  keyring,
  keyPage,
  onChange,
}: {
  typed: ProviderTyped
  provider: Provider | undefined
  keyPage: string | null
  keyring: System['keyring']
  onChange: (changed: Partial<ProviderTyped>) => void
}) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const stored = provider !== undefined && provider.keyStorage !== 'none' && !typed.forgetKey
  const moved = stored && provider.baseUrl !== typed.baseUrl.trim()
  return (
    <div className="form-part">
      <Field
        label={t('models.field.key')}
        hint={moved ? t('models.field.keyMoved') : stored ? t('models.field.keyStored') : t('models.field.keyHint')}
      >
        {(control) => (
          <span className="with-button">
            <input
              className="input"
              type={shown ? 'text' : 'password'}
              autoComplete="off"
              spellCheck={false}
              maxLength={4000}
              placeholder={stored ? '••••••••' : ''}
              value={typed.key}
              onChange={(event) => onChange({ key: event.target.value, forgetKey: false })}
              {...control}
            />
            <button
              type="button"
              className="btn icon"
              aria-label={t(shown ? 'models.field.hideKey' : 'models.field.showKey')}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? <EyeOff className="i s" aria-hidden="true" /> : <Eye className="i s" aria-hidden="true" />}
            </button>
          </span>
        )}
      </Field>
      {keyPage !== null && (
        <button
          type="button"
          className="link small"
          onClick={() => {
            send('links.open', { url: keyPage }).catch(tellError)
          }}
        >
          {t('models.field.keyPage')}
        </button>
      )}
      {stored && (
        <button type="button" className="link small" onClick={() => onChange({ key: '', forgetKey: true })}>
          {t('models.field.forgetKey')}
        </button>
      )}
      {typed.forgetKey && <p className="note">{t('models.field.keyForgotten')}</p>}
      {keyring === 'available' ? (
        <p className="note">{t('models.keyring.available')}</p>
      ) : (
        <Unprotected typed={typed} keyring={keyring} onChange={onChange} />
      )}
    </div>
  )
}

function Unprotected({
  typed,
  keyring,
  onChange,
}: {
  typed: ProviderTyped
  keyring: 'missing' | 'locked'
  onChange: (changed: Partial<ProviderTyped>) => void
}) {
  const { t } = useTranslation()
  const offered = keyring === 'locked' ? (['session', 'protected'] as const) : (['session', 'unprotected'] as const)
  return (
    <div className="ask">
      <Lamp name="waiting" />
      <h2 className="col-span-2">{t(`models.keyring.${keyring}`)}</h2>
      <div className="col-start-2 col-span-2">
        <Choices
          label={t(`models.keyring.${keyring}`)}
          value={typed.keyStorage}
          options={offered.map((value) => ({
            value,
            words: t(`models.keyring.choice.${value}`),
            meaning: t(`models.keyring.meaning.${value}`),
          }))}
          onChoose={(keyStorage) => onChange({ keyStorage })}
        />
      </div>
    </div>
  )
}
