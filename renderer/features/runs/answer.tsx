import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Segment } from '../../../shared/contract/mirror.ts'
import { hasEnded, isPutOff, type Run } from '../../../shared/model/run.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { ApprovalCard } from '../../parts/approval-card.tsx'
import { DeliverableCard } from '../../parts/deliverable-card.tsx'
import { DeliverablePreview } from '../../parts/deliverable-preview.tsx'
import { offPeakText } from '../../parts/off-peak-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { LimitFacts } from '../../parts/limit-facts.tsx'
import { LeftOutList } from '../../parts/left-out.tsx'
import { RemedyButtons } from '../../parts/remedy.tsx'
import { WaitingCard } from '../../parts/waiting-card.tsx'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { approvalOf, waitsForOwner } from '../../store/selectors.ts'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Segments } from './segments.tsx'

/** What the run writes while it works; what it left behind, or what went wrong, once it has ended. */
export function Answer({ run, segments }: { run: Run; segments: readonly Segment[] }) {
  const { t } = useTranslation()
  const ended = hasEnded(run.state)
  const scroller = useFollowing(!ended, segments)
  return (
    <section ref={scroller} className="answer scroll" tabIndex={0} aria-label={t('runs.answer')}>
      {isPractice(run.model) && <PracticeNote />}
      <GivenNote run={run} />
      {ended ? <Ended run={run} segments={segments} /> : <Live run={run} segments={segments} />}
    </section>
  )
}

/** What its owner gave it in place of what it reads by itself. */
function GivenNote({ run: { given } }: { run: Run }) {
  const { t } = useTranslation()
  if (given === null) return null
  if (given.kind === 'remark') return <p className="note">{t('value.remark.said', { remark: given.text })}</p>
  if (given.kind === 'clipboard') return <p className="note">{t('agents.runOn.text')}</p>
  const names = given.names.slice(0, 5).join(t('agents.listComma'))
  return <p className="note">{t('agents.runOn.files', { count: given.names.length, names })}</p>
}

/** What comes before the first words: it reads, or it waits for cheaper hours. */
function NotYet({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  if (!isPutOff(run) || run.offPeak === null) return <p className="quiet">{t('runs.notYetWriting')}</p>
  return <p>{offPeakText(run.offPeak, run.createdAt, now, format, t)}</p>
}

function Live({ run, segments }: { run: Run; segments: readonly Segment[] }) {
  const { t } = useTranslation()
  const target = run.steps.find((step) => step.kind === 'writeDocument')
  const approval = useMirror((mirror) => approvalOf(mirror, run.id))
  return (
    <>
      {segments.length === 0 ? (
        <NotYet run={run} />
      ) : (
        <Segments segments={segments} writing={run.state.name === 'running'} />
      )}
      {run.state.name === 'waiting' && waitsForOwner(run) && (
        <div className="mt-5">
          {approval === undefined ? (
            <WaitingCard run={run} when="" level="h2" />
          ) : (
            <ApprovalCard approval={approval} level="h2" shown />
          )}
        </div>
      )}
      {run.deliverables.map((deliverable) => (
        <DeliverableCard key={deliverable.id} deliverable={deliverable} />
      ))}
      {target !== undefined && run.deliverables.length === 0 && (
        <div className="leaf">
          <Icon name="text" />
          <div>
            <b className="strong">{t('runs.deliverable.coming')}</b>
            <span className="quiet small block">
              {t('runs.deliverable.comingWhen', { step: run.steps.indexOf(target) + 1 })}
            </span>
          </div>
        </div>
      )}
      <LeftOutList run={run} />
    </>
  )
}

function Ended({ run, segments }: { run: Run; segments: readonly Segment[] }) {
  const { t } = useTranslation()
  const [first] = run.deliverables
  const { state } = run
  return (
    <>
      {(state.name === 'failed' || state.name === 'skipped') && (
        <div className="mb-5">
          <ErrorCard error={state.error} facts={<LimitFacts error={state.error} />}>
            <RemedyButtons error={state.error} agentId={run.agentId} again={false} />
          </ErrorCard>
        </div>
      )}
      {state.name === 'stopped' && <p className="soft mb-4">{t('runs.stoppedMeaning')}</p>}
      {state.name === 'succeeded' && state.outcome === 'nothingToDo' && (
        <p className="soft mb-4">{t('runs.nothingToDoMeaning')}</p>
      )}
      {run.deliverables.map((deliverable) => (
        <DeliverableCard key={deliverable.id} deliverable={deliverable} />
      ))}
      <LeftOutList run={run} />
      {first !== undefined && (
        <div className="mt-5">
          <DeliverablePreview deliverableId={first.id} />
        </div>
      )}
      {segments.length > 0 && (
        <details className="mt-5" open={first === undefined}>
          <summary className="small quiet">{t('runs.alongTheWay')}</summary>
          <div className="mt-3">
            <Segments segments={segments} writing={false} />
          </div>
        </details>
      )}
    </>
  )
}

function PracticeNote() {
  const { t } = useTranslation()
  return (
    <p className="practice-note">
      <Icon name="practice" small />
      <span>
        <b className="font-label">{t('common.practice')}.</b> {t('common.practiceMeaning')}
      </span>
    </p>
  )
}

/** Keeps the newest words in view while they come, unless the owner has scrolled away from them. */
function useFollowing(following: boolean, changed: unknown) {
  const scroller = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const note = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => element.removeEventListener('scroll', note)
  }, [])
  useEffect(() => {
    const element = scroller.current
    if (following && atEnd.current && element !== null) element.scrollTop = element.scrollHeight
  }, [following, changed])
  return scroller
}
