import { useTranslation } from 'react-i18next'
import { isWebAddress } from '../../../../shared/rules/web-address.ts'
import type { Step } from '../../../../shared/steps/step.ts'
import { send } from '../../../bridge/client.ts'
import { useAction } from '../../../parts/use-action.ts'
import { usePlace } from '../../../store/place.ts'
import { Button } from '../../../ui/button.tsx'

/** Beside a step that reads a page as a known visitor: opens the site in a window to sign in, or has it forget the agent. */
export function SiteVisit({ step }: { step: Step }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const place = usePlace()
  if (step.kind !== 'readPage' || step.render !== 'signedIn' || place.name !== 'agent') return null
  const { agentId } = place
  const { address } = step
  return (
    <span className="visit">
      <Button
        small
        icon="key"
        disabled={busy || !isWebAddress(address)}
        onClick={() => act(async () => void (await send('sites.signIn', { agentId, address })))}
      >
        {t('steps.readPage.signIn')}
      </Button>
      <Button
        small
        look="bare"
        disabled={busy}
        onClick={() => act(async () => void (await send('sites.signOut', { agentId })))}
      >
        {t('steps.readPage.signOut')}
      </Button>
    </span>
  )
}
