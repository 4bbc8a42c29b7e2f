import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepId } from '../../../../shared/model/brand.ts'
import { settleDoubt, useDoubts } from '../../../store/wishes.ts'
import { useStepSurroundings } from '../steps/step-surroundings.ts'

/** Marks a chip whose value a model chose and was not sure of; opening it is the look that was wanted. */
export function Doubted({ stepId, field, children }: { stepId: StepId; field: string; children: ReactNode }) {
  const { t } = useTranslation()
  const { agentId } = useStepSurroundings()
  const isDoubted = useDoubts(agentId).some((doubt) => doubt.stepId === stepId && doubt.field === field)
  if (!isDoubted) return children
  return (
    <span className="doubted" onClickCapture={() => settleDoubt(agentId, stepId, field)}>
      {children}
      <span aria-hidden="true">?</span>
      <span className="sr-only">{t('say.marked')}</span>
    </span>
  )
}
