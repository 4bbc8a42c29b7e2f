import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunId } from '../../../shared/model/brand.ts'
import { hasEnded, type Run, type RunChange } from '../../../shared/model/run.ts'
import type { Segment } from '../../../shared/contract/mirror.ts'
import { send } from '../../bridge/client.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Loading } from '../../ui/states.tsx'
import { Answer } from './answer.tsx'
import { Gauges } from './gauges.tsx'
import { RunHead } from './run-head.tsx'
import { Thread } from './thread.tsx'

const noSegments: readonly Segment[] = []
const noChanges: readonly RunChange[] = []

/** One run: its steps, the text it writes or wrote, what it leaves behind, and its meters. */
export function RunView({ runId }: { runId: RunId }) {
  const { t } = useTranslation()
  const mirrored = useMirror((mirror) => mirror.runs[runId])
  const live = useMirror((mirror) => mirror.live[runId]?.segments)
  const reply = useReply(() => send('runs.read', { runId }), `${runId} ${mirrored?.state.name} ${mirrored?.resumed}`)
  const read = reply.kind === 'arrived' ? reply.value : null
  const run = mirrored ?? read?.run
  if (run === undefined) {
    return (
      <div className="inner">
        {reply.kind === 'failed' ? (
          <ErrorCard error={reply.error}>
            <Button onClick={() => go({ name: 'results', runId: null })}>{t('runs.toResults')}</Button>
          </ErrorCard>
        ) : (
          <Loading awaited={t('runs.reading')} />
        )}
      </div>
    )
  }
  return <Loaded run={run} changes={read?.changes ?? noChanges} segments={live ?? read?.segments ?? noSegments} />
}

/** Words come with every picture; what stands around them changes with the run alone. */
const Head = memo(RunHead)
const Steps = memo(Thread)
const Meters = memo(Gauges)

function Loaded({ run, changes, segments }: { run: Run; changes: readonly RunChange[]; segments: readonly Segment[] }) {
  return (
    <div className={hasEnded(run.state) ? 'live ended' : 'live'}>
      <Head run={run} />
      <Steps run={run} changes={changes} />
      <Answer run={run} segments={segments} />
      <Meters run={run} />
    </div>
  )
}
