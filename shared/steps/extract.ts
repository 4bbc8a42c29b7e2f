import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { columnSchema } from '../model/item.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const extractSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('extract'),
  /** The step whose documents are searched. */
  from: stepIdSchema,
  /** What is pulled out of each. */
  columns: z.array(columnSchema).max(30),
  /** `one`: a document is one row. `several`: as many as it has, such as the lines of an invoice. */
  rows: z.enum(['one', 'several']),
})
export type ExtractStep = z.infer<typeof extractSchema>

export const extract: StepDefinition<typeof extractSchema> = {
  schema: extractSchema,
  group: 'ask',
  fields: [
    { name: 'columns', control: 'columns', most: 30 },
    { name: 'rows', control: 'choice', choices: ['one', 'several'] },
    { name: 'from', control: 'step', mayBeNone: false },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: false,
    grade: 'light',
    work: { calls: 20, input: 2000, output: 200 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: (step) => (step.columns.length === 0 ? [{ field: 'columns', code: 'list.empty' }] : []),
  forecast: (step, outlook) =>
    askForecast(outlook, {
      own: 160 + step.columns.length * 25,
      answer: (step.rows === 'one' ? 20 : 160) * Math.max(1, step.columns.length),
      isTogether: false,
    }),
}
