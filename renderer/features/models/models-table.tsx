import { useTranslation } from 'react-i18next'
import { isPractice, type Model, type Provider } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { ContextChip } from './context-chip.tsx'
import { FactsChip } from './facts-chip.tsx'
import { PriceChip } from './price-chip.tsx'

/** The models of a service agents may use: which is the usual one, how much each takes in, what each costs. */
export function ModelsTable({ provider }: { provider: Provider }) {
  const { t } = useTranslation()
  return (
    <table className="models-table">
      <thead>
        <tr>
          <th className="w-12">{t('models.column.usual')}</th>
          <th>{t('models.column.model')}</th>
          <th className="w-28">{t('models.column.context')}</th>
          <th className="end w-44">{t('models.column.price')}</th>
        </tr>
      </thead>
      <tbody>
        {provider.models.map((model) => (
          <ModelRow key={model.name} provider={provider} model={model} />
        ))}
      </tbody>
    </table>
  )
}

function ModelRow({ provider, model }: { provider: Provider; model: Model }) {
  const { t } = useTranslation()
  const format = useFormat()
  const usual = useMirror(({ settings: { usualModel } }) => {
    return usualModel.providerId === provider.id && usualModel.model === model.name
  })
  const { act } = useAction()
  const reference = { providerId: provider.id, model: model.name }
  const practice = isPractice(reference)
  const change = (changed: Partial<Pick<Model, 'contextTokens' | 'price' | 'facts'>>) =>
    act(async () => {
      const models = provider.models.map((each) => {
        const next = each.name === model.name ? { ...each, ...changed } : each
        return { name: next.name, contextTokens: next.contextTokens, price: next.price, facts: next.facts }
      })
      await send('models.save', { providerId: provider.id, models })
    })
  return (
    <tr>
      <td>
        <input
          type="radio"
          className="usual"
          name="usual-model"
          checked={usual}
          aria-label={t('models.makeUsual', { model: practice ? t('common.practice') : model.name })}
          onChange={() =>
            act(async () => {
              await send('settings.save', { usualModel: reference })
            })
          }
        />
      </td>
      <td>
        {practice ? t('common.practice') : model.name}
        {!practice && (
          <small className="block">
            <FactsChip provider={provider} model={model} onChange={(facts) => change({ facts })} />
          </small>
        )}
      </td>
      <td className="num">
        {practice ? (
          format.count(model.contextTokens ?? 0)
        ) : (
          <ContextChip model={model} onChange={(contextTokens) => change({ contextTokens })} />
        )}
      </td>
      <td className="end">
        {practice ? (
          t('units.money.free')
        ) : (
          <PriceChip provider={provider} model={model} onChange={(price) => change({ price })} />
        )}
      </td>
    </tr>
  )
}
