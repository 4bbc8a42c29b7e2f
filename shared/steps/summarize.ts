import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const summarizeSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('summarize'),
  /** The step whose documents are summarized. */
  from: stepIdSchema,
  length: z.enum(['short', 'medium', 'long']),
  /** What the owner cares about most, in their own words; empty for a plain summary. */
  focus: z.string().max(1000),
})
export type SummarizeStep = z.infer<typeof summarizeSchema>

export const summarize: StepDefinition<typeof summarizeSchema> = {
  schema: summarizeSchema,
  fields: [
    { name: 'length', control: 'choice', choices: ['short', 'medium', 'long'] },
    { name: 'focus', control: 'text', maxLength: 1000, lines: 3 },
  ],
  unit: 'documents',
  // Long documents are summarized in parts, so any context will do that holds a few pages; a usual run has twenty documents.
  needs: ({ length }) => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: true,
    grade: 'light',
    work: { calls: 20, input: 3_000, output: { short: 150, medium: 300, long: 700 }[length] },
  }),
  problems: () => [],
}
