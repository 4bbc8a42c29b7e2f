import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp } from '../../ui/lamp.tsx'

/** The app kept crashing: nothing starts by itself until the owner lets it. */
export function AfterCrashes() {
  const { t } = useTranslation()
  const held = useMirror((mirror) => mirror.power.heldAfterCrashes)
  const { busy, act } = useAction()
  if (!held) return null
  return (
    <section className="sec">
      <article className="ask">
        <Lamp name="waiting" />
        <h2>{t('today.crashes.title')}</h2>
        <p>{t('today.crashes.meaning')}</p>
        <div className="row">
          <Button
            look="go"
            disabled={busy}
            onClick={() =>
              act(async () => {
                await send('app.recover', {})
              })
            }
          >
            {t('today.crashes.goOn')}
          </Button>
          <Button onClick={() => go({ name: 'settings' })}>{t('health.openFromCrashes')}</Button>
        </div>
      </article>
    </section>
  )
}
