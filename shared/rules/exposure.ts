import { exposureOf, type Step } from '../steps/step.ts'

/**
 * Whether in a run of these steps the owner's own data, text somebody else may have written, and a way out have met by the time this
 * step acts. Then nothing may leave unseen, whatever the model, the prompt or a standing yes says: a text that gives orders could
 * otherwise have the data sent to whoever wrote it.
 */
export function meetsOutside(steps: readonly Step[], step: Step): boolean {
  if (!exposureOf(step).out) return false
  const upTo = steps.slice(0, steps.findIndex(({ id }) => id === step.id) + 1).map(exposureOf)
  return upTo.some((each) => each.private) && upTo.some((each) => each.untrusted)
}
