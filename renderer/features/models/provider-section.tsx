import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import { ownProviderId } from '../../../shared/model/own-model.ts'
import { type Provider, practiceProviderId } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { RemoveButton } from '../../parts/remove-button.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { tellDone } from '../../store/news.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { AccountBalance } from './account-balance.tsx'
import { AccountDrift } from './account-drift.tsx'
import { ModelsTable } from './models-table.tsx'

/** One service: where it is, how its key is kept, and the models agents may use. */
export function ProviderSection({ provider }: { provider: Provider }) {
  const { t } = useTranslation()
  const practice = provider.id === practiceProviderId
  const own = provider.id === ownProviderId
  const builtIn = practice || own
  const [asked, setAsked] = useState(0)
  const askedAgain = () => setAsked(asked + 1)
  return (
    <section className="provider" aria-label={practice ? t('common.practice') : provider.name}>
      <div className="head">
        <Icon name={practice ? 'practice' : 'models'} />
        <div className="min-w-0 flex-1">
          <h2>{practice ? t('common.practice') : provider.name}</h2>
          <p className="from">
            {practice ? t('models.practiceMeaning') : own ? t('ownModels.providerMeaning') : provider.baseUrl}
            {!builtIn && <span className="block">{t(`models.keyKept.${provider.keyStorage}`)}</span>}
            <Down provider={provider} />
            {dialectFacts[provider.dialect].kind === 'cloud' && (
              <AccountBalance provider={provider} onAnswer={askedAgain} />
            )}
          </p>
        </div>
        {!builtIn && (
          <div className="acts">
            <Button onClick={() => go({ name: 'provider', providerId: provider.id })}>{t('models.edit')}</Button>
            <RemoveProvider provider={provider} />
          </div>
        )}
      </div>
      {!builtIn && <AccountDrift provider={provider} asked={asked} onLookedInto={askedAgain} />}
      {provider.models.length === 0 ? (
        <p className="soft small mt-3">{t('models.noneChosen')}</p>
      ) : (
        <ModelsTable provider={provider} />
      )}
    </section>
  )
}

/** That a service does not answer just now, and when it is tried again. */
function Down({ provider }: { provider: Provider }) {
  const { t } = useTranslation()
  const { clock } = useFormat()
  const health = useMirror((mirror) => mirror.providersDown[provider.id])
  if (health === undefined) return null
  return (
    <b className="block" role="status">
      {t('models.down', { time: clock(health.triedAgainAt) })}
    </b>
  )
}

/** Removing a service forgets its key for good, so this one is asked. */
function RemoveProvider({ provider: { id, name: service } }: { provider: Provider }) {
  const { t } = useTranslation()
  return (
    <RemoveButton
      label={t('models.remove')}
      title={t('models.removeTitle', { service })}
      keep={t('models.keepIt')}
      remove={t('models.removeIt')}
      onRemove={async () => {
        await send('providers.remove', { providerId: id })
        tellDone(t('models.removed', { service }), null)
      }}
    >
      <p>{t('models.removeMeaning')}</p>
    </RemoveButton>
  )
}
