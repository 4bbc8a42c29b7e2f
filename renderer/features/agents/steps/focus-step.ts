import { fieldId } from '../field-id.ts'
import type { StepId } from '../../../../shared/model/brand.ts'

/** Puts the focus on what is to be chosen first in a step, once it is drawn. */
export function focusStep(stepId: StepId): void {
  requestAnimationFrame(() => {
    const prefix = CSS.escape(fieldId(stepId, ''))
    const chips = [...document.querySelectorAll<HTMLElement>(`[id^="${prefix}"]`)]
    const chip = chips.find((each) => each.classList.contains('miss')) ?? chips[0]
    chip?.focus()
  })
}

/** Opens the chip of a field, wherever it stands. */
export function openField(stepId: StepId, field: string): void {
  const chip = document.getElementById(fieldId(stepId, field))
  chip?.focus()
  chip?.click()
}
