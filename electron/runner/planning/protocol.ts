import { z } from 'zod'
import { longestWish, writtenPlanSchema } from '../../../shared/model/plan.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { languageSchema } from '../../../shared/model/settings.ts'
import type { ContractOf } from '../../ipc/port-calls.ts'
import { nothing, operation } from '../operation.ts'

export const planDoorSchema = z.object({ baseUrl: z.string(), token: z.string() })

/** A wish to be turned into a plan. */
export const planOrderSchema = z.object({
  wish: z.string().min(1).max(longestWish),
  /** The kinds of steps there are, and those the agent has, as text; see shared/rules/plan. */
  kinds: z.string().max(40_000),
  steps: z.string().max(60_000),
  language: languageSchema,
  model: modelReferenceSchema,
  gateway: planDoorSchema,
})
export type PlanOrder = z.infer<typeof planOrderSchema>

/** What a runner that plans may ask of main. */
export const planOperations = {
  'gateway.find': operation(nothing, planDoorSchema),
} as const
export type PlanContract = ContractOf<typeof planOperations>

/** A plan as the model wrote it, in the form plans have; what it says is checked by main. */
export const plannedReportSchema = z.object({ type: z.literal('planned'), plan: writtenPlanSchema })
