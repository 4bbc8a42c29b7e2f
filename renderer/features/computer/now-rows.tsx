import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { LiveMoney } from '../../parts/money.tsx'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { liveRuns } from '../../store/selectors.ts'
import { useTicking } from '../../ui/figures.tsx'

/** Every run that has not ended: what it does or waits for, and since when. */
export function NowRows() {
  const { t } = useTranslation()
  const runs = useMirrorMembers(liveRuns)
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('computer.now.title')} {runs.length > 0 && <span className="n num">{runs.length}</span>}
      </h2>
      {runs.length === 0 ? (
        <p className="soft">{t('computer.now.resting')}</p>
      ) : (
        <ul className="rows">
          {runs.map((run) => (
            <NowRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </section>
  )
}

function NowRow({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const usage = useTicking(run.usage)
  const isQueued = run.state.name === 'queued'
  return (
    <li className="agentrow">
      <RunLamp state={run.state} />
      <div className="who">
        <button type="button" className="open cut" onClick={() => go({ name: 'run', runId: run.id })}>
          {run.agentName}
        </button>
        <span className="say">{isQueued ? t('computer.now.inLine') : t(lampOf(run.state).text)}</span>
      </div>
      <span className="meter num">
        {t('computer.now.since', { when: format.dayAndClock(run.startedAt ?? run.createdAt, now) })}
      </span>
      <span className="cash">
        <LiveMoney usage={usage} />
      </span>
    </li>
  )
}
