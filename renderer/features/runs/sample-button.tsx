import { useTranslation } from 'react-i18next'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'

/** Runs the ready agent on the sample documents. */
export function SampleButton() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  return (
    <Button
      look="go"
      disabled={busy}
      onClick={() =>
        act(async () => {
          const { runId } = await send('samples.run', { model: null })
          go({ name: 'run', runId })
        })
      }
    >
      {t('runs.empty.sample')}
    </Button>
  )
}
