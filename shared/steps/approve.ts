import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const approveSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('approve'),
  /** The step whose result is shown with the question. */
  from: stepIdSchema,
  /** What the owner is asked, in their own words. */
  message: z.string().trim().max(1000),
})
export type ApproveStep = z.infer<typeof approveSchema>

export const approve: StepDefinition<typeof approveSchema> = {
  schema: approveSchema,
  group: 'decide',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'message', control: 'text', maxLength: 1000, lines: 3 },
  ],
  unit: 'questions',
  exposes: () => nothingExposed,
  leaves: 'approval',
  needs: () => null,
  grants: noGrants,
  problems: (step) => (step.message === '' ? [{ field: 'message', code: 'text.empty' }] : []),
  forecast: () => ({ calls: [], gives: [] }),
}
