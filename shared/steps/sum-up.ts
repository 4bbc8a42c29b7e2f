import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const sumUpSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('sumUp'),
  /** The step whose rows are summed up. */
  from: stepIdSchema,
  /** Column by which rows belong together; empty: all rows together. */
  groupBy: z.string().trim().max(80),
  how: z.enum(['sum', 'count', 'average', 'least', 'greatest']),
  /** Column with the numbers; not needed for counting. */
  values: z.string().trim().max(80),
  order: z.enum(['name', 'value', 'found']),
})
export type SumUpStep = z.infer<typeof sumUpSchema>

export const sumUp: StepDefinition<typeof sumUpSchema> = {
  schema: sumUpSchema,
  group: 'ask',
  fields: [
    { name: 'how', control: 'choice', choices: ['sum', 'count', 'average', 'least', 'greatest'] },
    { name: 'values', control: 'column', mayBeNone: true },
    { name: 'groupBy', control: 'column', mayBeNone: true },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'order', control: 'choice', choices: ['name', 'value', 'found'] },
  ],
  unit: 'rows',
  needs: () => null,
  exposes: () => nothingExposed,
  leaves: 'result',
  grants: noGrants,
  problems: (step) => (step.how !== 'count' && step.values === '' ? [{ field: 'values', code: 'choice.missing' }] : []),
  forecast: (_step, outlook) => ({ calls: [], gives: outlook.given }),
}
