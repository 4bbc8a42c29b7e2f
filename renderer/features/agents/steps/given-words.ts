import { useTranslation } from 'react-i18next'
import type { StepId } from '../../../../shared/model/brand.ts'
import { givenNoun } from '../../../../shared/rules/given-noun.ts'
import { useStepSurroundings } from './step-surroundings.ts'

/**
 * What an earlier step hands on, in words: `the rows`, and where it is not the step right before, `the rows of step 2`. Null for a step
 * that is not there.
 */
export function useGivenWords(): (source: string | null, user: StepId) => string | null {
  const { t } = useTranslation()
  const {
    draft: { steps },
  } = useStepSurroundings()
  return (source, user) => {
    const at = steps.findIndex(({ id }) => id === source)
    const step = steps[at]
    if (step === undefined) return null
    const what = t(`agents.gives.${givenNoun(steps, step)}`)
    const isBefore = steps[at + 1]?.id === user
    return isBefore ? t('agents.givesThose', { what }) : t('agents.givesOf', { what, number: at + 1 })
  }
}
