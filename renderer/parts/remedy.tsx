import { useTranslation } from 'react-i18next'
import type { AppError } from '../../shared/contract/errors.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { Button } from '../ui/button.tsx'
import { readReachedLimit } from './reached-limit.ts'
import { chapterAbout } from './chapter-about.ts'
import { remedyOf } from './remedy-of.ts'
import { runByHand } from './run-by-hand.ts'
import { useAction } from './use-action.ts'

/**
 * The buttons under the error of an agent's run: the way to put it right first, running again second, unless the screen
 * offers that elsewhere.
 */
export function RemedyButtons({
  error,
  agentId,
  again = true,
}: {
  error: AppError
  agentId: AgentId
  again?: boolean
}) {
  const { t } = useTranslation()
  const exists = useMirror((mirror) => mirror.agents[agentId] !== undefined)
  const { busy, act } = useAction()
  const remedy = remedyOf(error.code)
  const limit = readReachedLimit(error)
  const chapter = chapterAbout(error.code)
  const runAgain = () => act(() => runByHand(agentId))
  return (
    <>
      {remedy === 'models' && <Button onClick={() => go({ name: 'models' })}>{t('common.toModels')}</Button>}
      {remedy === 'agent' && exists && (
        <Button onClick={() => go({ name: 'agent', agentId })}>{t('common.toAgent')}</Button>
      )}
      {limit !== null && (exists || limit.scope === 'computer') && (
        <Button
          onClick={() =>
            go(
              limit.scope === 'computer'
                ? { name: 'settings', limit: limit.budget }
                : { name: 'agent', agentId, limit: limit.budget },
            )
          }
        >
          {t('limits.raise')}
        </Button>
      )}
      {remedy === 'settings' && (
        <Button onClick={() => go({ name: 'settings', limit: '' })}>{t('limits.toSettings')}</Button>
      )}
      {exists && again && (
        <Button look={remedy === 'again' ? 'plain' : 'bare'} disabled={busy} onClick={runAgain}>
          {t('common.runAgain')}
        </Button>
      )}
      {chapter !== null && (
        <Button look="bare" onClick={() => go({ name: 'guide', chapter })}>
          {t('guide.more')}
        </Button>
      )}
    </>
  )
}
