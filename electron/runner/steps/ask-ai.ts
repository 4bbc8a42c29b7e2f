import { CodedError } from '../../../shared/contract/errors.ts'
import type { AskAiStep } from '../../../shared/steps/ask-ai.ts'
import { writeAbout } from '../asking/ask-about-item.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import { writeTogether } from '../asking/together.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'

/** Does what the owner says with every thing, or with all of them together. */
export async function askAi(step: AskAiStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'the step builds on a step')
  const task = { kind: 'ask' as const, instruction: step.instruction }
  if (step.mode === 'all') return writeTogether(step.id, task, given, true, context)
  return workOnEach(
    given,
    context,
    async (item) => [await writeAbout(step.id, task, item, context)],
    (columns) => columns,
  )
}
