import { CodedError } from '../../../shared/contract/errors.ts'
import type { DraftStep } from '../../../shared/steps/draft.ts'
import { writeAbout } from '../asking/ask-about-item.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import { writeTogether } from '../asking/together.ts'
import type { Task } from '../prompts/tasks.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'

/** Writes a text for every thing, or one made of all of them. */
export async function draft(step: DraftStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'the step builds on a step')
  const { sort, tone, language, instruction } = step
  const task: Task = { kind: 'draft', sort, tone, language, instruction }
  if (step.mode === 'all') return writeTogether(step.id, task, given, false, context)
  return workOnEach(
    given,
    context,
    async (item) => [{ ...(await writeAbout(step.id, task, item, context)), cites: [] }],
    (columns) => columns,
  )
}
