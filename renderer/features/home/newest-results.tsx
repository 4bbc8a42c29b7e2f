import { useTranslation } from 'react-i18next'
import { useFormat } from '../../parts/use-format.ts'
import { useMirrorMembers } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { newestResults } from '../../store/selectors.ts'

const shownAtMost = 4

/** What agents left behind last. */
export function NewestResults() {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const runs = useMirrorMembers((mirror) => newestResults(mirror, shownAtMost))
  if (runs.length === 0) return null
  return (
    <section className="sec">
      <h2 className="sec-h">
        {t('today.results.title')}
        <button type="button" className="link more" onClick={() => go({ name: 'results', runId: null })}>
          {t('today.results.all')}
        </button>
      </h2>
      <ul className="rows">
        {runs.map((run) => (
          <li key={run.id} className="soon">
            <span className="t num">{format.clock(run.endedAt ?? run.createdAt)}</span>
            <span className="who">
              <button type="button" className="open cut" onClick={() => go({ name: 'results', runId: run.id })}>
                {run.deliverables[0]?.title}
              </button>
              <small>
                {run.agentName}, {format.day(run.endedAt ?? run.createdAt, now)}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
