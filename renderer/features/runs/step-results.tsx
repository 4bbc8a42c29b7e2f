import { useTranslation } from 'react-i18next'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { send } from '../../bridge/client.ts'
import { ShownResultTable } from '../../parts/shown-result.tsx'
import { useReply } from '../../parts/use-reply.ts'

/** What each step gave, folded; looked for again with each step that is done. */
export function StepResults({ run }: { run: Run }) {
  const { t } = useTranslation()
  const done = run.steps.filter(({ state }) => state === 'done').length
  const reply = useReply(() => send('runs.results', { runId: run.id }), `${run.id} ${done} ${hasEnded(run.state)}`)
  const results = (reply.kind === 'arrived' ? reply.value.results : []).filter(({ count }) => count > 0)
  if (results.length === 0) return null
  return (
    <details>
      <summary className="small quiet">{t('runs.gave.title')}</summary>
      {results.map((result) => {
        const step = run.steps.findIndex(({ stepId }) => stepId === result.stepId)
        const kind = run.steps[step]?.kind
        if (kind === undefined) return null
        return (
          <details key={result.stepId} className="shown-result">
            <summary className="small">
              {t('agents.stepNamed', { number: step + 1, name: t(`steps.${kind}.name`) })}
            </summary>
            <ShownResultTable result={result} />
          </details>
        )
      })}
    </details>
  )
}
