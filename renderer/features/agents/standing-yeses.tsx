import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentId, StandingYesId } from '../../../shared/model/brand.ts'
import type { CoveredAct } from '../../../shared/model/standing-yes.ts'
import { send } from '../../bridge/client.ts'
import { lastName } from '../../parts/paths.ts'
import { useAction } from '../../parts/use-action.ts'
import { useReply } from '../../parts/use-reply.ts'
import { Button } from '../../ui/button.tsx'

/** What the owner agreed to once and for all, each to be taken back; nothing while there is none. */
export function StandingYeses({ agentId }: { agentId: AgentId }) {
  const { t } = useTranslation()
  const [revoked, setRevoked] = useState<readonly StandingYesId[]>([])
  const { busy, act } = useAction()
  const reply = useReply(() => send('approvals.standing', { agentId }), agentId)
  const standing = reply.kind === 'arrived' ? reply.value.standing.filter(({ id }) => !revoked.includes(id)) : []
  if (standing.length === 0) return null
  const revoke = (id: StandingYesId) =>
    act(async () => {
      await send('approvals.revoke', { id })
      setRevoked([...revoked, id])
    })
  return (
    <section>
      <h2>{t('approvals.standing.title')}</h2>
      {standing.map(({ id, covers }) => (
        <div key={id} className="todo">
          <span>{t(`approvals.standing.${covers.kind}`, { what: destinationOf(covers) })}</span>
          <Button look="bare" disabled={busy} onClick={() => revoke(id)}>
            {t('approvals.standing.revoke')}
          </Button>
        </div>
      ))}
    </section>
  )
}

function destinationOf(covers: CoveredAct): string {
  switch (covers.kind) {
    case 'mail':
      return covers.to.join(', ')
    case 'message':
      return covers.to
    case 'files':
      return covers.folders.map(lastName).join(', ')
    case 'rows':
      return lastName(covers.file)
    case 'command':
      return [lastName(covers.program), ...covers.arguments].join(' ')
    case 'tool':
      return `${covers.server}: ${covers.tool}`
    case 'page':
      return covers.host
  }
}
