import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { totalTokens } from '../../../shared/model/usage.ts'
import { send } from '../../bridge/client.ts'
import { LiveMoney } from '../../parts/money.tsx'
import { lastName } from '../../parts/paths.ts'
import { progressOf } from '../../parts/progress.ts'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { lastWords, workingRuns } from '../../store/selectors.ts'
import { IconButton } from '../../ui/button.tsx'
import { Bar, useTicking } from '../../ui/figures.tsx'

/** Every live run in a row of fixed columns, so that nothing shifts while it ticks. */
export function WorkingNow() {
  const { t } = useTranslation()
  const runs = useMirrorMembers(workingRuns)
  if (runs.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.working.title')} <span className="n num">{runs.length}</span>
      </h2>
      <ul className="rows">
        {runs.map((run) => (
          <WorkingRow key={run.id} run={run} />
        ))}
      </ul>
    </section>
  )
}

function WorkingRow({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { act } = useAction()
  const usage = useTicking(run.usage)
  const progress = progressOf(run)
  const amounts = (done: number, total: number) => ({
    done: format.count(done),
    total: format.count(total),
    count: total,
  })
  return (
    <li className="runrow">
      <RunLamp state={run.state} />
      <div className="who">
        <button type="button" className="open cut" onClick={() => go({ name: 'run', runId: run.id })}>
          {run.agentName}
        </button>
        <LastWords run={run} />
      </div>
      <div className="meter num">
        {progress.total === null ? (
          t('today.working.starting')
        ) : (
          <>
            <span className="wide">{t(`units.progress.${progress.unit}`, amounts(progress.done, progress.total))}</span>
            <span className="narrow">{t('units.progress.short', amounts(progress.done, progress.total))}</span>
          </>
        )}
        <Bar thin parts={[{ kind: 'work', share: progress.share }]} />
      </div>
      <div className="cash">
        <LiveMoney usage={usage} />
        <small className="num">{totalTokens(usage.tokens) === 0 ? '' : format.tokens(usage)}</small>
      </div>
      <IconButton
        icon="stop"
        small
        label={t('today.working.stop', { agent: run.agentName })}
        disabled={run.state.name === 'stopping'}
        onClick={() =>
          act(async () => {
            await send('runs.stop', { runId: run.id })
          })
        }
      />
    </li>
  )
}

/** The last words it wrote; before the first, what it reads. */
function LastWords({ run }: { run: Run }) {
  const { t } = useTranslation()
  const words = useTicking(useMirror((mirror) => lastWords(mirror, run.id)))
  const step = run.steps.find((each) => each.state === 'running')
  if (words !== '' && step?.kind !== 'readFolder') {
    return (
      <span className="say tail">
        <bdi dir="ltr">
          {words}
          <i className="caret" aria-hidden="true" />
        </bdi>
      </span>
    )
  }
  const item = step?.item ?? null
  return (
    <span className="say">
      {item === null ? t('today.working.soon') : t('today.working.reading', { item: lastName(item) })}
    </span>
  )
}
