import { useTranslation } from 'react-i18next'
import type { RunId } from '../../../shared/model/brand.ts'
import { goInPlace } from '../../store/place.ts'
import { Empty } from '../../ui/states.tsx'
import { SampleButton } from './sample-button.tsx'
import { ResultsList } from './results-list.tsx'
import { ResultPane } from './result-pane.tsx'
import { useRunHistory } from './use-run-history.ts'

/** Every run, newest first, and what the chosen one left behind. */
export function Results({ runId }: { runId: RunId | null }) {
  const { t } = useTranslation()
  const history = useRunHistory()
  const [newest] = history.runs
  const first = history.runs.find((run) => run.deliverables.length > 0) ?? newest
  const selected = runId === null ? first : history.runs.find((run) => run.id === runId)
  if (history.runs.length === 0 && history.agentId === null && history.state === 'all') {
    return (
      <div className="inner">
        <h1 className="title">{t('runs.results')}</h1>
        <div className="sec">
          <Empty icon="results" title={t('runs.empty.title')} action={<SampleButton />}>
            {t('runs.empty.meaning')}
          </Empty>
        </div>
      </div>
    )
  }
  return (
    <div className="split">
      <ResultsList
        history={history}
        selected={selected?.id ?? runId}
        onSelect={(chosen) => goInPlace({ name: 'results', runId: chosen })}
      />
      <ResultPane run={selected} runId={runId} />
    </div>
  )
}
