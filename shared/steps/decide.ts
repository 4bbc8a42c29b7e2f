import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { testSchema } from '../model/test.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const decideSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('decide'),
  /** The step whose things are judged one by one. */
  from: stepIdSchema,
  /** Those that pass go on; `otherwise` takes up the others. */
  test: testSchema,
})
export type DecideStep = z.infer<typeof decideSchema>

export const decide: StepDefinition<typeof decideSchema> = {
  schema: decideSchema,
  group: 'decide',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'test', control: 'test' },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: ({ test }) =>
    test.kind === 'compare'
      ? null
      : {
          contextTokens: 4_000,
          tools: false,
          vision: false,
          writes: false,
          grade: 'light',
          work: { calls: 20, input: 1500, output: 5 },
        },
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: ({ test }) => (test.kind === 'ask' && test.question === '' ? [{ field: 'test', code: 'text.empty' }] : []),
  forecast: ({ test }, outlook) =>
    test.kind === 'compare'
      ? { calls: [], gives: outlook.given }
      : askForecast(outlook, { own: 100 + Math.ceil(test.question.length / 2), answer: 5, isTogether: false }),
}
