import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { typedFrom, typedOfVendor } from '../../parts/typed-service.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { holdProviderTyped } from '../../store/provider-forms.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Lamp } from '../../ui/lamp.tsx'
import { Loading } from '../../ui/states.tsx'
import { GuidePicture, type GuideScene } from './guide-picture.tsx'

/** Model servers of this computer, and how to get one where there is none. */
export function LocalModel() {
  const { t } = useTranslation()
  const keyring = useMirror((mirror) => mirror.system.keyring)
  const [looked, setLooked] = useState(0)
  const reply = useReply(() => send('providers.discover', {}), String(looked))
  const { busy, act } = useAction()
  const servers = reply.kind === 'arrived' ? reply.value.servers : []
  const steps: readonly GuideScene[] = ['install', 'download', 'again']
  return (
    <div className="pick-mind">
      <h2 className="title">{t('welcome.local.title')}</h2>
      <p className="soft">{t(servers.length > 0 ? 'welcome.local.found' : 'welcome.local.none')}</p>
      {reply.kind === 'awaited' && <Loading rows={1} awaited={t('welcome.local.looking')} />}
      {reply.kind === 'failed' && <ErrorCard error={reply.error} />}
      <ul className="found">
        {servers.map((server) => (
          <li key={server.baseUrl}>
            <Lamp name="done" />
            <span>
              <b>{t(`models.vendor.${server.dialect}.name`)}</b>
              <small className="quiet block">{t('models.vendors.models', { count: server.models.length })}</small>
            </span>
            <Button
              look="go"
              disabled={busy}
              onClick={() =>
                act(async () => {
                  const name = t(`models.vendor.${server.dialect}.name`)
                  const typed = { ...typedFrom(undefined, keyring), ...typedOfVendor(server.dialect, server), name }
                  holdProviderTyped(null, typed)
                  await send('settings.save', { welcomed: true })
                  go({ name: 'provider', providerId: null })
                })
              }
            >
              {t('welcome.local.use')}
            </Button>
          </li>
        ))}
      </ul>
      {reply.kind === 'arrived' && servers.length === 0 && (
        <>
          <ol className="guide">
            {steps.map((scene, index) => (
              <li key={scene}>
                <GuidePicture scene={scene} />
                <div>
                  <b>{t('welcome.guide.step', { number: index + 1, what: t(`welcome.guide.${scene}.name`) })}</b>
                  <p>{t(`welcome.guide.${scene}.about`)}</p>
                  {scene === 'install' && (
                    <Button
                      icon="open"
                      onClick={() => {
                        send('links.open', { url: 'https://ollama.com/download' }).catch(tellError)
                      }}
                    >
                      {t('welcome.local.get')}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ol>
          <Button look="go" onClick={() => setLooked(looked + 1)}>
            {t('welcome.local.again')}
          </Button>
        </>
      )}
    </div>
  )
}
