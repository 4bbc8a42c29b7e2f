import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { agentFileEnding } from '../../shared/model/agent-file.ts'
import { sendFiles, send } from '../bridge/client.ts'
import { useAction } from '../parts/use-action.ts'
import { useMirror } from '../store/mirror.ts'
import { tellError } from '../store/news.ts'
import { go } from '../store/place.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** An agent of a file that was opened: shown first, and taken only with a yes, switched off and with nothing allowed. */
export function OfferedAgent() {
  const { t } = useTranslation()
  const offer = useMirror((mirror) => mirror.offered)
  const { busy, act } = useAction()
  useDroppedAgents()
  if (offer === null) return null
  const leave = () => act(async () => void (await send('agents.leaveOffer', {})))
  return (
    <Dialog
      title={t('gallery.offer.title', { name: offer.name })}
      onCancel={leave}
      actions={
        <>
          <Button look="bare" onClick={leave}>
            {t('common.cancel')}
          </Button>
          <Button
            look="go"
            disabled={busy}
            onClick={() =>
              act(async () => {
                const { agent } = await send('agents.take', { offer })
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
  )
}

/** Files that nobody on the page takes: an agent is shown, and nothing else opens in place of the app. */
function useDroppedAgents(): void {
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])].filter(({ name }) => name.endsWith(`.${agentFileEnding}`))
      if (files.length > 0) sendFiles('agents.openDropped', { files }).catch(tellError)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('drop', drop)
    }
  }, [])
}
