import type { TFunction } from 'i18next'
import type { Step } from '../../../../shared/steps/step.ts'

/** The sentence of a step as it is set: one that has two ways to say what it does says only the one that is chosen. */
export function shownFields(step: Step, t: TFunction): string {
  if (step.kind === 'writeTable' || step.kind === 'writeDocument') {
    return t(`steps.${step.kind}.${step.mode === 'new' ? 'sentenceNew' : 'sentenceAppend'}`)
  }
  return t(`steps.${step.kind}.sentence`)
}
