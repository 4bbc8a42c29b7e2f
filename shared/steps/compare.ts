import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const compareSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('compare'),
  /** The step whose texts are held against each other. */
  from: stepIdSchema,
  /** Another step whose texts are held against those; null: those of `from` among themselves. */
  other: stepIdSchema.nullable(),
  /** What matters in the comparison, in the owner's words; empty for everything that differs. */
  focus: z.string().trim().max(1000),
})
export type CompareStep = z.infer<typeof compareSchema>

export const compare: StepDefinition<typeof compareSchema> = {
  schema: compareSchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'other', control: 'step', mayBeNone: true },
    { name: 'focus', control: 'text', maxLength: 1000, lines: 3, mayBeEmpty: true },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: true,
    grade: 'middle',
    work: { calls: 2, input: 8000, output: 800 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: () => [],
  forecast: (step, outlook) =>
    askForecast(outlook, { own: 120 + Math.ceil(step.focus.length / 2), answer: 700, isTogether: true }),
}
