import { useTranslation } from 'react-i18next'
import type { MoneyReport } from '../../../shared/model/money-report.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { useNames } from './use-names.ts'
import type { Looking } from './view-days.ts'

/** Whose usage is shown, as a sentence. */
export function Filters({
  looking,
  choices,
  onChange,
}: {
  looking: Looking
  choices: MoneyReport['choices']
  onChange: (looking: Looking) => void
}) {
  const { t } = useTranslation()
  const { agentName, serviceName } = useNames()
  const services = [...new Set(choices.models.map(({ providerId }) => providerId))]
  const models = choices.models
    .filter(({ providerId }) => looking.providerId === null || providerId === looking.providerId)
    .map(({ model }) => model)
  return (
    <p className="looking">
      {t('money.filters.label')}
      <Choice
        label={t('money.filters.agent')}
        all={t('money.filters.allAgents')}
        value={looking.agentId}
        options={choices.agents.map((id) => ({ value: id, words: agentName(id) }))}
        onChoose={(agentId) => onChange({ ...looking, agentId })}
      />
      <Choice
        label={t('money.filters.service')}
        all={t('money.filters.allServices')}
        value={looking.providerId}
        options={services.map((id) => ({ value: id, words: serviceName(id) }))}
        onChoose={(providerId) => onChange({ ...looking, providerId, model: null })}
      />
      <Choice
        label={t('money.filters.model')}
        all={t('money.filters.allModels')}
        value={looking.model}
        options={[...new Set(models)].map((model) => ({ value: model, words: model }))}
        onChoose={(model) => onChange({ ...looking, model })}
      />
    </p>
  )
}

function Choice<Value extends string>({
  label,
  all,
  value,
  options,
  onChoose,
}: {
  label: string
  all: string
  value: Value | null
  options: readonly { readonly value: Value; readonly words: string }[]
  onChoose: (value: Value | null) => void
}) {
  const chosen = options.find((option) => option.value === value)
  return (
    <OpenChip label={label} words={value === null ? all : (chosen?.words ?? value)}>
      {(close) =>
        [{ value: null, words: all }, ...options].map((option) => (
          <MenuItem
            key={option.value ?? ''}
            chosen={option.value === value}
            onClick={() => {
              onChoose(option.value)
              close()
            }}
          >
            {option.words}
          </MenuItem>
        ))
      }
    </OpenChip>
  )
}
