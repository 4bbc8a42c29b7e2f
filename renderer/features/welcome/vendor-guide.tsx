import { useTranslation } from 'react-i18next'
import { dialectFacts } from '../../../shared/model/dialect-facts.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { send } from '../../bridge/client.ts'
import { typedFrom, typedOfVendor } from '../../parts/typed-service.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { holdProviderTyped } from '../../store/provider-forms.ts'
import { Button } from '../../ui/button.tsx'
import { GuidePicture, type GuideScene } from './guide-picture.tsx'

/** Where to click at a vendor to get a key, in four steps; the last is our own form, which tries it. */
export function VendorGuide({ dialect }: { dialect: ServiceDialect }) {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const { busy, act } = useAction()
  const service = t(`models.vendor.${dialect}.name`)
  const { regions } = dialectFacts[dialect]
  const enter = () =>
    act(async () => {
      holdProviderTyped(null, { ...typedFrom(undefined, keyring), ...typedOfVendor(dialect, null), name: service })
      await send('settings.save', { welcomed: true })
      go({ name: 'provider', providerId: null })
    })
  const steps: readonly GuideScene[] = ['signIn', 'money', 'key', 'paste']
  return (
    <div className="pick-mind">
      <h2 className="title">{t('welcome.guide.title', { service })}</h2>
      <ol className="guide">
        {steps.map((scene, index) => (
          <li key={scene}>
            <GuidePicture scene={scene} />
            <div>
              <b>{t('welcome.guide.step', { number: index + 1, what: t(`welcome.guide.${scene}.name`) })}</b>
              <p>{t(`welcome.guide.${scene}.about`, { service })}</p>
              {scene === 'signIn' &&
                regions.map(({ id, keyPage }) => (
                  <Button
                    key={id}
                    icon="open"
                    onClick={() => {
                      send('links.open', { url: keyPage }).catch(tellError)
                    }}
                  >
                    {regions.length === 1
                      ? t('welcome.guide.open', { service })
                      : t('welcome.guide.openOf', { region: t(`models.region.${id}`) })}
                  </Button>
                ))}
            </div>
          </li>
        ))}
      </ol>
      <Button look="go" icon="key" disabled={busy} onClick={enter}>
        {t('welcome.guide.enter')}
      </Button>
    </div>
  )
}
