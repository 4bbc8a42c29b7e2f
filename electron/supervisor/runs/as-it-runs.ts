import { CodedError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { activeSteps } from '../../../shared/rules/active-steps.ts'
import { checkTask } from '../../../shared/rules/task-check.ts'

/**
 * The agent as a run of it follows it: without the steps that are switched off.
 *
 * @throws CodedError agent.incomplete
 */
export function asItRuns(agent: Agent): Agent {
  const problem = checkTask(agent).find(({ isDoubt }) => !isDoubt)
  if (problem !== undefined) throw new CodedError('agent.incomplete', {}, `${problem.field}: ${problem.code}`)
  return { ...agent, steps: activeSteps(agent), switchedOff: [] }
}
