import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OfferedAgent } from '../../../shared/model/agent-file.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

/** Opens an agent somebody gave: shown first, and taken only with a yes, switched off and with nothing allowed. */
export function OpenAgentFile() {
  const { t } = useTranslation()
  const [offer, setOffer] = useState<OfferedAgent | null>(null)
  const { busy, act } = useAction()
  const close = () => setOffer(null)
  return (
    <>
      <Button
        icon="open"
        disabled={busy}
        onClick={() => act(async () => setOffer((await send('agents.openFile', {})).offer))}
      >
        {t('gallery.openFile')}
      </Button>
      {offer !== null && (
        <Dialog
          title={t('gallery.offer.title', { name: offer.name })}
          onCancel={close}
          actions={
            <>
              <Button look="bare" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button
                look="go"
                disabled={busy}
                onClick={() =>
                  act(async () => {
                    const { agent } = await send('agents.take', { offer })
                    close()
                    go({ name: 'agent', agentId: agent.id })
                  })
                }
              >
                {t('gallery.offer.take')}
              </Button>
            </>
          }
        >
          <p>{t('gallery.offer.meaning')}</p>
          <ol className="does">
            {offer.steps.map((step) => (
              <li key={step.id}>{t(`steps.${step.kind}.name`)}</li>
            ))}
          </ol>
        </Dialog>
      )}
    </>
  )
}
