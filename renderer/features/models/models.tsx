import { useTranslation } from 'react-i18next'
import { isPractice } from '../../../shared/model/provider.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { OwnModels } from './own-models.tsx'
import { ProviderSection } from './provider-section.tsx'

/** What agents think with: the practice model and the owner's services, each with its models and prices. */
export function Models() {
  const { t } = useTranslation()
  const providers = useMirror((mirror) => mirror.providers)
  const usual = useMirror((mirror) => mirror.settings.usualModel)
  return (
    <div className="inner slim">
      <div className="head">
        <h1 className="title">
          {isPractice(usual) ? t('models.titlePractice') : t('models.title', { model: usual.model })}
        </h1>
        <div className="acts">
          <Button look="go" icon="plus" onClick={() => go({ name: 'provider', providerId: null })}>
            {t('models.add')}
          </Button>
        </div>
      </div>
      <p className="lede">{t('models.lede')}</p>
      <div className="sec">
        {providers.map((provider) => (
          <ProviderSection key={provider.id} provider={provider} />
        ))}
      </div>
      <OwnModels />
    </div>
  )
}
