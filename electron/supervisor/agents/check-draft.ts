import { CodedError } from '../../../shared/contract/errors.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { checkTrigger } from '../../../shared/rules/recurrence/check-trigger.ts'

/**
 * Throws CodedError `request.invalid` for a task that cannot be followed: doubled ids, or a step that uses a later one, and
 * `schedule.*` for a time that cannot be.
 */
export function checkDraft(draft: AgentDraft): void {
  const earlier = new Set<string>()
  for (const [index, step] of draft.steps.entries()) {
    if (earlier.has(step.id)) refuse(`steps.${index}.id: used twice`)
    if ('from' in step && step.from !== null && !earlier.has(step.from))
      refuse(`steps.${index}.from: no earlier step ${step.from}`)
    earlier.add(step.id)
  }
  const triggers = new Set(draft.triggers.map((trigger) => trigger.id))
  if (triggers.size !== draft.triggers.length) refuse('triggers: an id is used twice')
  for (const trigger of draft.triggers) checkTrigger(trigger)
}

function refuse(detail: string): never {
  throw new CodedError('request.invalid', {}, detail)
}
