import type { PlannedAct } from '../model/planned-act.ts'
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

/**
 * Whether this very act has to be seen by the owner before it is done, whatever they agreed to before: something would leave, and all
 * three have met. A command that is the owner's own, word for word, holds nothing from elsewhere as long as nothing came from elsewhere.
 */
export function mustBeSeen(steps: readonly Step[], step: Step, act: PlannedAct): boolean {
  if (!letsOut(act) || !meetsOutside(steps, step)) return false
  return !isOwnCommand(step, act) || earlierThan(steps, step).some((each) => exposureOf(each).untrusted)
}

/** Whether the owner said of this step that it need not ask. Where the act must be seen it asks all the same. */
export function mayGoUnasked(step: Step): boolean {
  return 'asks' in step && step.asks === 'never'
}

function letsOut(act: PlannedAct): boolean {
  switch (act.kind) {
    case 'files':
    case 'rows':
      return false
    case 'mail':
      return act.mode === 'send'
    case 'message':
    case 'command':
    case 'tool':
    case 'page':
      return true
  }
}

function isOwnCommand(step: Step, act: PlannedAct): boolean {
  if (step.kind !== 'runProgram' || act.kind !== 'command' || step.program === null) return false
  const { path, arguments: own } = step.program
  return path === act.program && step.folder === act.folder && JSON.stringify(own) === JSON.stringify(act.arguments)
}

function earlierThan(steps: readonly Step[], step: Step): readonly Step[] {
  return steps.slice(
    0,
    steps.findIndex(({ id }) => id === step.id),
  )
}
