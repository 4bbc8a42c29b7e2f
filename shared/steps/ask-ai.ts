import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const askAiSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('askAi'),
  /** The step whose result is what the instruction is about. */
  from: stepIdSchema,
  /** `each`: one answer for every thing. `all`: one answer about all of them together. */
  mode: z.enum(['each', 'all']),
  /** What the model is to do, in the owner's words. */
  instruction: z.string().trim().max(4000),
})
export type AskAiStep = z.infer<typeof askAiSchema>

export const askAi: StepDefinition<typeof askAiSchema> = {
  schema: askAiSchema,
  group: 'ask',
  fields: [
    { name: 'mode', control: 'choice', choices: ['each', 'all'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'instruction', control: 'text', maxLength: 4000, lines: 5 },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: true,
    grade: 'light',
    work: { calls: 20, input: 3000, output: 400 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: (step) => (step.instruction === '' ? [{ field: 'instruction', code: 'text.empty' }] : []),
  forecast: (step, outlook) =>
    askForecast(outlook, {
      own: 110 + Math.ceil(step.instruction.length / 2),
      answer: 400,
      isTogether: step.mode === 'all',
    }),
}
