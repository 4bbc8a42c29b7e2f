import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'

export const notifySchema = z.object({
  id: stepIdSchema,
  kind: z.literal('notify'),
  /** The step whose things the owner is told about. */
  from: stepIdSchema,
  /** What the owner is told of each; may name columns. */
  message: z.string().trim().max(500),
})
export type NotifyStep = z.infer<typeof notifySchema>

export const notify: StepDefinition<typeof notifySchema> = {
  schema: notifySchema,
  group: 'tell',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'message', control: 'text', maxLength: 500, lines: 3, mayPoint: true },
  ],
  unit: 'messages',
  // It stays on this computer, with its owner.
  exposes: () => nothingExposed,
  leaves: 'result',
  needs: () => null,
  grants: () => [{ kind: 'tell', field: 'message' }],
  problems: (step) => (step.message === '' ? [{ field: 'message', code: 'text.empty' }] : []),
  forecast: () => ({ calls: [], gives: [] }),
}
