import type { Agent } from '../../../shared/model/agent.ts'
import type { StepId } from '../../../shared/model/brand.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import type { CoveredAct, StandingYes } from '../../../shared/model/standing-yes.ts'
import { mayGoUnasked, mustBeSeen } from '../../../shared/rules/exposure.ts'
import { coverOf, isCovered } from '../../../shared/rules/standing-yes.ts'

/**
 * Whether an act must be put to the owner, by the steps they saved and what they agreed to before. Where their own data, text from
 * elsewhere and a way out have met, no earlier word counts.
 */
export function judgeAct(
  act: PlannedAct | null,
  stepId: StepId,
  { steps }: Pick<Agent, 'steps'>,
  yeses: () => readonly StandingYes[],
): {
  meets: boolean
  /** What a yes for always would cover; null where none can be given. */
  standing: CoveredAct | null
  isAgreed: boolean
} {
  const step = steps.find(({ id }) => id === stepId)
  if (act === null || step === undefined) return { meets: false, standing: null, isAgreed: false }
  if (mustBeSeen(steps, step, act)) return { meets: true, standing: null, isAgreed: false }
  const isAgreed = mayGoUnasked(step) || yeses().some(({ covers }) => isCovered(act, covers, step))
  return { meets: false, standing: coverOf(act, step), isAgreed }
}
