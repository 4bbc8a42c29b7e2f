import { useTranslation } from 'react-i18next'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { sameModel } from '../../../shared/rules/route/wanted-model.ts'
import { useMirror } from '../../store/mirror.ts'
import { providerOf } from '../../store/selectors.ts'
import { IconButton } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'

/** The models that answer when the agent's own does not, in their order: added, moved and taken off with plain buttons. */
export function StandInsChip({
  own,
  models,
  used,
  onChange,
}: {
  /** The model they stand in for; null while none is chosen. */
  own: ModelReference | null
  models: readonly ModelReference[]
  /** Those a run would get now. */
  used: readonly ModelReference[]
  onChange: (models: ModelReference[]) => void
}) {
  const { t } = useTranslation()
  const known = useMirror((mirror) => mirror.providers)
  const offered = known
    .flatMap((provider) => provider.models.map(({ name }) => ({ providerId: provider.id, model: name })))
    .filter(
      (each) =>
        !isPractice(each) && ![...models, ...(own === null ? [] : [own])].some((other) => sameModel(each, other)),
    )
  const swap = (index: number, other: number) => {
    const [here, there] = [models[index], models[other]]
    if (here !== undefined && there !== undefined) onChange(models.with(index, there).with(other, here))
  }
  const gone = models.some(({ providerId, model }) => {
    const provider = known.find(({ id }) => id === providerId)
    return provider === undefined || provider.models.every(({ name }) => name !== model)
  })
  const names = models.map(({ model }) => model).join(t('agents.standIns.and'))
  return (
    <OpenChip
      label={t('agents.standIns.label')}
      words={models.length === 0 ? t('agents.standIns.none') : t('agents.standIns.first', { models: names })}
      missing={gone}
    >
      {() => (
        <div className="scroll max-h-96">
          {models.length > 0 && <p className="note px-2 py-1">{t('agents.standIns.meaning')}</p>}
          <ol className="m-0 list-none p-0">
            {models.map((each, index) => (
              <li key={`${each.providerId} ${each.model}`} className="flex items-center gap-1 px-2">
                <span className="min-w-0 flex-1">
                  <StandIn model={each} used={used.some((other) => sameModel(each, other))} />
                </span>
                <IconButton
                  small
                  icon="up"
                  label={t('agents.standIns.up', { model: each.model })}
                  disabled={index === 0}
                  onClick={() => swap(index, index - 1)}
                />
                <IconButton
                  small
                  icon="down"
                  label={t('agents.standIns.down', { model: each.model })}
                  disabled={index === models.length - 1}
                  onClick={() => swap(index, index + 1)}
                />
                <IconButton
                  small
                  icon="close"
                  label={t('agents.standIns.remove', { model: each.model })}
                  onClick={() => onChange(models.filter((_, other) => other !== index))}
                />
              </li>
            ))}
          </ol>
          <p className="menu-label">
            {t(offered.length === 0 ? 'agents.standIns.nothingToAdd' : 'agents.standIns.add')}
          </p>
          {models.length < 10 &&
            offered.map((each) => (
              <MenuItem
                key={`${each.providerId} ${each.model}`}
                icon="plus"
                onClick={() => onChange([...models, each])}
              >
                {each.model}
                <small>{known.find(({ id }) => id === each.providerId)?.name}</small>
              </MenuItem>
            ))}
        </div>
      )}
    </OpenChip>
  )
}

function StandIn({ model, used }: { model: ModelReference; used: boolean }) {
  const { t } = useTranslation()
  const provider = useMirror((mirror) => providerOf(mirror, model))
  return (
    <>
      <span className="cut block">{model.model}</span>
      <small className="quiet tiny block">{used ? provider?.name : t('agents.standIns.leftOut')}</small>
    </>
  )
}
