import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { ApprovalCard } from '../../parts/approval-card.tsx'
import { LimitFacts } from '../../parts/limit-facts.tsx'
import { RemedyButtons } from '../../parts/remedy.tsx'
import { StandingCard } from '../../parts/standing-card.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { WaitingCard } from '../../parts/waiting-card.tsx'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { approvalOf, heldAgents, needsOwner } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'

/** Failed runs of today and runs that wait for the owner, each with what it means and what to do. */
export function NeedsYou() {
  const { t } = useTranslation()
  const runs = useMirrorMembers(needsOwner)
  const held = useMirrorMembers(heldAgents)
  const count = runs.length + held.length
  if (count === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.needs.title')} <span className="n num">{count}</span>
      </h2>
      {runs.map((run) => (
        <NeedCard key={run.id} run={run} />
      ))}
      {held.map((agent) => (
        <StandingCard key={agent.id} agent={agent} open />
      ))}
    </section>
  )
}

function NeedCard({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const approval = useMirror((mirror) => approvalOf(mirror, run.id))
  const when = format.ago(run.endedAt ?? run.createdAt, now)
  const look = (
    <Button look="bare" onClick={() => go({ name: 'run', runId: run.id })}>
      {t('today.needs.look')}
    </Button>
  )
  if (run.state.name === 'failed') {
    return (
      <ErrorCard
        level="h3"
        error={run.state.error}
        who={run.agentName}
        when={when}
        facts={<LimitFacts error={run.state.error} />}
      >
        <RemedyButtons error={run.state.error} agentId={run.agentId} />
        {look}
      </ErrorCard>
    )
  }
  if (approval !== undefined) return <ApprovalCard approval={approval} />
  return (
    <WaitingCard run={run} when={when}>
      {look}
    </WaitingCard>
  )
}
