import { useTranslation } from 'react-i18next'
import type { ProviderId } from '../../../shared/model/brand.ts'
import type { DataPlace } from '../../../shared/model/policy.ts'
import { practiceProviderId, type Provider } from '../../../shared/model/provider.ts'
import type { Translate } from '../../../shared/rules/format.ts'
import { passesOn } from '../../../shared/rules/route/data-place.ts'
import { useMirror } from '../../store/mirror.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Tick } from '../../ui/choices.tsx'

/** Where what the agent reads may go: to whichever model is chosen, nowhere, or to services the owner ticks. */
export function DataChip({ place, onChoose }: { place: DataPlace; onChoose: (place: DataPlace) => void }) {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers).filter(({ id }) => id !== practiceProviderId)
  const ticked = place.kind === 'vendors' ? place.providerIds : []
  const gone = ticked.some((id) => providers.every((provider) => provider.id !== id))
  const tick = (id: ProviderId, on: boolean) => {
    const kept = providers.map((provider) => provider.id).filter((each) => ticked.includes(each) && each !== id)
    onChoose({ kind: 'vendors', providerIds: on ? [...kept, id] : kept })
  }
  return (
    <OpenChip
      label={t('agents.data.label')}
      words={wordsOf(place, providers, t)}
      missing={place.kind === 'vendors' && (gone || ticked.length === 0)}
    >
      {(close) => (
        <>
          {(['anywhere', 'thisComputer'] as const).map((kind) => (
            <MenuItem
              key={kind}
              chosen={place.kind === kind}
              onClick={() => {
                onChoose({ kind })
                close()
              }}
            >
              {t(`agents.data.${kind}`)}
              <small>{t(`agents.data.${kind}Meaning`)}</small>
            </MenuItem>
          ))}
          <hr className="menu-rule" />
          <fieldset className="m-0 border-0 px-2 py-1">
            <legend className="quiet tiny">{t('agents.data.choose')}</legend>
            {providers.length === 0 && <p className="note">{t('agents.data.noServices')}</p>}
            {providers.map((provider) => (
              <Service
                key={provider.id}
                provider={provider}
                on={ticked.includes(provider.id)}
                onTick={(on) => tick(provider.id, on)}
              />
            ))}
          </fieldset>
        </>
      )}
    </OpenChip>
  )
}

function Service({ provider, on, onTick }: { provider: Provider; on: boolean; onTick: (on: boolean) => void }) {
  const { t } = useTranslation()
  const id = `data-${provider.id}`
  return (
    <div className="flex items-center gap-2 py-1">
      <Tick id={id} on={on} onChange={onTick} />
      <label htmlFor={id}>
        {provider.name}
        {passesOn(provider) && <small className="quiet tiny block">{t('agents.data.passesOn')}</small>}
      </label>
    </div>
  )
}

function wordsOf(place: DataPlace, providers: readonly Provider[], t: Translate): string {
  if (place.kind !== 'vendors') return t(`agents.data.${place.kind}`)
  if (place.providerIds.length === 0) return t('agents.data.none')
  const names = place.providerIds.map(
    (id) => providers.find((each) => each.id === id)?.name ?? t('agents.data.missing'),
  )
  return t('agents.data.only', { services: names.join(t('agents.data.and')) })
}
