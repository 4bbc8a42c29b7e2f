import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

/** One of the words a thing can be sorted under. */
export const labelSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** What belongs under it, in the owner's words; empty where the name says it all. */
  meaning: z.string().trim().max(300).default(''),
})
export type Label = z.infer<typeof labelSchema>

export const classifySchema = z.object({
  id: stepIdSchema,
  kind: z.literal('classify'),
  /** The step whose things are sorted. */
  from: stepIdSchema,
  labels: z.array(labelSchema).max(30),
  /** Column that gets the label. */
  column: z.string().trim().min(1).max(80).default('label'),
})
export type ClassifyStep = z.infer<typeof classifySchema>

export const classify: StepDefinition<typeof classifySchema> = {
  schema: classifySchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'labels', control: 'labels', most: 30 },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: false,
    grade: 'light',
    work: { calls: 20, input: 1500, output: 10 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: (step) => (step.labels.length < 2 ? [{ field: 'labels', code: 'list.empty' }] : []),
  forecast: (step, outlook) =>
    askForecast(outlook, { own: 110 + step.labels.length * 20, answer: 12, isTogether: false }),
}
