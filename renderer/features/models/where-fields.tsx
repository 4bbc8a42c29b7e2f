import { useTranslation } from 'react-i18next'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { ProviderTyped } from '../../store/provider-forms.ts'
import { Segmented } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import type { ChosenTyped } from './provider-draft.ts'

/** Where the service is: the vendor's region where it has several, its address, and what the owner calls it. */
export function WhereFields({
  typed,
  onChange,
  onAnother,
}: {
  typed: ChosenTyped
  onChange: (changed: Partial<ProviderTyped>) => void
  /** Chooses another vendor; null for a service that is already saved. */
  onAnother: (() => void) | null
}) {
  const { t } = useTranslation()
  const { regions } = dialectFacts[typed.dialect]
  const region = regions.find(({ id }) => id === typed.region)
  return (
    <div className="form-part">
      <p className="soft small">
        {t(`models.vendor.${typed.dialect}.meaning`)}{' '}
        {onAnother !== null && (
          <button type="button" className="link" onClick={onAnother}>
            {t('models.vendors.another')}
          </button>
        )}
      </p>
      {regions.length > 1 && (
        <div className="field">
          <span className="label">{t('models.region.label')}</span>
          <Segmented
            label={t('models.region.label')}
            value={region?.id ?? ''}
            options={regions.map(({ id }) => ({ value: id, words: t(`models.region.${id}`) }))}
            onChoose={(id) => {
              const chosen = regions.find((each) => each.id === id)
              if (chosen !== undefined) onChange({ region: chosen.id, baseUrl: chosen.baseUrl })
            }}
          />
          <span className="hint">{t('models.region.hint')}</span>
        </div>
      )}
      <Field label={t('models.field.name')}>
        {(control) => (
          <input
            className="input"
            maxLength={80}
            value={typed.name}
            onChange={(event) => onChange({ name: event.target.value })}
            {...control}
          />
        )}
      </Field>
      <Field
        label={t('models.field.address')}
        hint={typed.dialect === 'compatible' ? t('models.field.addressHint') : t('models.field.addressFilled')}
      >
        {(control) => (
          <input
            className="input"
            maxLength={500}
            spellCheck={false}
            placeholder="https://api.example.com/v1"
            value={typed.baseUrl}
            onChange={(event) => onChange({ baseUrl: event.target.value })}
            {...control}
          />
        )}
      </Field>
    </div>
  )
}
