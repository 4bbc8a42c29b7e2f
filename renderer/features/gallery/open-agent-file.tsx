import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { Button } from '../../ui/button.tsx'

/** Opens an agent somebody gave; what it offers is shown by the frame, as when the file is dropped or opened with the app. */
export function OpenAgentFile() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <Button icon="open" disabled={busy} onClick={() => act(async () => void (await send('agents.openFile', {})))}>
      {t('gallery.openFile')}
    </Button>
  )
}
