import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, instantSchema } from './brand.ts'
import { modelReferenceSchema } from './provider.ts'
import { trialSchema } from './trial.ts'

/** How many models are set side by side. */
export const comparedAtMost = 4

export const comparedSchema = z.object({
  model: modelReferenceSchema,
  /** Null: its turn has not come, or it could not begin. */
  trial: trialSchema.nullable(),
  /** Why it could not begin. */
  error: appErrorSchema.nullable(),
})
export type Compared = z.infer<typeof comparedSchema>

/** An agent as it is edited, tried with several models on the same few things; nothing is written or sent. */
export const comparisonSchema = z.object({
  agentId: agentIdSchema,
  state: z.enum(['running', 'done', 'stopped']),
  /** The owner judges the results before they know whose they are: the order is a chance one, and names are shown afterwards. */
  blind: z.boolean(),
  /** The model the agent has now, which the others are measured by. */
  own: modelReferenceSchema,
  entries: z.array(comparedSchema).min(2).max(comparedAtMost),
  startedAt: instantSchema,
})
export type Comparison = z.infer<typeof comparisonSchema>
