import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '../../ui/button.tsx'

export type TypedSecret = { readonly name: string; readonly value: string; readonly isKept: boolean }

/** Secrets a program is given as named variables. What is stored is never shown again. */
export function SecretFields({
  secrets,
  onChange,
}: {
  secrets: readonly TypedSecret[]
  onChange: (secrets: TypedSecret[]) => void
}) {
  const { t } = useTranslation()
  const put = (index: number, changes: Partial<TypedSecret>) =>
    onChange(secrets.map((each, at) => (at === index ? { ...each, ...changes } : each)))
  return (
    <div className="field">
      <span>{t('servers.secrets')}</span>
      {secrets.map(({ name, value, isKept }, index) => (
        <div className="flex gap-2" key={index}>
          <input
            className="input"
            aria-label={t('servers.secretName')}
            placeholder={t('servers.secretName')}
            maxLength={80}
            spellCheck={false}
            value={name}
            onChange={(event) =>
              put(index, { name: event.target.value.replace(/\W/g, '_').replace(/^\d/, '_'), isKept: false })
            }
          />
          <input
            className="input"
            type="password"
            autoComplete="off"
            aria-label={t('servers.secretValue')}
            placeholder={isKept ? t('servers.kept') : t('servers.secretValue')}
            value={value}
            onChange={(event) => put(index, { value: event.target.value })}
          />
          <IconButton
            icon="close"
            small
            label={t('servers.removeSecret')}
            onClick={() => onChange(secrets.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...secrets, { name: '', value: '', isKept: false }])}>
          {t('servers.addSecret')}
        </Button>
      </div>
    </div>
  )
}
