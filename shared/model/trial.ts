import { z } from 'zod'
import { appErrorSchema } from '../contract/errors.ts'
import { agentIdSchema, instantSchema, runIdSchema, stepIdSchema } from './brand.ts'
import { shownResultSchema } from './shown-result.ts'
import { spentSchema } from './usage.ts'

/** How many documents, rows or mails are tried at most, and how many tokens a try may take before it stops itself. */
export const triedAtMost = 3
export const trialTokens = 60_000

export const triedStepSchema = z.object({
  stepId: stepIdSchema,
  /** `shown`: what it would do is shown, and nothing was done. `left`: it works only in a real run. */
  state: z.enum(['planned', 'running', 'done', 'shown', 'left', 'failed']),
  result: shownResultSchema.nullable(),
})
export type TriedStep = z.infer<typeof triedStepSchema>

/** An agent as it is edited, tried on a few real things: nothing is written where the owner keeps files, and nothing is sent. */
export const trialSchema = z.object({
  id: runIdSchema,
  agentId: agentIdSchema,
  state: z.enum(['running', 'done', 'failed', 'stopped']),
  error: appErrorSchema.nullable(),
  steps: z.array(triedStepSchema).max(50),
  /** Things that could not be used. */
  leftOut: z.number().int().nonnegative(),
  tokens: z.number().int().nonnegative(),
  spent: z.array(spentSchema),
  startedAt: instantSchema,
  endedAt: instantSchema.nullable(),
})
export type Trial = z.infer<typeof trialSchema>
