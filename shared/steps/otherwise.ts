import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const otherwiseSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('otherwise'),
  /** The decision whose other things are taken up: those that did not pass. */
  from: stepIdSchema,
})
export type OtherwiseStep = z.infer<typeof otherwiseSchema>

export const otherwise: StepDefinition<typeof otherwiseSchema> = {
  schema: otherwiseSchema,
  group: 'decide',
  fields: [{ name: 'from', control: 'step', mayBeNone: false }],
  unit: 'documents',
  leaves: 'result',
  needs: () => null,
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: () => [],
  forecast: (_step, outlook) => ({ calls: [], gives: outlook.given }),
}
