import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { RemedyButtons } from '../../parts/remedy.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { needsOwner } from '../../store/selectors.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Lamp } from '../../ui/lamp.tsx'

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
      <ErrorCard level="h3" error={run.state.error} who={run.agentName} when={when}>
        <RemedyButtons code={run.state.error.code} agentId={run.agentId} />
        {look}
      </ErrorCard>
    )
  }
  if (run.state.name !== 'waiting') return null
  return (
    <article className="ask">
      <Lamp name="waiting" label={t(`common.waiting.${run.state.for}`)} />
      <h3>{t(`today.waits.${run.state.for}`, { agent: run.agentName })}</h3>
      <span className="by">{when}</span>
      <p>{t(`today.waitsMeaning.${run.state.for}`)}</p>
      <div className="row">
        {run.state.for === 'keyring' && <Button onClick={() => go({ name: 'models' })}>{t('common.toModels')}</Button>}
        {look}
      </div>
    </article>
  )
}
