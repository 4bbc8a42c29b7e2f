import { useTranslation } from 'react-i18next'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { Button } from '../ui/button.tsx'
import { useAction } from './use-action.ts'

type Remedy = 'models' | 'agent' | 'again'

/** Where an error is put right: under Models, in the agent, or by running again. */
export function remedyOf(code: ErrorCode): Remedy {
  if (code.startsWith('keyring.') || code.startsWith('provider.key')) return 'models'
  if (code === 'provider.addressInvalid' || code === 'provider.notFound' || code === 'provider.notAnApi')
    return 'models'
  if (code === 'provider.modelUnknown' || code === 'provider.missing' || code === 'model.missing') return 'agent'
  if (code === 'model.contextTooSmall' || code === 'agent.incomplete') return 'agent'
  if (code.startsWith('folder.') || code === 'run.noDocuments' || code === 'file.notWritten') return 'agent'
  return 'again'
}

/**
 * The buttons under the error of an agent's run: the way to put it right first, running again second, unless the screen
 * offers that elsewhere.
 */
export function RemedyButtons({ code, agentId, again = true }: { code: ErrorCode; agentId: AgentId; again?: boolean }) {
  const { t } = useTranslation()
  const exists = useMirror((mirror) => mirror.agents[agentId] !== undefined)
  const { busy, act } = useAction()
  const remedy = remedyOf(code)
  const runAgain = () =>
    act(async () => {
      const { runId } = await send('agents.run', { agentId })
      go({ name: 'run', runId })
    })
  return (
    <>
      {remedy === 'models' && <Button onClick={() => go({ name: 'models' })}>{t('common.toModels')}</Button>}
      {remedy === 'agent' && exists && (
        <Button onClick={() => go({ name: 'agent', agentId })}>{t('common.toAgent')}</Button>
      )}
      {exists && again && (
        <Button look={remedy === 'again' ? 'plain' : 'bare'} disabled={busy} onClick={runAgain}>
          {t('common.runAgain')}
        </Button>
      )}
    </>
  )
}
