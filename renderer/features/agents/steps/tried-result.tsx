import { useTranslation } from 'react-i18next'
import type { AgentId, StepId } from '../../../../shared/model/brand.ts'
import { ShownResultTable } from '../../../parts/shown-result.tsx'
import { useMirror } from '../../../store/mirror.ts'
import { Lamp, type LampName } from '../../../ui/lamp.tsx'

/** What a step gave, or would do, when its agent was tried; under its sentence. */
export function TriedResult({ agentId, stepId }: { agentId: AgentId; stepId: StepId }) {
  const { t } = useTranslation()
  const tried = useMirror((mirror) => mirror.trials[agentId]?.steps.find((step) => step.stepId === stepId))
  if (tried === undefined || tried.state === 'planned') return null
  const { state, result } = tried
  return (
    <div className="result">
      <p className="cap">
        <Lamp name={lamps[state]} />
        <span>{t(`agents.trial.step.${state}`, { count: result?.count ?? 0 })}</span>
      </p>
      {result !== null && result.count > 0 && <ShownResultTable result={result} />}
    </div>
  )
}

const lamps: Readonly<Record<'running' | 'done' | 'shown' | 'left' | 'failed', LampName>> = {
  running: 'running',
  done: 'done',
  shown: 'doubt',
  left: 'next',
  failed: 'failed',
}
