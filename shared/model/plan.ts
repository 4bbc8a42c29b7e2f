import { z } from 'zod'
import { agentDraftSchema } from './agent.ts'
import { stepIdSchema } from './brand.ts'
import { spentSchema } from './usage.ts'

/** How long a wish may be, in characters. */
export const longestWish = 4000
/** How many steps a model may plan; more is no plan a person could look through. */
export const mostPlanned = 30

/** A plan as a model writes it. Nothing in it is trusted: each step and each field is checked where it is put together. */
export const writtenPlanSchema = z.looseObject({
  name: z.string().optional(),
  when: z.unknown().optional(),
  steps: z.array(z.record(z.string(), z.unknown())).min(1),
  unsure: z.array(z.unknown()).optional(),
  cannot: z.string().optional(),
})
export type WrittenPlan = z.infer<typeof writtenPlanSchema>

/** A choice the model made and was not sure of, or made in a way that could not be used. */
export const doubtSchema = z.object({ stepId: stepIdSchema, field: z.string().max(80) })
export type Doubt = z.infer<typeof doubtSchema>

/** What an agent would become; nothing is changed before its owner says so. */
export const proposalSchema = z.object({
  draft: agentDraftSchema.extend({ name: z.string().max(80) }),
  doubts: z.array(doubtSchema).max(500),
  /** Steps the model named that there are not, in its own words. */
  unknown: z.array(z.string().max(80)).max(50),
  /** What of the wish cannot be done, in the model's words; empty when nothing. */
  cannot: z.string().max(600),
  tokens: z.number().int().nonnegative(),
  spent: z.array(spentSchema),
})
export type Proposal = z.infer<typeof proposalSchema>
