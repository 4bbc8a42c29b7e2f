import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Run } from '../../shared/model/run.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { go } from '../store/place.ts'
import { Button } from '../ui/button.tsx'
import { Lamp } from '../ui/lamp.tsx'
import { useAction } from './use-action.ts'

/** A run that goes on only after something happened: what it waits for, what that means, and where to see to it. */
export function WaitingCard({
  run,
  when,
  level: Heading = 'h3',
  children,
}: {
  run: Run
  when: string
  level?: 'h2' | 'h3'
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const ownLimits = useMirror((mirror) => (mirror.agents[run.agentId]?.budgets.length ?? 0) > 0)
  if (run.state.name !== 'waiting') return null
  const waitsFor = run.state.for
  return (
    <article className="ask">
      <Lamp name="waiting" label={t(`common.waiting.${waitsFor}`)} />
      <Heading>{t(`today.waits.${waitsFor}`, { agent: run.agentName })}</Heading>
      <span className="by">{when}</span>
      <p>{t(`today.waitsMeaning.${waitsFor}`)}</p>
      <div className="row">
        {waitsFor === 'keyring' && <Unlock />}
        {waitsFor === 'budget' && (
          <Button
            onClick={() =>
              go(ownLimits ? { name: 'agent', agentId: run.agentId, limit: '' } : { name: 'settings', limit: '' })
            }
          >
            {t('limits.change')}
          </Button>
        )}
        {children}
      </div>
    </article>
  )
}

function Unlock() {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const missing = useMirror((mirror) => mirror.system.keyring === 'missing')
  if (missing) return <Button onClick={() => go({ name: 'models' })}>{t('common.toModels')}</Button>
  return (
    <Button
      disabled={busy}
      onClick={() =>
        act(async () => {
          const { keyring } = await send('keyring.unlock', {})
          if (keyring !== 'available') throw new CodedError('keyring.locked')
        })
      }
    >
      {t('common.unlock')}
    </Button>
  )
}
