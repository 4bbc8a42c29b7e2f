import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useMirror } from '../../store/mirror.ts'
import { Button } from '../../ui/button.tsx'
import { Lamp } from '../../ui/lamp.tsx'

/** The computer is short of power or room: what starts by itself waits, and is told so. */
export function HeldFor() {
  const { t } = useTranslation()
  const reasons = useMirror((mirror) => mirror.power.heldFor)
  const { busy, act } = useAction()
  if (reasons.length === 0) return null
  return (
    <section className="sec">
      {reasons.map((reason) => (
        <article key={reason} className="ask">
          <Lamp name="waiting" />
          <h2>{t(`today.heldFor.${reason}.title`)}</h2>
          <p>{t(`today.heldFor.${reason}.meaning`)}</p>
          {reason !== 'lowDisk' && (
            <div className="row">
              <Button
                disabled={busy}
                onClick={() =>
                  act(async () => {
                    await send(
                      'settings.save',
                      reason === 'battery' ? { pausesOnBattery: false } : { pausesOnMetered: false },
                    )
                  })
                }
              >
                {t(`today.heldFor.${reason}.anyway`)}
              </Button>
            </div>
          )}
        </article>
      ))}
    </section>
  )
}
