import { useTranslation } from 'react-i18next'
import { hasEnded, type Run, type RunChange, type StepProgress } from '../../../shared/model/run.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { stepDefinitions } from '../../../shared/steps/step.ts'
import { choiceWords } from '../../parts/choice-words.ts'
import { lastName } from '../../parts/paths.ts'
import { lampOf } from '../../parts/run-state.ts'
import { FileChanges } from './file-changes.tsx'
import { ReusedNote } from './reused-note.tsx'
import { StepResults } from './step-results.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useMoment } from '../../store/moment.ts'
import { Lamp, type LampName } from '../../ui/lamp.tsx'
import { TookOver } from './took-over.tsx'
import { WasAllowed } from './was-allowed.tsx'

/** The steps on their thread with what each has done; under them why the run started and how its state changed. */
export function Thread({ run, changes }: { run: Run; changes: readonly RunChange[] }) {
  const { t } = useTranslation()
  const ended = hasEnded(run.state)
  return (
    <section className="tl scroll" aria-label={t('runs.steps')}>
      <ol>
        {run.steps.map((step) => (
          <StepRow key={step.stepId} step={step} ended={ended} />
        ))}
      </ol>
      <p className="note">
        <Began run={run} />
        <Chosen run={run} />
        {!ended && <span className="block">{t('runs.durable')}</span>}
        <TookOver run={run} />
        <ReusedNote run={run} />
        {run.resumed > 0 && <span className="block">{t('runs.resumed', { count: run.resumed })}</span>}
      </p>
      {changes.length > 0 && <Changes changes={changes} />}
      <StepResults run={run} />
      <FileChanges run={run} />
      <WasAllowed run={run} />
    </section>
  )
}

/** Why it thinks with the model it has. */
function Chosen({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (run.choice === null) return null
  const model = isPractice(run.model) ? t('common.practice') : run.modelLabel
  return <span className="block">{choiceWords(run.choice, model, t, format.money)}</span>
}

function StepRow({ step, ended }: { step: StepProgress; ended: boolean }) {
  const { t } = useTranslation()
  const look = step.state === 'running' ? 'now' : step.state === 'planned' ? 'todo-step' : ''
  const lamp = lampOfStep(step, ended)
  return (
    <li className={look}>
      <Lamp name={lamp} label={t(`runs.stepState.${lamp}`)} />
      <b>{t(`steps.${step.kind}.name`)}</b>
      <small className="num">
        <Count step={step} />
      </small>
      {step.state === 'running' && !ended && step.item !== null && (
        <small className="cut" title={step.item}>
          {lastName(step.item)}
        </small>
      )}
      {step.state === 'running' && !ended && step.part !== null && (
        <small className="num">{t('runs.part', step.part)}</small>
      )}
    </li>
  )
}

function Count({ step }: { step: StepProgress }) {
  const { t } = useTranslation()
  const format = useFormat()
  if (step.state === 'planned') return null
  const { unit } = stepDefinitions[step.kind]
  const took = step.startedAt !== null && step.endedAt !== null ? format.duration(step.endedAt - step.startedAt) : ''
  const amount =
    step.total === null || step.done === step.total
      ? t(`units.did.${unit}`, { count: step.done, number: format.count(step.done) })
      : t(`units.progress.${unit}`, {
          done: format.count(step.done),
          total: format.count(step.total),
          count: step.total,
        })
  return took === '' ? amount : t('runs.amountAndTime', { amount, took })
}

function lampOfStep(step: StepProgress, ended: boolean): LampName {
  switch (step.state) {
    case 'planned':
      return 'next'
    case 'running':
      return ended ? 'paused' : 'running'
    case 'done':
      return 'done'
    case 'failed':
      return 'failed'
  }
}

function Began({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const when = format.dayAndClock(run.startedAt ?? run.createdAt, now)
  if (run.startedBy.kind === 'hand') return t('runs.byHand', { when })
  return t('runs.bySchedule', { when, due: format.clock(run.startedBy.dueAt) })
}

function Changes({ changes }: { changes: readonly RunChange[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <details>
      <summary className="small quiet">{t('runs.timeline')}</summary>
      <dl className="when num">
        {changes.map((change, index) => (
          // A run's changes are only ever added to.
          <div key={`${index} ${change.at}`} className="contents">
            <dt>
              {t(lampOf(change.state).text)}
              <small>{t(`runs.cause.${change.cause}`)}</small>
            </dt>
            <dd>{format.clock(change.at)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
