import { CodedError } from '../../../shared/contract/errors.ts'
import type { TranslateStep } from '../../../shared/steps/translate.ts'
import { answerParts } from '../asking/answer-about.ts'
import { createAskOnce } from '../asking/ask-once.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import { materialOf } from '../asking/material.ts'
import { refusePractice } from '../asking/refuse-practice.ts'
import { tasksPromptVersion } from '../prompts/tasks.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'

/** Translates every text, a long one part by part from its beginning to its end. */
export async function translate(step: TranslateStep, given: Given | null, context: StepContext): Promise<StepResult> {
  refusePractice(context)
  return workOnEach(
    given,
    context,
    async (item) => {
      const material = await materialOf({ ...item, fields: {} }, context)
      const ask = createAskOnce({ stepId: step.id, label: item.name, prompt: tasksPromptVersion }, context)
      const question = {
        task: { kind: 'translate' as const, into: step.language },
        language: material.language,
        materials: [material],
        cites: false,
        contextTokens: roomToWriteAsMuch(context.order.contextTokens),
      }
      const answers = await answerParts(question, ask)
      if (answers.some(({ shortened }) => shortened)) throw new CodedError('model.cut')
      return [{ ...item, text: answers.map(({ text }) => text).join('\n\n') }]
    },
    (columns) => columns,
  )
}

/** A translation is about as long as its text, so no more goes in at once than may come out. */
function roomToWriteAsMuch(contextTokens: number): number {
  return Math.min(contextTokens, 12_000)
}
