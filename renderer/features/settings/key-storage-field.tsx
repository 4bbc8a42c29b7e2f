import { useTranslation } from 'react-i18next'
import { useMirror } from '../../store/mirror.ts'
import { Field } from '../../ui/field.tsx'

const storages = ['protected', 'session', 'unprotected'] as const
type KeyStorage = (typeof storages)[number]

/** How a secret is kept as long as nobody chooses: by the system's key store, or until the app closes where there is none. */
export function useUsualStorage(): 'protected' | 'session' {
  return useMirror((mirror) => (mirror.system.keyring === 'missing' ? 'session' : 'protected'))
}

/** How a secret is kept; nothing where the system's key store takes it, which is then the only way. */
export function KeyStorageField({ value, onChange }: { value: KeyStorage; onChange: (storage: KeyStorage) => void }) {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  if (keyring === 'available') return null
  return (
    <Field label={t('sources.accounts.storage.label')}>
      {(control) => (
        <select
          className="input"
          value={value}
          onChange={(event) => onChange(storages.find((each) => each === event.target.value) ?? 'session')}
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
  )
}
