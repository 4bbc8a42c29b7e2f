import { CodedError } from '../../../shared/contract/errors.ts'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { checkTrigger } from '../../../shared/rules/recurrence/check-trigger.ts'

/**
 * Throws CodedError `request.invalid` for doubled ids, and `schedule.*` for a time that cannot be. A half-built task may be kept; what
 * it still lacks keeps it from running, see `shared/rules/task-check.ts`.
 */
export function checkDraft(draft: AgentDraft): void {
  const steps = new Set(draft.steps.map((step) => step.id))
  if (steps.size !== draft.steps.length) refuse('steps: an id is used twice')
  const triggers = new Set(draft.triggers.map((trigger) => trigger.id))
  if (triggers.size !== draft.triggers.length) refuse('triggers: an id is used twice')
  for (const trigger of draft.triggers) checkTrigger(trigger)
}

function refuse(detail: string): never {
  throw new CodedError('request.invalid', {}, detail)
}
