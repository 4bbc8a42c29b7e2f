import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunId } from '../../../shared/model/brand.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { DeliverableActions, DeliverableCard } from '../../parts/deliverable-card.tsx'
import { DeliverablePreview } from '../../parts/deliverable-preview.tsx'
import { LimitFacts } from '../../parts/limit-facts.tsx'
import { LeftOutList } from '../../parts/left-out.tsx'
import { LiveMoney } from '../../parts/money.tsx'
import { RemedyButtons } from '../../parts/remedy.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { choiceWords } from '../../parts/choice-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMark } from '../../parts/use-mark.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Loading } from '../../ui/states.tsx'
import { tellError } from '../../store/news.ts'
import { Worth } from './worth.tsx'

/** What one run left behind, or why it left nothing. A run that is not in the list yet is fetched by its id. */
export function ResultPane({ run, runId }: { run: Run | undefined; runId: RunId | null }) {
  if (run !== undefined) return <Pane key={run.id} run={run} />
  if (runId !== null) return <Fetched runId={runId} />
  return <article className="read scroll" />
}

function Fetched({ runId }: { runId: RunId }) {
  const { t } = useTranslation()
  const reply = useReply(() => send('runs.read', { runId }), runId)
  if (reply.kind === 'arrived') return <Pane run={reply.value.run} />
  return (
    <article className="read scroll" tabIndex={0}>
      {reply.kind === 'failed' ? <ErrorCard error={reply.error} /> : <Loading awaited={t('runs.reading')} />}
    </article>
  )
}

function Pane({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const [deliverable] = run.deliverables
  const mark = useMark(run.id)
  const isUnread = mark !== null && mark.readAt === null
  useEffect(() => {
    if (isUnread) send('results.mark', { runId: run.id, read: true }).catch(tellError)
  }, [isUnread, run.id])
  const when = format.dayAndClock(run.endedAt ?? run.createdAt, now)
  return (
    <article className="read scroll" tabIndex={0}>
      <div className="head" style={{ alignItems: 'center' }}>
        <div className="min-w-0">
          <p className="over">{t('runs.fromAgent', { agent: run.agentName, when })}</p>
          <h2 className="title">{deliverable?.title ?? t(lampOf(run.state).text)}</h2>
        </div>
        <div className="acts">
          {deliverable !== undefined && <DeliverableActions deliverable={deliverable} go={false} />}
          <Button
            look={deliverable === undefined ? 'plain' : 'bare'}
            onClick={() => go({ name: 'run', runId: run.id })}
          >
            {t('runs.seeRun')}
          </Button>
        </div>
      </div>
      <Facts run={run} />
      {(run.state.name === 'failed' || run.state.name === 'skipped') && (
        <ErrorCard level="h3" error={run.state.error} facts={<LimitFacts error={run.state.error} />}>
          <RemedyButtons error={run.state.error} agentId={run.agentId} />
        </ErrorCard>
      )}
      {!hasEnded(run.state) && <p className="soft">{t('runs.stillWorking')}</p>}
      {run.state.name === 'stopped' && <p className="soft">{t('runs.stoppedMeaning')}</p>}
      {deliverable !== undefined && <DeliverablePreview deliverableId={deliverable.id} />}
      {run.deliverables.slice(1).map((other) => (
        <DeliverableCard key={other.id} deliverable={other} />
      ))}
      {mark !== null && deliverable !== undefined && <Worth run={run} mark={mark} />}
      <LeftOutList run={run} />
    </article>
  )
}

/** The run in numbers: what was read, what was left out, what it cost, how long it took, and by which model. */
function Facts({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const read = run.steps.find((step) => step.kind === 'readFolder')
  const leftOut = run.leftOut.length + run.leftOutMore
  const took = run.startedAt !== null && run.endedAt !== null ? format.duration(run.endedAt - run.startedAt) : ''
  return (
    <div className="facts num">
      {read !== undefined && read.done > 0 && (
        <span>{t('runs.facts.read', { count: read.done, number: format.count(read.done) })}</span>
      )}
      {leftOut > 0 && <span>{t('runs.facts.leftOut', { count: leftOut })}</span>}
      <span>
        <b>
          <LiveMoney usage={run.usage} />
        </b>
      </span>
      {took !== '' && <span>{took}</span>}
      <span>{isPractice(run.model) ? t('common.practice') : run.modelLabel}</span>
      {run.choice?.kind === 'routed' && (
        <span className="w-full">{choiceWords(run.choice, run.modelLabel, t, format.money)}</span>
      )}
    </div>
  )
}
