import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const readClipboardSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readClipboard'),
})
export type ReadClipboardStep = z.infer<typeof readClipboardSchema>

export const readClipboard: StepDefinition<typeof readClipboardSchema> = {
  schema: readClipboardSchema,
  group: 'read',
  fields: [],
  unit: 'documents',
  needs: () => null,
  grants: () => [{ kind: 'clipboard', field: 'clipboard' }],
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  problems: () => [],
  forecast: () => null,
}
