import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { LimitFacts } from '../../parts/limit-facts.tsx'
import { RemedyButtons } from '../../parts/remedy.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { WaitingCard } from '../../parts/waiting-card.tsx'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { needsOwner } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'

/** Failed runs of today and runs that wait for the owner, each with what it means and what to do. */
export function NeedsYou() {
  const { t } = useTranslation()
  const runs = useMirrorMembers(needsOwner)
  if (runs.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.needs.title')} <span className="n num">{runs.length}</span>
      </h2>
      {runs.map((run) => (
        <NeedCard key={run.id} run={run} />
      ))}
    </section>
  )
}

function NeedCard({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
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
  return (
    <WaitingCard run={run} when={when}>
      {look}
    </WaitingCard>
  )
}
