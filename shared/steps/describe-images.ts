import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

/** The column that gets a few words for each picture, fit to name its file. */
export const pictureTitleColumn = 'title'

export const describeImagesSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('describeImages'),
  /** The step whose pictures are looked at. */
  from: stepIdSchema,
  language: z.enum(['en', 'zh']),
  /** What matters in them, in the owner's words; empty for whatever is to be seen. */
  instruction: z.string().trim().max(2000),
})
export type DescribeImagesStep = z.infer<typeof describeImagesSchema>

export const describeImages: StepDefinition<typeof describeImagesSchema> = {
  schema: describeImagesSchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'language', control: 'choice', choices: ['en', 'zh'] },
    { name: 'instruction', control: 'text', maxLength: 2000, lines: 4, mayBeEmpty: true },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: true,
    writes: true,
    grade: 'light',
    work: { calls: 20, input: 1500, output: 200 },
  }),
  grants: noGrants,
  exposes: () => nothingExposed,
  problems: () => [],
  forecast: (step, outlook) =>
    // A picture counts as some thousand tokens; what it holds as text is nothing.
    askForecast(outlook, { own: 1_100 + Math.ceil(step.instruction.length / 2), answer: 200, isTogether: false }),
}
